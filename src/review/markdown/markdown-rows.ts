import type { MarkdownDialect } from './dialect';

/** A table or a list of which every row can be left out: what stands above the rows, the rows, and what stands below them. */
export interface MarkdownRows {
  readonly head: readonly string[];
  readonly rows: readonly MarkdownRow[];
  readonly foot: readonly string[];
}

/** One row, of one line or several. */
export interface MarkdownRow {
  readonly text: string;
  /** Of how many things it tells. */
  readonly count: number;
}

/** A table without anything in it, and without its head. */
export const NO_ROWS: MarkdownRows = { head: [], rows: [], foot: [] };

/** All of it. */
export function rowLines({ head, rows, foot }: MarkdownRows): readonly string[] {
  return [...head, ...rows.map(({ text }) => text), ...foot];
}

/** Each line as a row of its own, that tells of one thing. */
export function rowsOfLines(lines: readonly string[]): MarkdownRows {
  return { ...NO_ROWS, rows: lines.map((text) => ({ text, count: 1 })) };
}

/** The same within what is read only by those who unfold it. */
export function foldedRows(title: string, { head, rows, foot }: MarkdownRows, dialect: MarkdownDialect): MarkdownRows {
  if (rows.length === 0) return NO_ROWS;
  const { foldStart, foldEnd } = dialect;
  return { head: [foldStart(title), '', ...head], rows, foot: [...foot, ...(foldEnd === '' ? [] : ['', foldEnd])] };
}
