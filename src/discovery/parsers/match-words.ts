import { isCell, type CellGrammar } from './table-cell';

/**
 * Assigns the words of a row to columns by what their cells look like, where positions say nothing.
 *
 * @returns the cells, or `undefined` when the words fit in no way, or in more than one
 */
export function matchWords(row: string, columns: readonly CellGrammar[]): readonly string[] | undefined {
  const words = row.trim().split(/\s+/);
  const mostWords = columns.reduce((sum, column) => sum + (column.maxWords ?? 1), 0);
  if (words.length > mostWords) return undefined;
  const readings = [...readingsFrom(words, columns)];
  return readings.length === 1 ? readings[0] : undefined;
}

function* readingsFrom(words: readonly string[], columns: readonly CellGrammar[]): Generator<readonly string[]> {
  const [column, ...otherColumns] = columns;
  if (column === undefined) {
    if (words.length === 0) yield [];
    return;
  }
  for (let count = 0; count <= Math.min(column.maxWords ?? 1, words.length); count += 1) {
    const cell = words.slice(0, count).join(' ');
    if (!isCell(cell, column)) continue;
    for (const rest of readingsFrom(words.slice(count), otherColumns)) yield [cell, ...rest];
  }
}
