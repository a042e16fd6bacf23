import { UNPRINTABLE } from '../model/unprintable';

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Makes text from a host or a document safe to show on one line: what a terminal or a browser would obey instead of
 * show becomes a visible escape such as `\x1b` or `\u202e`. Every renderer of this room passes foreign text through here.
 */
export function printableText(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    const short = SHORT_ESCAPES[character];
    if (short !== undefined) return short;
    const code = character.codePointAt(0) ?? 0;
    if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
    return code <= 0xffff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
  });
}

/** The printable lines of foreign text that may span lines; tabs become spaces, a final line break adds no line. */
export function printableLines(text: string): readonly string[] {
  return text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => printableText(line.replaceAll('\t', '    ')));
}
