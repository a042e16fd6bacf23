/** An expression of the TypeScript that import writes: as much of the language as it needs. */
export type Code =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'call'; readonly callee: string; readonly arguments: readonly Code[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [key: string, value: Code])[] }
  | { readonly kind: 'array'; readonly items: readonly Code[] };

/** Text that is an expression already: a name, a number, a quoted string. */
export function text(of: string): Code {
  return { kind: 'text', text: of };
}

/** `callee(...)`; the callee may begin with `new`. */
export function call(callee: string, ...given: readonly Code[]): Code {
  return { kind: 'call', callee, arguments: given };
}

/** `{ ... }` of the entries that have a value. */
export function object(entries: Readonly<Record<string, Code | undefined>>): Code & { readonly kind: 'object' } {
  return {
    kind: 'object',
    entries: Object.entries(entries).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
  };
}

/** `[...]`. */
export function array(items: readonly Code[]): Code {
  return { kind: 'array', items };
}
