/**
 * Splits words into options with values and flags. Undefined when a word fits neither: the caller then does not
 * understand the command.
 */
export function readOptions(
  words: readonly string[],
  withValue: readonly string[],
  flags: readonly string[],
): ReadonlyMap<string, readonly string[]> | undefined {
  const found = new Map<string, string[]>();
  for (let place = 0; place < words.length; place += 1) {
    const word = words[place] ?? '';
    const list = found.get(word) ?? [];
    if (withValue.includes(word)) {
      const value = words[place + 1];
      if (value === undefined) return undefined;
      list.push(value);
      place += 1;
    } else if (!flags.includes(word) || list.length > 0) return undefined;
    found.set(word, list);
  }
  return found;
}

/** The only value of an option; undefined when it is absent or repeated. */
export function onlyValue(options: ReadonlyMap<string, readonly string[]>, name: string): string | undefined {
  const values = options.get(name) ?? [];
  return values.length === 1 ? values[0] : undefined;
}

/** A number without sign or leading zeros; undefined for any other text. */
export function readNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^(0|[1-9]\d*)$/.test(text) ? Number(text) : undefined;
}
