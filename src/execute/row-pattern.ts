import { quoteShellWord } from '../model/shell-word';
import type { ReadBack } from '../plan/plan-document';

/** A running value in the script output of nwmgr. */
const RECORD = /^(.+#current#)([A-Za-z]+|\d+)$/;

/**
 * The `case` pattern of the rows that a read-back looks for, to be compared with a row that one blank was put behind. A
 * number at an end of a text is a whole one: `lan9` is not found in `lan90`, nor port `1` in `11,21`. A value of a script
 * record is found as discovery reads it: in any case of letters, with a blank on either side (`# -` is printed for none: APA
 * Administrator's Guide, 11i v3, September 2008, p. 53).
 */
export function rowPattern({ lineStartsWith, lineContains }: ReadBack): string {
  const [, record, value] = (lineStartsWith === '' && RECORD.exec(lineContains)) || [];
  if (record !== undefined && value !== undefined) return recordPattern(record, value);
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

function recordPattern(record: string, value: string): string {
  const text = value.replaceAll(/[A-Za-z]/g, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
  return ['', ' ']
    .flatMap((before) => [' ', '  '].map((behind) => `*${quoteShellWord(`${record}${before}`)}${text}'${behind}'`))
    .join('|');
}
