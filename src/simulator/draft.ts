/** A state value while one command works on its own copy of it. */
export type Draft<T> = T extends readonly (infer Element)[]
  ? Draft<Element>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Draft<T[Key]> }
    : T;

/** A copy of plain JSON, several times as fast as `structuredClone`. What is undefined is left out. */
export function draftOf<T>(value: T): Draft<T> {
  return copy(value) as Draft<T>;
}

/** A draft for a command that only reads: it shares all but the outermost level and the hazards with the state. */
export function sharingDraft<T extends { readonly hazards: readonly unknown[] }>(state: T): Draft<T> {
  return { ...state, hazards: [...state.hazards] } as Draft<T>;
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copy);
  const result: Record<string, unknown> = {};
  for (const [key, each] of Object.entries(value)) if (each !== undefined) result[key] = copy(each);
  return result;
}
