/** What each `%` letter stands for. */
export type TokenValues = Readonly<Record<string, string>>;

/** Replaces `%` tokens (ssh_config(5), TOKENS); `undefined` when the text holds one that has no value here. */
export function expandTokens(text: string, tokens: TokenValues): string | undefined {
  const unknown: string[] = [];
  const expanded = text.replace(/%(.?)/gs, (_, letter: string) => {
    const value = Object.hasOwn(tokens, letter) ? tokens[letter] : undefined;
    if (value === undefined) unknown.push(letter);
    return value ?? '';
  });
  return unknown.length === 0 ? expanded : undefined;
}

/**
 * Expands a path of ssh_config: a leading `~/`, `%` tokens and `${NAME}` variables; `undefined` for an unknown token
 * or a variable that is not set.
 */
export function expandPath(
  text: string,
  tokens: TokenValues,
  environment: { readonly homeDirectory: string; readonly variables: Readonly<Record<string, string | undefined>> },
): string | undefined {
  const unset: string[] = [];
  const filled = text.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    const value = environment.variables[name];
    if (value === undefined) unset.push(name);
    // The value is no template: its own percent signs stand for themselves.
    return value?.replaceAll('%', '%%') ?? '';
  });
  const home = environment.homeDirectory.replaceAll('%', '%%');
  const absolute = filled === '~' ? home : filled.startsWith('~/') ? `${home}${filled.slice(1)}` : filled;
  return unset.length === 0 ? expandTokens(absolute, tokens) : undefined;
}
