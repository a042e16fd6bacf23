import { createHash } from 'node:crypto';

/** A plain value that JSON can hold. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * Serialises with sorted object keys and no white space, so that equal values give equal bytes.
 * Properties that are `undefined` are left out, as JSON does.
 */
export function canonicalJson(value: unknown): string {
  return write(value) ?? 'null';
}

/** SHA-256 of the canonical JSON of a value, as `sha256:` and 64 hex digits. */
export function digestOf(value: unknown): string {
  return `sha256:${createHash('sha256').update(canonicalJson(value)).digest('hex')}`;
}

/** Builds the text directly: copying a large plan only to sort its keys took longer than planning it. */
function write(value: unknown): string | undefined {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => write(item) ?? 'null').join(',')}]`;
  const members: string[] = [];
  // Without a comparison function, sort() goes by code units, as compareText does.
  for (const key of Object.keys(value).sort()) {
    const text = write((value as Readonly<Record<string, unknown>>)[key]);
    if (text !== undefined) members.push(`${JSON.stringify(key)}:${text}`);
  }
  return `{${members.join(',')}}`;
}

/** Compares by code units, independent of the locale, so that orders are the same on every machine. */
export function compareText(left: string, right: string): number {
  if (left < right) return -1;
  return left > right ? 1 : 0;
}
