import { makeWord, take, unexpected, unsupported, type NestedScripts, type Source } from './source';
import type { ParameterOperator, Word, WordPart } from './syntax-tree';

const WORD_END = new Set([' ', '\t', '\n', ';', '&', '|', '<', '>', '(', ')']);
const PLAIN_RUN = /[A-Za-z0-9_./:,@%+=*?[\]!{}^#-]+/y;
const QUOTED_RUN = /[^"$`\\]+/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const SPECIAL = /[@*#?$!0-9-]/y;
const LONG_NAME = /[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!-]/y;
const OPERATOR = /:[-=?+]|[-=?+]|##?|%%?/y;

/** Reads one word; null when none begins here. */
export function parseWord(source: Source): Word | null {
  const parts: WordPart[] = [];
  const { text } = source;
  if (text[source.at] === '~') throw unsupported('tilde expansion');
  while (source.at < text.length) {
    const character = text[source.at] ?? '';
    if (WORD_END.has(character)) break;
    const run = take(source, PLAIN_RUN);
    if (run === undefined) parseQuotedOrExpansion(source, parts);
    else parts.push({ kind: 'text', text: run, isQuoted: false });
  }
  return parts.length === 0 ? null : makeWord(parts);
}

/** Text in which only `$`, backquotes and backslashes are special: the body of a here-document. */
export function parseHereText(text: string, nested: NestedScripts): Word {
  const source: Source = { text, at: 0, pending: [], nested };
  const parts: WordPart[] = [];
  while (source.at < text.length) {
    if (text[source.at] === '"') {
      source.at += 1;
      parts.push({ kind: 'text', text: '"', isQuoted: true });
    } else parseInDoubleQuotes(source, parts, '');
  }
  return makeWord(parts);
}

function parseQuotedOrExpansion(source: Source, parts: WordPart[]): void {
  const { text } = source;
  const character = text[source.at] ?? '';
  if (character === "'") {
    const end = text.indexOf("'", source.at + 1);
    if (end < 0) throw endOfFile(source, "'");
    parts.push({ kind: 'text', text: text.slice(source.at + 1, end), isQuoted: true });
    source.at = end + 1;
  } else if (character === '"') {
    source.at += 1;
    // An empty text makes a field; `"$@"` alone may make none.
    if (text[source.at] === '"') parts.push({ kind: 'text', text: '', isQuoted: true });
    while (text[source.at] !== '"') {
      if (source.at >= text.length) throw endOfFile(source, '"');
      parseInDoubleQuotes(source, parts, '"');
    }
    source.at += 1;
  } else if (character === '\\') {
    const next = text[source.at + 1];
    source.at += 2;
    if (next !== undefined && next !== '\n') parts.push({ kind: 'text', text: next, isQuoted: true });
  } else if (character === '$') {
    parts.push(parseDollar(source, false));
  } else if (character === '`') {
    parts.push(parseBackquotes(source, false));
  } else {
    source.at += 1;
    parts.push({ kind: 'text', text: character, isQuoted: false });
  }
}

function parseInDoubleQuotes(source: Source, parts: WordPart[], quote: string): void {
  const { text } = source;
  const run = take(source, QUOTED_RUN);
  if (run !== undefined) {
    parts.push({ kind: 'text', text: run, isQuoted: true });
    return;
  }
  const character = text[source.at];
  if (character === '$') parts.push(parseDollar(source, true));
  else if (character === '`') parts.push(parseBackquotes(source, true));
  else {
    const next = text[source.at + 1] ?? '';
    source.at += 2;
    if (next === '\n') return;
    const isEscape = '$`\\'.includes(next) || (next === '"' && quote === '"');
    parts.push({ kind: 'text', text: isEscape && next !== '' ? next : `\\${next}`, isQuoted: true });
  }
}

function parseDollar(source: Source, isQuoted: boolean): WordPart {
  const { text } = source;
  source.at += 1;
  if (text.startsWith('((', source.at)) return parseArithmetic(source, isQuoted);
  if (text[source.at] === '(') {
    source.at += 1;
    const script = source.nested.untilParenthesis(source);
    return { kind: 'command', script, isQuoted };
  }
  if (text[source.at] === '{') return parseBraces(source, isQuoted);
  const name = take(source, NAME) ?? take(source, SPECIAL);
  if (name !== undefined) return { kind: 'parameter', name, operator: null, argument: null, isQuoted };
  if (text[source.at] === "'" && !isQuoted) throw unsupported("$'...'");
  return { kind: 'text', text: '$', isQuoted: true };
}

function parseArithmetic(source: Source, isQuoted: boolean): WordPart {
  source.at += 2;
  const parts: WordPart[] = [];
  let depth = 0;
  for (;;) {
    const character = source.text[source.at];
    if (character === undefined) throw endOfFile(source, '))');
    if (character === ')' && depth === 0) break;
    if (character === '$' || character === '`' || character === '\\') {
      parseInDoubleQuotes(source, parts, '');
      continue;
    }
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    parts.push({ kind: 'text', text: character, isQuoted: true });
    source.at += 1;
  }
  if (!source.text.startsWith('))', source.at)) throw unsupported('$( ( ... ) ... ) without a blank behind $(');
  source.at += 2;
  return { kind: 'arithmetic', expression: makeWord(parts), isQuoted };
}

function parseBraces(source: Source, isQuoted: boolean): WordPart {
  source.at += 1;
  const isLength = source.text[source.at] === '#' && source.text[source.at + 1] !== '}';
  if (isLength) source.at += 1;
  const name = take(source, LONG_NAME);
  if (name === undefined) throw unexpected(source, 'a parameter');
  if (source.text[source.at] === '}') {
    source.at += 1;
    return { kind: 'parameter', name, operator: isLength ? 'length' : null, argument: null, isQuoted };
  }
  const operator = take(source, OPERATOR) as ParameterOperator | undefined;
  if (operator === undefined || isLength)
    throw source.at >= source.text.length
      ? endOfFile(source, '}')
      : unsupported(`\${${name}${source.text.slice(source.at, source.at + 5)}`);
  const isPattern = operator === '#' || operator === '##' || operator === '%' || operator === '%%';
  const argument = parseBraceArgument(source, isQuoted && !isPattern);
  return { kind: 'parameter', name, operator, argument, isQuoted };
}

function parseBraceArgument(source: Source, isQuoted: boolean): Word {
  const parts: WordPart[] = [];
  for (;;) {
    const character = source.text[source.at];
    if (character === undefined) throw endOfFile(source, '}');
    if (character === '}') break;
    if ('"$`\\'.includes(character) || (character === "'" && !isQuoted)) {
      if (isQuoted && character !== '"') parseInDoubleQuotes(source, parts, '"');
      else parseQuotedOrExpansion(source, parts);
    } else {
      parts.push({ kind: 'text', text: character, isQuoted });
      source.at += 1;
    }
  }
  source.at += 1;
  return makeWord(parts);
}

function parseBackquotes(source: Source, isQuoted: boolean): WordPart {
  let inner = '';
  for (source.at += 1; source.text[source.at] !== '`'; source.at += 1) {
    const character = source.text[source.at];
    if (character === undefined) throw endOfFile(source, '`');
    const next = source.text[source.at + 1] ?? '';
    if (character === '\\' && ('$`\\'.includes(next) || (isQuoted && next === '"')) && next !== '') {
      inner += next;
      source.at += 1;
    } else inner += character;
  }
  source.at += 1;
  return { kind: 'command', script: source.nested.whole(inner), isQuoted };
}

function endOfFile(source: Source, wanted: string): Error {
  source.at = source.text.length;
  return unexpected(source, wanted);
}
