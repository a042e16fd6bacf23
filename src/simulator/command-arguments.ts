/** Options of a command line, in order; a repeated option keeps every value. */
export interface ParsedOptions {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly operands: readonly string[];
  /** First word that is not an option of this command. */
  readonly unknown: string | null;
}

/** Whether a value follows an option: never, always, or when the next word does not begin with `-`. */
export type OptionKind = 'none' | 'required' | 'optional';

/**
 * Reads options without clustering, as HP's management commands are documented; `spec` lists every option the command
 * knows.
 */
export function parseOptions(args: readonly string[], spec: Readonly<Record<string, OptionKind>>): ParsedOptions {
  const flags = new Set<string>();
  const values = new Map<string, string[]>();
  const operands: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? '';
    const kind = Object.hasOwn(spec, word) ? spec[word] : undefined;
    if (kind === undefined) {
      if (word.startsWith('-') && word !== '-') return { flags, values, operands, unknown: word };
      operands.push(word);
      continue;
    }
    const next = args[index + 1];
    if (kind === 'none' || (kind === 'optional' && (next === undefined || next.startsWith('-')))) {
      flags.add(word);
      continue;
    }
    if (next === undefined) return { flags, values, operands, unknown: word };
    values.set(word, [...(values.get(word) ?? []), next]);
    index += 1;
  }
  return { flags, values, operands, unknown: null };
}

/** Last value given for any of the spellings of an option. */
export function optionValue(options: ParsedOptions, ...spellings: readonly string[]): string | undefined {
  return spellings.map((spelling) => options.values.get(spelling)?.at(-1)).find((value) => value !== undefined);
}

/** True when any of the spellings was given, with or without a value. */
export function hasOption(options: ParsedOptions, ...spellings: readonly string[]): boolean {
  return spellings.some((spelling) => options.flags.has(spelling) || options.values.has(spelling));
}
