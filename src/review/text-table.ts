import Table from 'cli-table3';
import { printableText } from './printable-text';

/** A plain table: headings above, two blanks between columns, no lines drawn and no blanks at the ends. */
export interface TextTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What stands before each line. */
  readonly indent: string;
}

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** Lays out a table; every cell is made printable first. */
export function textTable({ head, rows, indent }: TextTable): readonly string[] {
  const table = new Table({
    head: head.map(printableText),
    chars: NO_LINES,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map((row) => row.map(printableText)));
  return table
    .toString()
    .split('\n')
    .map((line) => `${indent}${line}`.trimEnd());
}
