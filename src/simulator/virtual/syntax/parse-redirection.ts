import { parseHereText, parseWord } from './parse-word';
import { makeWord, take, unexpected, unsupported, type Source } from './source';
import type { Redirection } from './syntax-tree';

const BLANKS = /(?:[ \t]|\\\n)+/y;
const COMMENT = /#[^\n]*/y;
const REDIRECTION = /[0-9]*(?:<<-|<<|<&|<>|<|>>|>&|>\||>)/y;

/** Redirections behind a compound command. */
export function parseRedirections(source: Source): Redirection[] {
  const redirections: Redirection[] = [];
  for (;;) {
    skipBlanks(source);
    const redirection = parseRedirection(source);
    if (redirection === undefined) return redirections;
    redirections.push(redirection);
  }
}

/** One redirection; undefined when none begins here. The body of a here-document comes with the end of the line. */
export function parseRedirection(source: Source): Redirection | undefined {
  const sign = take(source, REDIRECTION);
  if (sign === undefined) return undefined;
  const [digits = ''] = /^[0-9]*/.exec(sign) ?? [];
  const operator = sign.slice(digits.length);
  if (operator === '<>') throw unsupported('"<>"');
  const descriptor = digits === '' ? (operator.startsWith('<') ? 0 : 1) : Number(digits);
  skipBlanks(source);
  const target = parseWord(source);
  if (target === null) throw unexpected(source, 'a word');
  if (operator !== '<<' && operator !== '<<-')
    return { descriptor, operator: operator as Redirection['operator'], target };
  const document = { descriptor, operator: '<<' as const, target: makeWord([]) };
  source.pending.push({
    delimiter: target.parts.map((part) => (part.kind === 'text' ? part.text : '')).join(''),
    isLiteral: target.parts.some((part) => part.isQuoted),
    stripsTabs: operator === '<<-',
    finish: (body) => {
      document.target = body;
    },
  });
  return document;
}

/** Takes a line end and the bodies of the here-documents that stand behind it. */
export function endLine(source: Source): void {
  source.at += 1;
  const { pending } = source;
  if (pending.length === 0) return;
  source.pending = [];
  for (const { delimiter, isLiteral, stripsTabs, finish } of pending) {
    let body = '';
    for (;;) {
      if (source.at >= source.text.length) throw unexpected(source, `here-document delimited by ${delimiter}`);
      const end = source.text.indexOf('\n', source.at);
      const line = source.text.slice(source.at, end < 0 ? source.text.length : end);
      source.at = end < 0 ? source.text.length : end + 1;
      const kept = stripsTabs ? line.replace(/^\t+/, '') : line;
      if (kept === delimiter) break;
      body += `${kept}\n`;
    }
    finish(isLiteral ? makeWord([{ kind: 'text', text: body, isQuoted: true }]) : parseHereText(body, source.nested));
  }
}

/** Skips blanks and a comment behind them. */
export function skipBlanks(source: Source): void {
  take(source, BLANKS);
  if (source.text[source.at] === '#') take(source, COMMENT);
}
