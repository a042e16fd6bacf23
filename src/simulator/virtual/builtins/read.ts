import type { Doing, Task } from '../kernel/kernel';
import { takeBytes } from '../kernel/open-file';
import { read } from '../kernel/streams';
import type { Shell } from '../shell/shell';
import { unknownUse } from './builtin';

/** `read [-r] name...`: one line of standard input; status 1 at the end of the input. */
export function readLine(shell: Shell, args: readonly string[]): Doing {
  const isRaw = args[0] === '-r';
  const names = isRaw ? args.slice(1) : args;
  if (names.length === 0 || names.some((name) => !/^[A-Za-z_]\w*$/.test(name))) throw unknownUse('read', args);
  const file = shell.process.descriptors[0];
  if (file === undefined) return 1;
  const bytes = takeBytes(file, true);
  if (bytes === null || (!isRaw && bytes.endsWith('\\\n'))) return readLines(shell, names, isRaw, bytes);
  const isComplete = bytes.endsWith('\n');
  assign(shell, names, lineOf(isComplete ? bytes.slice(0, -1) : bytes, isRaw));
  return isComplete ? 0 : 1;
}

/** Waits for a line, and goes on to the next one for as long as a backslash stands at the end. */
function* readLines(shell: Shell, names: readonly string[], isRaw: boolean, first: string | null): Task {
  let line = '';
  let bytes = first;
  for (;;) {
    bytes ??= yield* read(shell.kernel, shell.process, 0, true);
    if (bytes === null) return 1;
    const isComplete = bytes.endsWith('\n');
    line += isComplete ? bytes.slice(0, -1) : bytes;
    if (isRaw || !isComplete || !/(?<!\\)(?:\\\\)*\\$/.test(line)) {
      assign(shell, names, lineOf(line, isRaw));
      return isComplete ? 0 : 1;
    }
    line = line.slice(0, -1);
    bytes = null;
  }
}

interface Line {
  readonly text: string;
  /** Places of characters that a backslash stood before; null: there are none. */
  readonly quoted: ReadonlySet<number> | null;
}

function lineOf(line: string, isRaw: boolean): Line {
  if (isRaw || !line.includes('\\'))
    return { text: line.includes('\0') ? line.replaceAll('\0', '') : line, quoted: null };
  const quoted = new Set<number>();
  let text = '';
  for (let at = 0; at < line.length; at += 1) {
    const isQuoted = line[at] === '\\';
    if (isQuoted) at += 1;
    const character = line[at];
    if (character === undefined || character === '\0') continue;
    if (isQuoted) quoted.add(text.length);
    text += character;
  }
  return { text, quoted };
}

function assign(shell: Shell, names: readonly string[], { text, quoted }: Line): void {
  const separators = shell.variables.get('IFS') ?? ' \t\n';
  const isSeparator = (at: number): boolean =>
    at < text.length && separators.includes(text.charAt(at)) && quoted?.has(at) !== true;
  const isBlank = (at: number): boolean => isSeparator(at) && ' \t\n'.includes(text.charAt(at));
  let at = 0;
  while (isBlank(at)) at += 1;
  names.forEach((name, index) => {
    const start = at;
    while (at < text.length && !isSeparator(at)) at += 1;
    let end = at;
    while (isBlank(at)) at += 1;
    if (isSeparator(at)) {
      at += 1;
      while (isBlank(at)) at += 1;
    }
    if (index === names.length - 1 && at < text.length) {
      end = text.length;
      while (end > start && isBlank(end - 1)) end -= 1;
    }
    shell.variables.set(name, text.slice(start, end));
  });
}
