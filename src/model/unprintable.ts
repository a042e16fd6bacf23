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

export const UNPRINTABLE = new RegExp(
  `[${UNPRINTABLE_RANGES.map((range) => range.replace(/[0-9a-f]+/g, '\\u{$&}')).join('')}]`,
  'gu',
);
