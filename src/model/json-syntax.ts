/** Where a text stops being the JSON we accept, and why. */
export interface JsonFault {
  /** Index into the text, in UTF-16 code units. */
  readonly offset: number;
  readonly code: 'json-syntax' | 'json-duplicate-key' | 'json-too-deep';
  readonly what: string;
}

/** Deepest nesting that is read; our formats need five levels. */
const MOST_LEVELS = 64;

const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORD = /true|false|null/y;
const BLANK = /[ \t\n\r]*/y;

/**
 * Finds the first place where a text is not JSON (RFC 8259), or where an object repeats a key; `undefined` when there is
 * none. `JSON.parse` says neither reliably: its messages differ between releases of Node.js, some without a position,
 * and of two equal keys it silently keeps the last.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const end = scanValue(text, skipBlanks(text, 0), 0);
  if (typeof end !== 'number') return end;
  const rest = skipBlanks(text, end);
  return rest === text.length ? undefined : syntax(rest, `${character(text, rest)} follows the end of the document`);
}

function scanValue(text: string, start: number, level: number): number | JsonFault {
  if (level > MOST_LEVELS) {
    return { offset: start, code: 'json-too-deep', what: `nesting deeper than ${String(MOST_LEVELS)} levels` };
  }
  const opening = text[start];
  if (opening === '{') return scanMembers(text, start, level, '}');
  if (opening === '[') return scanMembers(text, start, level, ']');
  const end = match(STRING, text, start) ?? match(NUMBER, text, start) ?? match(WORD, text, start);
  if (end !== undefined) return end;
  if (opening === '"')
    return syntax(start, 'this text in quotes does not end, or has an unknown escape or a control character');
  return syntax(start, `expected a value, found ${character(text, start)}`);
}

function scanMembers(text: string, start: number, level: number, closing: '}' | ']'): number | JsonFault {
  const keys = new Set<string>();
  let at = skipBlanks(text, start + 1);
  if (text[at] === closing) return at + 1;
  for (;;) {
    if (closing === '}') {
      const colon = scanKey(text, at, keys);
      if (typeof colon !== 'number') return colon;
      at = colon;
    }
    const end = scanValue(text, at, level + 1);
    if (typeof end !== 'number') return end;
    at = skipBlanks(text, end);
    if (text[at] === closing) return at + 1;
    if (text[at] !== ',') return syntax(at, `expected "," or "${closing}", found ${character(text, at)}`);
    at = skipBlanks(text, at + 1);
    if (text[at] === closing) return syntax(at, `found "${closing}" behind a comma`);
  }
}

/** Reads a key and its colon; returns the place of the value. */
function scanKey(text: string, start: number, keys: Set<string>): number | JsonFault {
  const end = match(STRING, text, start);
  if (end === undefined)
    return syntax(start, `expected a property name in double quotes, found ${character(text, start)}`);
  const key = JSON.parse(text.slice(start, end)) as string;
  if (keys.has(key))
    return { offset: start, code: 'json-duplicate-key', what: `property ${JSON.stringify(key)} stands here twice` };
  keys.add(key);
  const colon = skipBlanks(text, end);
  if (text[colon] !== ':') return syntax(colon, `expected ":", found ${character(text, colon)}`);
  return skipBlanks(text, colon + 1);
}

function skipBlanks(text: string, start: number): number {
  return match(BLANK, text, start) ?? start;
}

function match(pattern: RegExp, text: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function syntax(offset: number, what: string): JsonFault {
  return { offset, code: 'json-syntax', what };
}

function character(text: string, at: number): string {
  const code = text.codePointAt(at);
  if (code === undefined) return 'the end of the text';
  return code > 0x20 && code < 0x7f
    ? `"${String.fromCodePoint(code)}"`
    : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
