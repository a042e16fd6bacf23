import type { Doing, Task } from '../kernel/kernel';
import type { ParameterPart, Word, WordPart } from '../syntax/syntax-tree';
import { evaluateArithmetic } from './arithmetic';
import { createFields, type Fields } from './fields';
import { argumentOf, operated } from './parameter-operators';
import { parameterValue } from './parameters';
import { escapePattern } from './pattern';
import { findPaths } from './pathnames';
import type { Shell } from './shell';

type Expansion = Exclude<WordPart, { kind: 'text' }>;

const DEFAULT_SEPARATORS = ' \t\n';
const SPLIT_OR_PATTERN = /[ \t\n*?[\\]/;

/** Expands words to fields: with splitting, pathnames and removed quotes. */
export function expandFields(shell: Shell, words: readonly Word[]): Doing<string[]> {
  for (const { isQuick } of words) if (!isQuick) return fieldsOf(shell, words);
  const result: string[] = [];
  for (const word of words) {
    if (word.plain !== null) result.push(word.plain);
    else if (word.isOneField) result.push(quickText(shell, word));
    else addWord(shell, word, result);
  }
  return result;
}

/** Expands a word to one text: no splitting, no pathnames. */
export function expandText(shell: Shell, word: Word): Doing<string> {
  if (word.plain !== null) return word.plain;
  return word.isQuick ? quickText(shell, word) : textOf(shell, word);
}

/** Expands a word to a pattern: what was quoted stands for itself. */
export function expandPattern(shell: Shell, word: Word): Doing<string> {
  return word.isQuick ? quickPattern(shell, word) : patternOf(shell, word);
}

function quickText(shell: Shell, { plain, parts }: Word): string {
  if (plain !== null) return plain;
  let text = '';
  for (const part of parts) text += part.kind === 'text' ? part.text : quickValue(shell, part);
  return text;
}

function quickPattern(shell: Shell, { parts }: Word): string {
  let pattern = '';
  for (const part of parts) {
    const text = part.kind === 'text' ? part.text : quickValue(shell, part);
    pattern += part.isQuoted ? escapePattern(text) : text;
  }
  return pattern;
}

function quickValue(shell: Shell, part: Expansion): string {
  if (part.kind === 'command') throw new Error('a command is not expanded at once');
  if (part.kind === 'arithmetic') return evaluateArithmetic(shell, quickText(shell, part.expression));
  const value = parameterValue(shell, part.name);
  if (part.operator === null) return value ?? '';
  const wanted = argumentOf(part, value);
  if (wanted === null) return operated(shell, part, value, '');
  const { word, isPattern } = wanted;
  return operated(shell, part, value, isPattern ? quickPattern(shell, word) : quickText(shell, word));
}

function addWord(shell: Shell, word: Word, result: string[]): void {
  const separators = shell.variables.get('IFS') ?? DEFAULT_SEPARATORS;
  const [part] = word.parts;
  if (word.parts.length === 1 && part?.kind === 'parameter' && part.operator === null) {
    const isEach = part.name === '@' || part.name === '*';
    if (isEach && part.name === '@' && part.isQuoted) {
      for (const parameter of shell.parameters) result.push(parameter);
      return;
    }
    const value = isEach || separators !== DEFAULT_SEPARATORS ? undefined : (parameterValue(shell, part.name) ?? '');
    if (value === '') return;
    if (value !== undefined && !SPLIT_OR_PATTERN.test(value)) {
      result.push(value);
      return;
    }
  }
  const fields = createFields(separators);
  for (const each of word.parts) addPart(shell, each, fields, false);
  addPaths(shell, fields, result);
}

function addPaths(shell: Shell, fields: Fields, result: string[]): void {
  for (const { text, pattern } of fields.end()) {
    if (pattern === null || shell.noGlob) result.push(text);
    else
      for (const path of findPaths(shell.kernel.files, shell.process.workingFolder, pattern, text)) result.push(path);
  }
}

/** `isSplit`: unquoted text is split too, as within `${x-word}`. */
function addPart(shell: Shell, part: WordPart, fields: Fields, isSplit: boolean): void {
  if (part.kind === 'text' && isSplit && !part.isQuoted) fields.split(part.text);
  else if (part.kind === 'text') fields.add(part.text, part.isQuoted);
  else if (part.kind === 'parameter' && (part.name === '@' || part.name === '*') && part.operator === null) {
    if (part.isQuoted && part.name === '*') fields.add(parameterValue(shell, '*') ?? '', true);
    else fields.addEach(shell.parameters, part.isQuoted);
  } else {
    const alternative = alternativeOf(shell, part);
    if (alternative !== null) for (const each of alternative.parts) addPart(shell, each, fields, true);
    else addValue(fields, part, quickValue(shell, part));
  }
}

function addValue(fields: Fields, part: WordPart, value: string): void {
  if (part.isQuoted) fields.add(value, true);
  else fields.split(value);
}

/** The word that stands in for a parameter outside of quotes, when it does: it is split and quoted by itself. */
function alternativeOf(shell: Shell, part: WordPart): Word | null {
  if (part.kind !== 'parameter' || part.isQuoted || part.operator === null) return null;
  if (!part.operator.endsWith('-') && !part.operator.endsWith('+')) return null;
  return argumentOf(part, parameterValue(shell, part.name))?.word ?? null;
}

function* fieldsOf(shell: Shell, words: readonly Word[]): Task<string[]> {
  const result: string[] = [];
  for (const word of words) {
    if (word.plain !== null) result.push(word.plain);
    else if (word.isOneField) result.push(word.isQuick ? quickText(shell, word) : yield* textOf(shell, word));
    else if (word.isQuick) addWord(shell, word, result);
    else {
      const fields = createFields(shell.variables.get('IFS') ?? DEFAULT_SEPARATORS);
      yield* addParts(shell, word.parts, fields, false);
      addPaths(shell, fields, result);
    }
  }
  return result;
}

function* addParts(shell: Shell, parts: readonly WordPart[], fields: Fields, isSplit: boolean): Task<undefined> {
  for (const part of parts) {
    const isWaiting =
      part.kind === 'command' ||
      (part.kind === 'arithmetic' && !part.expression.isQuick) ||
      (part.kind === 'parameter' && part.argument?.isQuick === false);
    if (!isWaiting) addPart(shell, part, fields, isSplit);
    else {
      const alternative = alternativeOf(shell, part);
      if (alternative !== null) yield* addParts(shell, alternative.parts, fields, true);
      else addValue(fields, part, yield* valueOf(shell, part));
    }
  }
}

function* textOf(shell: Shell, word: Word): Task<string> {
  let text = '';
  for (const part of word.parts) text += part.kind === 'text' ? part.text : yield* valueOf(shell, part);
  return text;
}

function* patternOf(shell: Shell, word: Word): Task<string> {
  let pattern = '';
  for (const part of word.parts) {
    const text = part.kind === 'text' ? part.text : yield* valueOf(shell, part);
    pattern += part.isQuoted ? escapePattern(text) : text;
  }
  return pattern;
}

function* valueOf(shell: Shell, part: Expansion): Task<string> {
  if (part.kind === 'command') return yield* shell.interpreter.substitute(shell, part.script);
  if (part.kind === 'arithmetic') return evaluateArithmetic(shell, yield* textOf(shell, part.expression));
  return yield* valueOfParameter(shell, part);
}

function* valueOfParameter(shell: Shell, part: ParameterPart): Task<string> {
  const value = parameterValue(shell, part.name);
  if (part.operator === null) return value ?? '';
  const wanted = argumentOf(part, value);
  if (wanted === null) return operated(shell, part, value, '');
  const { word, isPattern } = wanted;
  return operated(shell, part, value, isPattern ? yield* patternOf(shell, word) : yield* textOf(shell, word));
}
