import { endLine, parseRedirection, parseRedirections, skipBlanks } from './parse-redirection';
import { parseWord } from './parse-word';
import { makeWord, take, unexpected, unsupported, type Source } from './source';
import type { Assignment, Command, CommandList, CompoundCommand, ListItem, Redirection, Word } from './syntax-tree';

const RESERVED = /(?:if|then|elif|else|fi|while|until|do|done|for|case|esac|\{|\}|!)(?=[\s;&|<>()]|$)/y;
const FOREIGN = /(?:function|select|time|\[\[)(?=[\s])|\(\(/y;
const FUNCTION_HEAD = /[A-Za-z_][A-Za-z0-9_]*[ \t]*\([ \t]*\)/y;
const ASSIGNMENT = /[A-Za-z_][A-Za-z0-9_]*=/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const IN = /in(?=[\s;])/y;

/** Skips blanks, comments and line ends. */
export function skipToCommand(source: Source): void {
  for (;;) {
    skipBlanks(source);
    if (source.text[source.at] !== '\n') return;
    endLine(source);
  }
}

/** One line of a script: commands up to a line end outside of everything. */
export function parseLine(source: Source): CommandList {
  const items: ListItem[] = [];
  for (;;) {
    skipBlanks(source);
    const character = source.text[source.at];
    if (character === undefined || character === '\n') {
      if (source.pending.length > 0) {
        if (character === undefined) throw unexpected(source, 'a here-document');
        endLine(source);
      }
      return items;
    }
    items.push(parseItem(source));
  }
}

/** Commands up to one of the words or signs that may end them, which is left standing. */
export function parseList(source: Source, ends: readonly string[], mayBeEmpty = false): CommandList {
  const items: ListItem[] = [];
  for (;;) {
    skipToCommand(source);
    const end = peekEnd(source);
    if (end !== undefined && ends.includes(end)) break;
    if (source.at >= source.text.length || end !== undefined) throw unexpected(source, ends.join(' or '));
    items.push(parseItem(source));
  }
  if (items.length === 0 && !mayBeEmpty) throw unexpected(source, 'a command');
  return items;
}

function peekEnd(source: Source): string | undefined {
  if (source.text.startsWith(';;', source.at)) return ';;';
  if (source.text[source.at] === ')') return ')';
  const word = peekReserved(source);
  return word !== undefined && ['then', 'elif', 'else', 'fi', 'do', 'done', 'esac', '}'].includes(word)
    ? word
    : undefined;
}

function parseItem(source: Source): ListItem {
  const start = source.at;
  let command = parsePipeline(source);
  for (;;) {
    skipBlanks(source);
    const isAnd = source.text.startsWith('&&', source.at);
    if (!isAnd && !source.text.startsWith('||', source.at)) break;
    source.at += 2;
    skipToCommand(source);
    command = { kind: isAnd ? 'and' : 'or', left: command, right: parsePipeline(source) };
  }
  const text = source.text.slice(start, source.at).trim();
  const character = source.text[source.at];
  const isAsynchronous = character === '&';
  if (isAsynchronous || (character === ';' && source.text[source.at + 1] !== ';')) source.at += 1;
  else if (character !== undefined && character !== '\n' && character !== ')' && character !== ';')
    throw unexpected(source);
  return { command, isAsynchronous, text };
}

function parsePipeline(source: Source): Command {
  const isNegated = takeReserved(source, '!');
  const commands = [parseCommand(source)];
  for (;;) {
    skipBlanks(source);
    if (source.text[source.at] !== '|' || source.text[source.at + 1] === '|') break;
    source.at += 1;
    skipToCommand(source);
    commands.push(parseCommand(source));
  }
  const [only] = commands;
  return only !== undefined && commands.length === 1 && !isNegated ? only : { kind: 'pipeline', commands, isNegated };
}

function parseCommand(source: Source): Command {
  skipBlanks(source);
  const foreign = take(source, FOREIGN);
  if (foreign !== undefined) throw unsupported(`"${foreign}"`);
  if (source.text[source.at] === '(') {
    source.at += 1;
    const body = parseList(source, [')']);
    source.at += 1;
    return { kind: 'subshell', body, redirections: parseRedirections(source) };
  }
  const word = peekReserved(source);
  if (word !== undefined) {
    source.at += word.length;
    const compound = parseCompound(source, word);
    return { ...compound, redirections: parseRedirections(source) };
  }
  const head = take(source, FUNCTION_HEAD);
  if (head !== undefined) {
    skipToCommand(source);
    return { kind: 'function', name: head.replace(/[ \t]*\(.*/, ''), body: parseCommand(source) };
  }
  return parseSimple(source);
}

function parseCompound(source: Source, word: string): CompoundCommand {
  const redirections: readonly Redirection[] = [];
  switch (word) {
    case '{': {
      const body = parseList(source, ['}']);
      return { kind: 'group', body: (expectReserved(source, '}'), body), redirections };
    }
    case 'if': {
      const clauses = [];
      do {
        const condition = parseList(source, ['then']);
        expectReserved(source, 'then');
        clauses.push({ condition, body: parseList(source, ['elif', 'else', 'fi']) });
      } while (takeReserved(source, 'elif'));
      const otherwise = takeReserved(source, 'else') ? parseList(source, ['fi']) : null;
      expectReserved(source, 'fi');
      return { kind: 'if', clauses, otherwise, redirections };
    }
    case 'while':
    case 'until': {
      const condition = parseList(source, ['do']);
      return { kind: 'loop', isUntil: word === 'until', condition, body: parseDoGroup(source), redirections };
    }
    case 'for':
      return parseFor(source);
    case 'case':
      return parseCase(source);
    default:
      source.at -= word.length;
      throw unexpected(source);
  }
}

function parseDoGroup(source: Source): CommandList {
  expectReserved(source, 'do');
  const body = parseList(source, ['done']);
  expectReserved(source, 'done');
  return body;
}

function parseFor(source: Source): CompoundCommand {
  skipBlanks(source);
  const name = take(source, NAME);
  if (name === undefined) throw unexpected(source, 'a name');
  skipToCommand(source);
  let words: Word[] | null = null;
  if (take(source, IN) !== undefined) {
    words = [];
    for (;;) {
      skipBlanks(source);
      const word = parseWord(source);
      if (word === null) break;
      words.push(word);
    }
  }
  skipBlanks(source);
  if (source.text[source.at] === ';') source.at += 1;
  skipToCommand(source);
  return { kind: 'for', name, words, body: parseDoGroup(source), redirections: [] };
}

function parseCase(source: Source): CompoundCommand {
  skipBlanks(source);
  const subject = parseWord(source);
  if (subject === null) throw unexpected(source, 'a word');
  skipToCommand(source);
  if (take(source, IN) === undefined) throw unexpected(source, '"in"');
  const items = [];
  for (;;) {
    skipToCommand(source);
    if (takeReserved(source, 'esac')) break;
    if (source.text[source.at] === '(') source.at += 1;
    const patterns: Word[] = [];
    do {
      if (patterns.length > 0) source.at += 1;
      skipBlanks(source);
      const pattern = parseWord(source);
      if (pattern === null) throw unexpected(source, 'a pattern');
      patterns.push(pattern);
      skipBlanks(source);
    } while (source.text[source.at] === '|');
    if (source.text[source.at] !== ')') throw unexpected(source, '")"');
    source.at += 1;
    items.push({ patterns, body: parseList(source, [';;', 'esac'], true) });
    if (source.text.startsWith(';;', source.at)) source.at += 2;
  }
  return { kind: 'case', subject, items, redirections: [] };
}

function parseSimple(source: Source): Command {
  const assignments: Assignment[] = [];
  const words: Word[] = [];
  const redirections: Redirection[] = [];
  for (;;) {
    skipBlanks(source);
    const redirection = parseRedirection(source);
    if (redirection !== undefined) {
      redirections.push(redirection);
      continue;
    }
    const assigned = words.length === 0 ? take(source, ASSIGNMENT) : undefined;
    if (assigned !== undefined) {
      assignments.push({ name: assigned.slice(0, -1), value: parseWord(source) ?? makeWord([]) });
      continue;
    }
    const word = parseWord(source);
    if (word === null) break;
    words.push(word);
  }
  if (assignments.length + words.length + redirections.length === 0) throw unexpected(source);
  return { kind: 'simple', assignments, words, redirections };
}

function peekReserved(source: Source): string | undefined {
  RESERVED.lastIndex = source.at;
  return RESERVED.exec(source.text)?.[0];
}

function takeReserved(source: Source, word: string): boolean {
  skipBlanks(source);
  if (peekReserved(source) !== word) return false;
  source.at += word.length;
  return true;
}

function expectReserved(source: Source, word: string): void {
  if (!takeReserved(source, word)) throw unexpected(source, `"${word}"`);
}
