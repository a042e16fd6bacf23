/** Deepest nesting that is read; our formats need less than twenty levels, and recursion over a value ends with the stack. */
const MOST_LEVELS = 64;

const DOUBLE_QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/**
 * Parses JSON from a file that somebody may have tampered with.
 *
 * @throws SyntaxError where `JSON.parse` does, and for nesting deeper than 64 levels
 */
export function parseJson(text: string): unknown {
  const tooDeep = placeOfTooDeep(text);
  if (tooDeep === undefined) return JSON.parse(text) as unknown;
  const before = text.slice(0, tooDeep).split('\n');
  const column = (before.at(-1) ?? '').length + 1;
  throw new SyntaxError(
    `Line ${String(before.length)}, column ${String(column)}: nested deeper than ${String(MOST_LEVELS)} levels`,
  );
}

function placeOfTooDeep(text: string): number | undefined {
  let level = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isQuoted) {
      if (code === BACKSLASH) at += 1;
      else if (code === DOUBLE_QUOTE) isQuoted = false;
    } else if (code === DOUBLE_QUOTE) isQuoted = true;
    else if (OPENING.has(code)) {
      level += 1;
      if (level > MOST_LEVELS) return at;
    } else if (CLOSING.has(code)) level -= 1;
  }
  return undefined;
}
