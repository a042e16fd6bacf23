import { quoteShellWord } from '../model/shell-word';
import type { ReadBack } from '../plan/plan-document';

/**
 * The `case` pattern of the rows that a read-back looks for, to be compared with a row that one blank was put behind. A
 * number at an end of a text is a whole one: `lan9` is not found in `lan90`, nor port `1` in `11,21`.
 */
export function rowPattern({ lineStartsWith, lineContains }: ReadBack): string {
  const start = lineStartsWith === '' ? '' : quoteShellWord(lineStartsWith);
  const text = quoteShellWord(lineContains);
  const behindStart = /\d$/.test(lineStartsWith) ? '[!0-9]' : '';
  const beforeText = /^\d/.test(lineContains) ? '[!0-9]' : '';
  const end = /\d$/.test(lineContains) ? '[!0-9]*' : '*';
  if (behindStart === '' && beforeText === '') return `${start}*${text}${end}`;
  // What parts the two may be one character, and where only one of them is a number nothing at all.
  const parted = behindStart === '' || beforeText === '' ? '' : '[!0-9]';
  return `${start}${parted}${text}${end}|${start}${behindStart}*${beforeText}${text}${end}`;
}
