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
  if (Array.isArray(value) && value.length > 0) return `a list of ${String(value.length)}`;
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) return 'an object';
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value === 'bigint') return String(value);
  if (value === undefined || typeof value === 'function' || typeof value === 'symbol') return typeof value;
  return String(JSON.stringify(value));
}
