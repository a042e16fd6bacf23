import type { Plan } from '../../plan/plan-document';
import { outageRows, weightiestOutages } from '../outage-rows';
import { shortenedList } from '../shortened-list';
import type { Extent } from '../steps-overview';
import type { MarkdownDialect } from './dialect';

const MOST_GUESTS_CHARACTERS = 120;

/** A table of interruptions, the guest NICs below what interrupts them. */
export function outagesTable(
  outages: Plan['outages'],
  extent: Extent,
  { prose, code, indent }: MarkdownDialect,
): readonly string[] {
  if (outages.length === 0) return [];
  const { shown, others } = weightiestOutages(outages, extent);
  return [
    '| interrupted | running guests | from | to | min / expected / max s | basis |',
    '|---|---|---|---|---|---|',
    ...outageRows(shown).map((row) => {
      const what = row.isBelow ? `${indent}${prose(row.what)}` : code(row.what);
      const guests = row.guests.length === 0 ? 'none' : shortenedList(row.guests, MOST_GUESTS_CHARACTERS, '; ');
      const cells = [row.fromStep === '' ? '' : guests, row.fromStep, row.toStep, row.seconds, row.basis];
      return `| ${[what, ...cells.map(prose)].join(' | ')} |`;
    }),
    ...(others === undefined ? [] : ['', prose(others)]),
  ];
}
