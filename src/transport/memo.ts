/** Remembers what was made for a key, or does not. */
export interface Memo {
  /** What `make` gave for this key; a promise is remembered as such, also one that fails. */
  once<Value>(key: string, make: () => Value): Value;
}

/** Makes everything anew: whoever waits for hours must see the files as they are by then. */
export const NO_MEMO: Memo = { once: (_, make) => make() };

/** Remembers everything: for many connections within minutes, which read the same files. */
export function keptMemo(): Memo {
  const known = new Map<string, unknown>();
  return {
    once<Value>(key: string, make: () => Value): Value {
      if (!known.has(key)) known.set(key, make());
      return known.get(key) as Value;
    },
  };
}
