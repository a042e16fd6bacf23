import type { Task } from '../kernel/kernel';
import type { ParameterPart, Word, WordPart } from '../syntax/syntax-tree';
import { evaluateArithmetic } from './arithmetic';
import { createFields, type Fields } from './fields';
import { parameterValue } from './parameters';
import { cutPattern, escapePattern } from './pattern';
import { findPaths } from './pathnames';
import type { Shell } from './shell';

/** An expansion went wrong as `${x:?}` does: the shell ends. */
export class ExpansionError extends Error {
  override readonly name = 'ExpansionError';
}

/** Expands words to fields: with splitting, pathnames and removed quotes. */
export function* expandFields(shell: Shell, words: readonly Word[]): Task<string[]> {
  const result: string[] = [];
  for (const word of words) {
    if (word.plain !== null) {
      result.push(word.plain);
      continue;
    }
    const fields = createFields(shell.variables.get('IFS') ?? ' \t\n');
    yield* addParts(shell, word.parts, fields, false);
    for (const { text, pattern } of fields.end()) {
      if (pattern === null || shell.noGlob) result.push(text);
      else
        for (const path of findPaths(shell.kernel.files, shell.process.workingFolder, pattern, text)) result.push(path);
    }
  }
  return result;
}

/** Expands a word to one text: no splitting, no pathnames. */
export function* expandText(shell: Shell, word: Word): Task<string> {
  if (word.plain !== null) return word.plain;
  let text = '';
  for (const part of word.parts) text += part.kind === 'text' ? part.text : yield* valueOfPart(shell, part);
  return text;
}

/** Expands a word to a pattern: what was quoted stands for itself. */
export function* expandPattern(shell: Shell, word: Word): Task<string> {
  let pattern = '';
  for (const part of word.parts) {
    const text = part.kind === 'text' ? part.text : yield* valueOfPart(shell, part);
    pattern += part.isQuoted ? escapePattern(text) : text;
  }
  return pattern;
}

/** `isSplit`: unquoted text is split too, as within `${x-word}`. */
function* addParts(shell: Shell, parts: readonly WordPart[], fields: Fields, isSplit: boolean): Task<undefined> {
  for (const part of parts) {
    if (part.kind === 'text' && isSplit && !part.isQuoted) fields.split(part.text);
    else if (part.kind === 'text') fields.add(part.text, part.isQuoted);
    else if (part.kind === 'parameter' && (part.name === '@' || part.name === '*') && part.operator === null) {
      if (part.isQuoted && part.name === '*') fields.add(parameterValue(shell, '*') ?? '', true);
      else fields.addEach(shell.parameters, part.isQuoted);
    } else {
      const alternative = part.kind === 'parameter' ? alternativeOf(shell, part) : null;
      // The word of ${x-word} is split and quoted by itself.
      if (alternative !== null && !part.isQuoted) yield* addParts(shell, alternative.parts, fields, true);
      else {
        const value = yield* valueOfPart(shell, part);
        if (part.isQuoted) fields.add(value, true);
        else fields.split(value);
      }
    }
  }
}

/** The word that stands in for a parameter, when it does. */
function alternativeOf(shell: Shell, part: ParameterPart): Word | null {
  const { operator, argument, name } = part;
  if (operator === null || argument === null || operator === ':=' || operator === '=') return null;
  const value = parameterValue(shell, name);
  const isMissing = value === undefined || (value === '' && operator.startsWith(':'));
  if (operator.endsWith('-')) return isMissing ? argument : null;
  if (operator.endsWith('+')) return isMissing ? null : argument;
  return null;
}

function* valueOfPart(shell: Shell, part: Exclude<WordPart, { kind: 'text' }>): Task<string> {
  if (part.kind === 'command') return yield* shell.interpreter.substitute(shell, part.script);
  if (part.kind === 'arithmetic') return evaluateArithmetic(shell, yield* expandText(shell, part.expression));
  const value = parameterValue(shell, part.name);
  return part.operator === null ? (value ?? '') : yield* operated(shell, part, value);
}

function* operated(shell: Shell, part: ParameterPart, value: string | undefined): Task<string> {
  const { operator, argument, name } = part;
  if (operator === 'length') return String((value ?? '').length);
  if (operator === null || argument === null) return value ?? '';
  const isMissing = value === undefined || (value === '' && operator.startsWith(':'));
  switch (operator) {
    case '-':
    case ':-':
      return isMissing ? yield* expandText(shell, argument) : value;
    case '+':
    case ':+':
      return isMissing ? '' : yield* expandText(shell, argument);
    case '=':
    case ':=': {
      if (!isMissing) return value;
      if (!/^[A-Za-z_]/.test(name)) throw new ExpansionError(`${name}: cannot assign in this way`);
      const assigned = yield* expandText(shell, argument);
      shell.variables.set(name, assigned);
      return assigned;
    }
    case '?':
    case ':?':
      if (!isMissing) return value;
      throw new ExpansionError(`${name}: ${yield* expandText(shell, argument)}`);
    default:
      return cutPattern(value ?? '', yield* expandPattern(shell, argument), operator);
  }
}
