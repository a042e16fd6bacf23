/**
 * Code points that could move a cursor, colour a terminal, hide themselves or turn the reading direction: controls, DEL,
 * soft hyphen, joiners and fillers, zero-width and bidirectional marks, line and paragraph separators, variation
 * selectors, the byte order mark, halves of surrogate pairs, format marks of scripts, shorthand and music, and tag characters.
 */
const UNPRINTABLE_RANGES = [
  '0000-001f',
  '007f-009f',
  '00ad',
  '034f',
  '0600-0605',
  '061c',
  '06dd',
  '070f',
  '0890-0891',
  '08e2',
  '115f-1160',
  '17b4-17b5',
  '180b-180f',
  '200b-200f',
  '2028-202f',
  '205f-206f',
  '3164',
  'd800-dfff',
  'fe00-fe0f',
  'feff',
  'ffa0',
  'fff0-fffb',
  'fffe-ffff',
  '110bd',
  '110cd',
  '13430-1343f',
  '1bca0-1bca3',
  '1d173-1d17a',
  'e0000-e0fff',
] as const;

const UNPRINTABLE = new RegExp(
  `[${UNPRINTABLE_RANGES.map((range) => range.replace(/[0-9a-f]+/g, '\\u{$&}')).join('')}]`,
  'gu',
);

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
