import type { Script, Word, WordPart } from './syntax-tree';

/** A here-document whose body begins behind the next line end. */
export interface PendingHereDocument {
  readonly delimiter: string;
  readonly isLiteral: boolean;
  readonly stripsTabs: boolean;
  finish(body: Word): void;
}

/** Reads scripts within words; handed along because words stand within scripts. */
export interface NestedScripts {
  /** The inside of `$( ... )`; the place reached stands behind the closing parenthesis then. */
  untilParenthesis(source: Source): Script;
  whole(text: string): Script;
}

/** A script being read: its text, the place reached, and here-documents still to come. */
export interface Source {
  readonly text: string;
  at: number;
  pending: PendingHereDocument[];
  readonly nested: NestedScripts;
}

/** The text is no script: a shell prints the message and gives up. */
export class ScriptSyntaxError extends Error {
  override readonly name = 'ScriptSyntaxError';
}

/** Refuses text where it stands. */
export function unexpected(source: Source, wanted?: string): ScriptSyntaxError {
  const line = source.text.slice(0, source.at).split('\n').length;
  const found = source.at >= source.text.length ? 'end of file' : JSON.stringify(source.text[source.at]);
  const expecting = wanted === undefined ? '' : ` (expecting ${wanted})`;
  return new ScriptSyntaxError(`line ${line}: Syntax error: ${found} unexpected${expecting}`);
}

/** Something a real shell may understand and this one does not: a gap of the simulation, never a guess. */
export function unsupported(what: string): Error {
  return new Error(`the virtual shell does not know ${what}`);
}

/** Finishes a word: neighbours of one kind are joined, and a word without expansions gets its `plain` text. */
export function makeWord(parts: readonly WordPart[]): Word {
  const joined: WordPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.kind === 'text' && last?.kind === 'text' && last.isQuoted === part.isQuoted)
      joined[joined.length - 1] = { ...last, text: last.text + part.text };
    else joined.push(part);
  }
  const isPlain = joined.every((part) => part.kind === 'text' && (part.isQuoted || !/[*?[\\]/.test(part.text)));
  const plain = isPlain ? joined.map((part) => (part.kind === 'text' ? part.text : '')).join('') : null;
  return { parts: joined, plain, isQuick: joined.every(isQuick), isOneField: joined.every(staysTogether) };
}

function isQuick(part: WordPart): boolean {
  if (part.kind === 'parameter') return part.argument?.isQuick !== false;
  return part.kind === 'text' || (part.kind === 'arithmetic' && part.expression.isQuick);
}

function staysTogether(part: WordPart): boolean {
  if (part.kind === 'text') return part.isQuoted || !/[*?[\\]/.test(part.text);
  return part.isQuoted && !(part.kind === 'parameter' && part.name === '@' && part.operator === null);
}

/** Runs a sticky regular expression at the place reached; moves on only when it matches. */
export function take(source: Source, pattern: RegExp): string | undefined {
  pattern.lastIndex = source.at;
  const match = pattern.exec(source.text)?.[0];
  if (match !== undefined) source.at += match.length;
  return match;
}
