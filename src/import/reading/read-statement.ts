import type { Code } from '../typescript/code';
import { readExpression } from './read-expression';
import type { SourceToken } from './source-tokens';

/** A statement as far as import writes such. */
export type ReadStatement =
  | {
      readonly kind: 'import';
      readonly isTypeOnly: boolean;
      readonly names: readonly string[];
      readonly module: string;
    }
  /** `constants` hold the value, or (`isTakenApart`) members of that name of it; none where it is not kept. */
  | {
      readonly kind: 'value';
      readonly constants: readonly string[];
      readonly isTakenApart: boolean;
      readonly code: Code;
    }
  | { readonly kind: 'return'; readonly code: Code }
  | { readonly kind: 'other' };

/** Reads one statement; what import never writes is `other`. */
export function readStatement(given: readonly SourceToken[]): ReadStatement {
  const tokens = given.at(-1)?.text === ';' ? given.slice(0, -1) : given;
  const [first, second] = tokens;
  if (first?.kind !== 'word') return { kind: 'other' };
  if (first.text === 'import') return readImport(tokens) ?? { kind: 'other' };
  if (first.text === 'return') {
    const code = readExpression(tokens.slice(1));
    return code === undefined ? { kind: 'other' } : { kind: 'return', code };
  }
  if (first.text !== 'const') return valueOf([], false, tokens);
  const equals = tokens.findIndex(({ kind, text }) => kind === 'mark' && text === '=');
  const names = tokens.slice(1, equals);
  if (second?.kind === 'word' && equals === 2) return valueOf([second.text], false, tokens.slice(3));
  const members = second?.text === '{' ? wordsBetweenBraces(names) : undefined;
  return members === undefined ? { kind: 'other' } : valueOf(members, true, tokens.slice(equals + 1));
}

function valueOf(constants: readonly string[], isTakenApart: boolean, tokens: readonly SourceToken[]): ReadStatement {
  const code = readExpression(tokens);
  return code === undefined ? { kind: 'other' } : { kind: 'value', constants, isTakenApart, code };
}

/** `import { a, b } from 'module'`; undefined for other imports. */
function readImport(tokens: readonly SourceToken[]): ReadStatement | undefined {
  const isTypeOnly = tokens[1]?.text === 'type' && tokens[2]?.text === '{';
  const [from, module] = tokens.slice(-2);
  const names = wordsBetweenBraces(tokens.slice(isTypeOnly ? 2 : 1, -2));
  if (names === undefined || from?.text !== 'from' || module?.kind !== 'string') return undefined;
  return { kind: 'import', isTypeOnly, names, module: String(JSON.parse(module.text)) };
}

function wordsBetweenBraces(tokens: readonly SourceToken[]): readonly string[] | undefined {
  if (tokens[0]?.text !== '{' || tokens.at(-1)?.text !== '}') return undefined;
  const inside = tokens.slice(1, -1);
  const isList = inside.every(({ kind, text }, at) => (at % 2 === 0 ? kind === 'word' : text === ','));
  return isList ? inside.filter(({ kind }) => kind === 'word').map(({ text }) => text) : undefined;
}
