import type { Doing } from '../kernel/kernel';
import type { Shell } from '../shell/shell';
import { print, unknownUse } from './builtin';
import { formatted } from './format';

/** `echo` as System V and HP-UX have it: backslash escapes are carried out. */
export function echo(shell: Shell, args: readonly string[]): Doing {
  if (args[0] === '-n' || args[0] === '-e') throw unknownUse('echo', args);
  const text = args.join(' ');
  if (!text.includes('\\')) return print(shell, 'echo', `${text}\n`);
  const { bytes, isCut } = withEscapes(text);
  return print(shell, 'echo', isCut ? bytes : `${bytes}\n`);
}

/** `printf format [argument...]` */
export function printf(shell: Shell, args: readonly string[]): Doing {
  const [format, ...operands] = args;
  if (format === undefined || (format.startsWith('-') && format.length > 1)) throw unknownUse('printf', args);
  return print(shell, 'printf', formatted(format, operands));
}

function withEscapes(text: string): { bytes: string; isCut: boolean } {
  const cut = /(?<!\\)(?:\\\\)*\\c/.exec(text);
  const kept = cut === null ? text : text.slice(0, cut.index + cut[0].length - 2);
  const signs: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
  const bytes = kept.replaceAll(/\\(0[0-7]{0,3}|[\\abfnrtv])/g, (_, sign: string) =>
    sign.startsWith('0') ? String.fromCharCode(parseInt(`0${sign}`, 8) & 255) : (signs[sign] ?? sign),
  );
  return { bytes, isCut: cut !== null };
}
