import { failure, success, type Result } from '../../model/result';
import { isBlank, type NumberedLine } from './numbered-line';
import { columnSpans, sliceByRuler } from './ruler';
import { matchWords } from './match-words';
import type { CellGrammar } from './table-cell';
import { unreadableLine, unreadableOutput } from './unreadable-output';

/** A column of a table. */
export interface TableColumn<Name extends string> extends CellGrammar {
  readonly name: Name;
}

/** One known spelling of a table. */
export interface TableFormat<Name extends string> {
  /** The header lines joined, with every run of blanks as one. */
  readonly header: string;
  readonly columns: readonly TableColumn<Name>[];
}

/** A row; a blank or missing cell is the empty string. */
export interface TableRow<Name extends string> {
  readonly line: NumberedLine;
  readonly cells: Readonly<Record<Name, string>>;
}

const RULER = /^\s*=+( +=+)*\s*$/;

/**
 * Reads a table with a ruler line of `=` signs under its header.
 *
 * A row is cut at the ruler's columns. Where it does not fit them (blanks collapsed as in a printed page, or a value wider
 * than its column) its words are matched against the grammar of the columns instead, and the row is refused unless exactly one
 * reading exists. Headers must be known word for word: another header means another table.
 *
 * @returns every row in printed order, or a diagnostic for every line that could not be read
 */
export function readTable<Name extends string>(
  lines: readonly NumberedLine[],
  formats: readonly TableFormat<Name>[],
  command: string,
): Result<readonly TableRow<Name>[]> {
  const rulerIndex = lines.findIndex((line) => RULER.test(line.text));
  const ruler = lines[rulerIndex];
  const known = formats.map((format) => `"${format.header}"`).join(' or ');
  if (ruler === undefined) {
    const text = lines.map((line) => line.text).join('\n');
    return failure(unreadableOutput(command, text, `a table with the header ${known} and a ruler line of = signs`));
  }
  const headerLines = lines.slice(0, rulerIndex).filter((line) => !isBlank(line));
  const header = headerLines.flatMap((line) => line.text.trim().split(/\s+/)).join(' ');
  const format = formats.find((candidate) => candidate.header === header);
  const spans = columnSpans(ruler.text);
  if (format === undefined) return failure(unreadableLine(command, headerLines[0] ?? ruler, `the header ${known}`));
  if (spans.length !== format.columns.length) {
    return failure(unreadableLine(command, ruler, `a ruler of ${format.columns.length} columns`));
  }

  const rows: TableRow<Name>[] = [];
  const diagnostics = [];
  for (const line of lines.slice(rulerIndex + 1)) {
    if (isBlank(line)) continue;
    const cells = sliceByRuler(line.text, spans, format.columns) ?? matchWords(line.text, format.columns);
    if (cells === undefined) {
      const names = format.columns.map((column) => column.name).join(', ');
      diagnostics.push(unreadableLine(command, line, `a row of the columns ${names}`));
    } else rows.push({ line, cells: nameCells(format.columns, cells) });
  }
  return diagnostics.length > 0 ? failure(...diagnostics) : success(rows);
}

function nameCells<Name extends string>(
  columns: readonly TableColumn<Name>[],
  cells: readonly string[],
): Record<Name, string> {
  const named = columns.map((column, index) => [column.name, cells[index] ?? ''] as const);
  return Object.fromEntries(named) as Record<Name, string>;
}
