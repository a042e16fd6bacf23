import type { Diagnostic } from '../../model/diagnostic';
import { parseInterfaceName, type InterfaceName } from '../../model/names';
import type { RcVariable } from './parse-rc-variables';
import { unreadableLine } from './unreadable-output';

/** Reads the elements of one record of array variables; what is there and cannot be read goes to `diagnostics`. */
export interface RcRecordReader {
  /** The value as `read` takes it; null when the variable is not set or empty, and when it could not be read. */
  value<T>(name: string, expected: string, read: (text: string) => T | undefined): T | null;
  /** A LAN interface, `lan4`. */
  interface(name: string): InterfaceName | null;
  /** A number without sign, 0 to 999999999. */
  number(name: string): number | null;
  /** One of some words, in any case of letters. */
  word<Word extends string>(name: string, words: readonly Word[]): Word | null;
}

/** Starts reading a record of `file`. */
export function readRcRecord(
  record: ReadonlyMap<string, RcVariable>,
  file: string,
  diagnostics: Diagnostic[],
): RcRecordReader {
  const reader: RcRecordReader = {
    value: (name, expected, read) => {
      const variable = record.get(name);
      if (variable === undefined || variable.value?.trim() === '') return null;
      const value = variable.value === null ? undefined : read(variable.value.trim());
      if (value === undefined) diagnostics.push(unreadableLine(file, variable.line, expected));
      return value ?? null;
    },
    interface: (name) => reader.value(name, 'the name of a LAN interface', parseInterfaceName),
    number: (name) => reader.value(name, 'a number', (text) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined)),
    word: (name, words) =>
      reader.value(name, words.join(', '), (text) => words.find((word) => word.toLowerCase() === text.toLowerCase())),
  };
  return reader;
}
