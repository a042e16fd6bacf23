import { isCell, type CellGrammar } from './table-cell';

/** Where a column stands in a line: from `start` up to, not including, `end`. */
export interface ColumnSpan {
  readonly start: number;
  readonly end: number;
}

/** Columns of a ruler line such as `======== ====== =====`. */
export function columnSpans(ruler: string): readonly ColumnSpan[] {
  return [...ruler.matchAll(/=+/g)].map((run) => ({ start: run.index, end: run.index + run[0].length }));
}

/**
 * Cuts a row at the ruler's columns; the last column takes the rest of the line. `undefined` when the row does not fit: something
 * stands between two columns, or a cell is not what its column holds.
 */
export function sliceByRuler(
  row: string,
  spans: readonly ColumnSpan[],
  columns: readonly CellGrammar[],
): readonly string[] | undefined {
  const cells: string[] = [];
  let previousEnd = 0;
  for (const [index, column] of columns.entries()) {
    const span = spans[index];
    if (span === undefined || row.slice(previousEnd, span.start).trim() !== '') return undefined;
    const cell = row.slice(span.start, index === columns.length - 1 ? undefined : span.end).trim();
    if (!isCell(cell, column)) return undefined;
    cells.push(cell);
    previousEnd = span.end;
  }
  return row.includes('\t') ? undefined : cells;
}
