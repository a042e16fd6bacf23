import { failure, success, type Result } from '../../model/result';
import { isBlank, numberLines, type NumberedLine } from './numbered-line';
import { unreadableLine } from './unreadable-output';

/** An assignment in a file of `/etc/rc.config.d`. */
export interface RcVariable {
  readonly name: string;
  /** Index of an array element `NAME[3]`; null for a plain variable. Indices may be sparse and in any order. */
  readonly index: number | null;
  /** Null when only a shell could tell (the value holds `$` or a command substitution). */
  readonly value: string | null;
  readonly line: NumberedLine;
}

const COMMENT = /^\s*#/;
const ASSIGNMENT =
  /^\s*(?:export\s+)?([A-Za-z_]\w*)(?:\[(\d{1,5})\])?=("[^"]*"|'[^']*'|[^\s'"#;|&()<>]*)\s*(?:;\s*)?(?:#.*)?$/;

/**
 * Reads the shell variables of a file of `/etc/rc.config.d`: one assignment a line, quotes optional, comments. The boot scripts source these
 * files, so a later assignment wins; every assignment is returned, in order. A line of any other shape is refused, because it
 * could assign too.
 *
 * @see ch_rc(1M), "File rules"; HP-UX Handbook 13.00 ch. 3 p. 4
 */
export function parseRcVariables(text: string, file: string): Result<readonly RcVariable[]> {
  const variables: RcVariable[] = [];
  const diagnostics = [];
  for (const line of numberLines(text)) {
    if (isBlank(line) || COMMENT.test(line.text)) continue;
    const [, name, index, written] = ASSIGNMENT.exec(line.text) ?? [];
    if (name === undefined || written === undefined) {
      diagnostics.push(unreadableLine(file, line, 'NAME=value, NAME[index]=value or a comment'));
      continue;
    }
    variables.push({ name, index: index === undefined ? null : Number(index), value: literalValue(written), line });
  }
  return diagnostics.length > 0 ? failure(...diagnostics) : success(variables);
}

/** Value of a plain variable: the last assignment wins. `undefined` when the file does not set it. */
export function lastValue(variables: readonly RcVariable[], name: string): RcVariable | undefined {
  return variables.filter((variable) => variable.name === name && variable.index === null).at(-1);
}

/**
 * Elements of array variables that belong together by their index: of `HP_APA_KEY[2]` and `HP_APA_MANUAL_LA[2]`, with the
 * prefix `HP_APA_`, the record 2 has `KEY` and `MANUAL_LA`. Indices are slots and mean nothing else; they come in ascending
 * order. Variables that `names` does not list are left out.
 */
export function arrayRecords(
  variables: readonly RcVariable[],
  prefix: string,
  names: readonly string[],
): readonly (readonly [index: number, record: ReadonlyMap<string, RcVariable>])[] {
  const wanted = new Map(names.map((name) => [`${prefix}${name}`, name]));
  const records = new Map<number, Map<string, RcVariable>>();
  for (const variable of variables) {
    const name = wanted.get(variable.name);
    if (name === undefined || variable.index === null) continue;
    const record = records.get(variable.index) ?? new Map<string, RcVariable>();
    records.set(variable.index, record.set(name, variable));
  }
  return [...records].sort(([left], [right]) => left - right);
}

function literalValue(written: string): string | null {
  if (written.startsWith("'")) return written.slice(1, -1);
  if (/[$`\\]/.test(written)) return null;
  return written.startsWith('"') ? written.slice(1, -1) : written;
}
