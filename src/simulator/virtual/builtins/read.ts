import type { Task } from '../kernel/kernel';
import { read } from '../kernel/streams';
import type { Shell } from '../shell/shell';
import { unknownUse } from './builtin';

/** `read [-r] name...`: one line of standard input; status 1 at the end of the input. */
export function* readLine(shell: Shell, args: readonly string[]): Task {
  const isRaw = args[0] === '-r';
  const names = isRaw ? args.slice(1) : args;
  if (names.length === 0 || names.some((name) => !/^[A-Za-z_]\w*$/.test(name))) throw unknownUse('read', args);
  let line = '';
  let isComplete = false;
  for (;;) {
    const bytes = yield* read(shell.kernel, shell.process, 0, true);
    if (bytes === null) return 1;
    isComplete = bytes.endsWith('\n');
    line += isComplete ? bytes.slice(0, -1) : bytes;
    if (isRaw || !isComplete || !/(?<!\\)(?:\\\\)*\\$/.test(line)) break;
    line = line.slice(0, -1);
  }
  const separators = shell.variables.get('IFS') ?? ' \t\n';
  const characters = charactersOf(line, isRaw);
  assign(shell, names, characters, separators);
  return isComplete ? 0 : 1;
}

interface Character {
  readonly text: string;
  readonly isQuoted: boolean;
}

function charactersOf(line: string, isRaw: boolean): readonly Character[] {
  const characters: Character[] = [];
  for (let at = 0; at < line.length; at += 1) {
    const isQuoted = !isRaw && line[at] === '\\';
    if (isQuoted) at += 1;
    const text = line[at];
    if (text !== undefined && text !== '\0') characters.push({ text, isQuoted });
  }
  return characters;
}

function assign(shell: Shell, names: readonly string[], line: readonly Character[], separators: string): void {
  const isSeparator = (at: number): boolean => {
    const character = line[at];
    return character !== undefined && !character.isQuoted && separators.includes(character.text);
  };
  const isBlank = (at: number): boolean => isSeparator(at) && ' \t\n'.includes(line[at]?.text ?? '');
  const textOf = (from: number, to: number): string =>
    line
      .slice(from, to)
      .map(({ text }) => text)
      .join('');
  let at = 0;
  while (isBlank(at)) at += 1;
  names.forEach((name, index) => {
    const start = at;
    while (at < line.length && !isSeparator(at)) at += 1;
    let end = at;
    while (isBlank(at)) at += 1;
    if (isSeparator(at)) {
      at += 1;
      while (isBlank(at)) at += 1;
    }
    if (index === names.length - 1 && at < line.length) {
      end = line.length;
      while (end > start && isBlank(end - 1)) end -= 1;
    }
    shell.variables.set(name, textOf(start, end));
  });
}
