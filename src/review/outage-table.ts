import type { Outage } from '../plan/plan-document';
import { outageRows, weightiestOutages, type OutageRow } from './outage-rows';
import type { TextStyle } from './palette';
import { shortenedList } from './shortened-list';
import type { Extent } from './steps-overview';
import { textTable } from './text-table';
import { wrapText } from './wrap-text';

const HEAD = ['what', 'running guests', 'from', 'to', 'min / expected / max s', 'basis'];
const NARROWEST_GUESTS_COLUMNS = 16;

/** Who is interrupted, from which step to which, and for how long; nothing when nobody is. */
export function outageTable(outages: readonly Outage[], style: TextStyle, extent: Extent): readonly string[] {
  if (outages.length === 0) return [];
  const { shown, others } = weightiestOutages(outages, extent);
  const rows = outageRows(shown);
  const bare = [HEAD, ...rows.map((row) => cellsOf(row, ''))];
  const widthOf = (column: number): number => Math.max(...bare.map((cells) => cells[column]?.length ?? 0));
  const taken = [0, 2, 3, 4, 5].reduce((sum, column) => sum + widthOf(column) + 2, 2);
  const room = Math.max(NARROWEST_GUESTS_COLUMNS, style.widthColumns - taken);
  const cells = rows.map((row) => cellsOf(row, row.fromStep === '' ? '' : guestsText(row, room)));
  const layout = { widthColumns: style.widthColumns, first: '  ', rest: '  ' };
  return [
    ...textTable({ indent: '  ', head: HEAD, rows: cells }),
    ...(others === undefined ? [] : wrapText(others, layout)),
  ];
}

function guestsText({ guests }: OutageRow, widthColumns: number): string {
  return guests.length === 0 ? 'none' : shortenedList(guests, widthColumns, '; ');
}

function cellsOf(row: OutageRow, guests: string): readonly string[] {
  return [row.isBelow ? `  ${row.what}` : row.what, guests, row.fromStep, row.toStep, row.seconds, row.basis];
}
