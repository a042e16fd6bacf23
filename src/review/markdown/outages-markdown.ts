import type { Plan } from '../../plan/plan-document';
import { outageRows, weightiestOutages } from '../outage-rows';
import { shortenedList } from '../shortened-list';
import type { Extent } from '../steps-overview';
import type { MarkdownDialect } from './dialect';
import { NO_ROWS, type MarkdownRows } from './markdown-rows';

const MOST_GUESTS_CHARACTERS = 120;

/** A table of interruptions, the guest NICs below what interrupts them. */
export function outagesTable(
  outages: Plan['outages'],
  extent: Extent,
  { prose, code, indent }: MarkdownDialect,
): MarkdownRows {
  if (outages.length === 0) return NO_ROWS;
  const { shown, others } = weightiestOutages(outages, extent);
  const rows = outageRows(shown).map((row) => {
    const what = row.isBelow ? `${indent}${prose(row.what)}` : code(row.what);
    const guests = row.guests.length === 0 ? 'none' : shortenedList(row.guests, MOST_GUESTS_CHARACTERS, '; ');
    const cells = [row.fromStep === '' ? '' : guests, row.fromStep, row.toStep, row.seconds, row.basis];
    return { text: `| ${[what, ...cells.map(prose)].join(' | ')} |`, count: row.count };
  });
  return {
    head: [
      '| interrupted | running guests | from | to | min / expected / max s | basis |',
      '|---|---|---|---|---|---|',
    ],
    rows,
    foot: others === undefined ? [] : ['', prose(others)],
  };
}
