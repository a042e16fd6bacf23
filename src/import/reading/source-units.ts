import { sourceTokens, type SourceToken } from './source-tokens';

/** A statement, or the beginning or end of a function, with the comments and empty lines before it. */
export interface SourceUnit {
  /** As it stands there, up to the end of its last line. All units together are the text. */
  readonly text: string;
  /** Where it begins in the whole. */
  readonly from: number;
  readonly tokens: readonly SourceToken[];
  /** Function that it stands in; empty outside of all. */
  readonly scope: string;
}

/** Splits a text into its statements, those of functions apart from one another; undefined when it is not laid out as code. */
export function sourceUnits(source: string): readonly SourceUnit[] | undefined {
  const tokens = sourceTokens(source);
  if (tokens === undefined) return undefined;
  const units: SourceUnit[] = [];
  let from = 0;
  let current: SourceToken[] = [];
  let depth = 0;
  let scope = '';
  const close = (last: SourceToken): void => {
    const end = lineEnd(source, last.end);
    units.push({ text: source.slice(from, end), from, tokens: current, scope });
    from = end;
    current = [];
  };
  for (const token of tokens) {
    const floor = scope === '' ? 0 : 1;
    const previous = current.at(-1);
    if (previous !== undefined && depth === floor && beginsStatement(token, previous)) close(previous);
    if (token.kind === 'mark' && CLOSING.has(token.text)) depth -= 1;
    const isEndOfScope = scope !== '' && depth === 0 && token.text === '}';
    if (isEndOfScope && previous !== undefined) close(previous);
    const isBody = scope === '' && depth === 0 && token.text === '{' && token.kind === 'mark' && opensBody(current);
    current.push(token);
    if (token.kind === 'mark' && OPENING.has(token.text)) depth += 1;
    if (isBody) {
      const name = current[current.findIndex(({ text }) => text === 'function') + 1]?.text ?? '';
      close(token);
      scope = name === '' ? ' ' : name;
    } else if (isEndOfScope) {
      close(token);
      scope = '';
    } else if (token.text === ';' && token.kind === 'mark' && depth === floor) close(token);
  }
  if (depth !== 0) return undefined;
  units.push({ text: source.slice(from), from, tokens: current, scope });
  return units;
}

const OPENING = new Set(['(', '[', '{']);
const CLOSING = new Set([')', ']', '}']);

/** Words that go on with what stands on the line before. */
const GOING_ON = new Set('as satisfies from in of instanceof else catch finally while extends implements'.split(' '));

/** Whether a statement without a semicolon has ended before this token. */
function beginsStatement(token: SourceToken, previous: SourceToken): boolean {
  if (!token.startsLine || token.kind !== 'word' || GOING_ON.has(token.text)) return false;
  return previous.kind !== 'mark' || CLOSING.has(previous.text);
}

/** Whether a brace behind these tokens begins the body of a function, and not a type. */
function opensBody(tokens: readonly SourceToken[]): boolean {
  const isFunction = tokens.slice(0, 4).some(({ kind, text }) => kind === 'word' && text === 'function');
  const last = tokens.at(-1);
  return isFunction && last !== undefined && (last.kind === 'word' || [')', ']', '}', '>'].includes(last.text));
}

/** Behind the rest of a line that holds blanks and comments only; else where it was. */
function lineEnd(source: string, from: number): number {
  const rest = /^[ \t]*(?:\/\/[^\n]*)?(?:\n|$)/.exec(source.slice(from));
  return rest === null ? from : from + rest[0].length;
}
