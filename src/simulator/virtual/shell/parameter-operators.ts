import type { ParameterPart, Word } from '../syntax/syntax-tree';
import { cutPattern } from './pattern';
import type { Shell } from './shell';

/** An expansion went wrong as `${x:?}` does: the shell ends. */
export class ExpansionError extends Error {
  override readonly name = 'ExpansionError';
}

/** The word behind an operator, when the value of the parameter has it expanded; as a pattern, or as a text. */
export function argumentOf(
  { operator, argument }: ParameterPart,
  value: string | undefined,
): { readonly word: Word; readonly isPattern: boolean } | null {
  if (operator === null || operator === 'length' || argument === null) return null;
  const isMissing = value === undefined || (value === '' && operator.startsWith(':'));
  switch (operator) {
    case '-':
    case ':-':
    case '=':
    case ':=':
    case '?':
    case ':?':
      return isMissing ? { word: argument, isPattern: false } : null;
    case '+':
    case ':+':
      return isMissing ? null : { word: argument, isPattern: false };
    default:
      return { word: argument, isPattern: true };
  }
}

/** What an operator makes of a value. `argument`: the expanded word, when {@link argumentOf} gave one. */
export function operated(shell: Shell, part: ParameterPart, value: string | undefined, argument: string): string {
  const { operator, name } = part;
  if (operator === 'length') return String((value ?? '').length);
  if (operator === null || part.argument === null) return value ?? '';
  const isMissing = value === undefined || (value === '' && operator.startsWith(':'));
  switch (operator) {
    case '-':
    case ':-':
      return isMissing ? argument : value;
    case '+':
    case ':+':
      return isMissing ? '' : argument;
    case '=':
    case ':=':
      if (!isMissing) return value;
      if (!/^[A-Za-z_]/.test(name)) throw new ExpansionError(`${name}: cannot assign in this way`);
      shell.variables.set(name, argument);
      return argument;
    case '?':
    case ':?':
      if (!isMissing) return value;
      throw new ExpansionError(`${name}: ${argument}`);
    default:
      return cutPattern(value ?? '', argument, operator);
  }
}
