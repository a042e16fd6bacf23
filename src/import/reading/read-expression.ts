import { array, call, text, type Code } from '../typescript/code';
import type { SourceToken } from './source-tokens';

/** Reads an expression of the forms that import writes, to its last token; undefined for any other. */
export function readExpression(tokens: readonly SourceToken[]): Code | undefined {
  const reader = { tokens, at: 0 };
  const code = expression(reader);
  return code !== undefined && reader.at === tokens.length ? code : undefined;
}

interface Reader {
  readonly tokens: readonly SourceToken[];
  at: number;
}

function expression(reader: Reader): Code | undefined {
  const token = reader.tokens[reader.at];
  if (token === undefined) return undefined;
  if (token.kind === 'string' || token.kind === 'number') {
    reader.at += 1;
    return text(token.text);
  }
  if (token.kind === 'word') return named(reader);
  if (skip(reader, '[')) {
    const items = listOf(reader, ']', expression);
    return items === undefined ? undefined : array(items);
  }
  if (skip(reader, '{')) {
    const entries = listOf(reader, '}', entry);
    return entries === undefined ? undefined : { kind: 'object', entries };
  }
  if (!skip(reader, '(')) return undefined;
  const inside = expression(reader);
  return skip(reader, ')') ? inside : undefined;
}

/** A name, perhaps with members, perhaps called. */
function named(reader: Reader): Code | undefined {
  const isNew = reader.tokens[reader.at]?.text === 'new';
  if (isNew) reader.at += 1;
  const words: string[] = [];
  do {
    const word = reader.tokens[reader.at];
    if (word?.kind !== 'word') return undefined;
    words.push(word.text);
    reader.at += 1;
  } while (skip(reader, '.'));
  const name = `${isNew ? 'new ' : ''}${words.join('.')}`;
  if (!skip(reader, '(')) return isNew ? undefined : text(name);
  const given = listOf(reader, ')', expression);
  return given === undefined ? undefined : call(name, ...given);
}

function entry(reader: Reader): readonly [key: string, value: Code] | undefined {
  const key = reader.tokens[reader.at];
  if (key?.kind !== 'word' && key?.kind !== 'string') return undefined;
  reader.at += 1;
  const name = key.kind === 'string' ? String(JSON.parse(key.text)) : key.text;
  if (!skip(reader, ':')) return key.kind === 'word' ? [name, text(name)] : undefined;
  const value = expression(reader);
  return value === undefined ? undefined : [name, value];
}

/** Parts between commas, to the closing mark; a comma may stand before it. */
function listOf<T>(reader: Reader, end: string, part: (reader: Reader) => T | undefined): readonly T[] | undefined {
  const parts: T[] = [];
  while (!skip(reader, end)) {
    const each = part(reader);
    if (each === undefined) return undefined;
    parts.push(each);
    if (!skip(reader, ',') && !isMark(reader, end)) return undefined;
  }
  return parts;
}

function skip(reader: Reader, mark: string): boolean {
  if (!isMark(reader, mark)) return false;
  reader.at += 1;
  return true;
}

function isMark({ tokens, at }: Reader, mark: string): boolean {
  return tokens[at]?.kind === 'mark' && tokens[at].text === mark;
}
