/** Longest piece of a value that a message quotes, in characters. */
const MAX_SHOWN = 80;

/** What JSON leaves as it is although it moves the cursor or reverses text on a terminal. */
const UNSAFE = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A value as a message may quote it: JSON, on one line, without control characters, at most 80 characters. */
export function showValue(value: unknown): string {
  const text = printable(value).replace(
    UNSAFE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN - 3)}...`;
}

function printable(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value !== 'object') return typeof value;
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `a list of ${String(value.length)}`;
  return Object.keys(value).length === 0 ? '{}' : 'an object';
}
