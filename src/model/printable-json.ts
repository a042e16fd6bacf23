import { UNPRINTABLE } from './unprintable';

const ALL_PLAIN = /^[\n\x20-\x7e]*$/;

/**
 * A value as JSON that may be shown on a terminal: what that would obey, hide or turn around stands there as `\uXXXX`, which any parser reads as the same value.
 * `JSON.stringify` does so for C0 controls alone.
 */
export function printableJson(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, null, indent);
  // A line break between tokens is layout; in a text it is escaped already.
  return ALL_PLAIN.test(text) ? text : text.replace(UNPRINTABLE, (found) => (found === '\n' ? found : escaped(found)));
}

function escaped(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
