import jsTokens from 'js-tokens';

/** A token of TypeScript with its place; blanks and comments are none. */
export interface SourceToken {
  readonly kind: 'word' | 'string' | 'number' | 'mark';
  /** As it stands there; of a string its value, as JSON. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** True when nothing but blanks and comments stands before it on its line. */
  readonly startsLine: boolean;
}

/** Tokens of a text; undefined when it has something that is no token, or no end. */
export function sourceTokens(source: string): readonly SourceToken[] | undefined {
  const tokens: SourceToken[] = [];
  let start = 0;
  let startsLine = true;
  for (const token of jsTokens(source)) {
    const end = start + token.value.length;
    if (token.type === 'Invalid' || ('closed' in token && !token.closed)) return undefined;
    const kind = KINDS[token.type];
    if (kind !== undefined) {
      const text = kind === 'string' ? JSON.stringify(valueOf(token.value)) : token.value;
      tokens.push({ kind, text, start, end, startsLine });
      startsLine = false;
    } else if (token.value.includes('\n')) startsLine = true;
    start = end;
  }
  return tokens;
}

/** What is not among them is blank or comment. */
const KINDS: Readonly<Record<string, SourceToken['kind']>> = {
  IdentifierName: 'word',
  PrivateIdentifier: 'word',
  StringLiteral: 'string',
  NoSubstitutionTemplate: 'string',
  NumericLiteral: 'number',
  Punctuator: 'mark',
  RegularExpressionLiteral: 'mark',
  TemplateHead: 'mark',
  TemplateMiddle: 'mark',
  TemplateTail: 'mark',
};

/** Value of a string literal, as far as import writes escapes; others stay as they stand. */
function valueOf(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\(?:u([0-9a-fA-F]{4})|([nt'"`\\]))/g, (_, unit: string | undefined, letter: string | undefined) => {
      if (unit !== undefined) return String.fromCharCode(Number.parseInt(unit, 16));
      if (letter === 'n') return '\n';
      return letter === 't' ? '\t' : (letter ?? '');
    });
}
