/**
 * Value of a variable in the text of an `/etc/rc.config.d` file, without quotes; undefined when no line sets it.
 * One `VAR=value` a line, comments on their own line; the last one wins, as in a sourced file (ch_rc(1M)).
 */
export function rcValue(text: string, name: string): string | undefined {
  const lines = text.split('\n').filter((line) => line.startsWith(`${name}=`));
  const value = lines
    .at(-1)
    ?.slice(name.length + 1)
    .trim();
  return value?.replace(/^(["'])(.*)\1$/, '$2');
}

/** Indices for which an array variable is set, ascending. */
export function rcIndices(text: string, name: string): readonly number[] {
  const pattern = new RegExp(`^${name}\\[([0-9]+)\\]=`);
  const found = text.split('\n').map((line) => pattern.exec(line)?.[1]);
  return [...new Set(found.filter((index) => index !== undefined).map(Number))].sort((left, right) => left - right);
}
