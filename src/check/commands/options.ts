/** Options that a command has: with a value, at most once or any number of times, and without a value. */
interface OptionNames {
  readonly once: readonly string[];
  readonly often?: readonly string[];
  readonly flags: readonly string[];
}

/** Options as given, with their values; a flag has none. */
type Options = ReadonlyMap<string, readonly string[]>;

/**
 * Splits words into options with values and flags. Undefined when a word fits neither, a value is missing or an option
 * stands there twice: the caller then does not understand the command.
 */
export function readOptions(words: readonly string[], { once, often = [], flags }: OptionNames): Options | undefined {
  const found = new Map<string, string[]>();
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const values = found.get(word) ?? [];
    if (found.has(word) && !often.includes(word)) return undefined;
    found.set(word, values);
    if (flags.includes(word)) continue;
    const value = rest.shift();
    if (value === undefined || !(once.includes(word) || often.includes(word))) return undefined;
    values.push(value);
  }
  return found;
}

/** The value of an option that may stand there once; undefined when it is absent. */
export function valueOf(options: Options, name: string): string | undefined {
  return options.get(name)?.[0];
}

/** A number without sign or leading zeros; undefined for any other text. */
export function readNumber(text: string | undefined): number | undefined {
  return text?.match(/^(0|[1-9]\d*)$/) ? Number(text) : undefined;
}
