/** Joins as many entries as fit into some columns, at least one, and counts the others: `a, b and 12 more`. */
export function shortenedList(entries: readonly string[], widthColumns: number, separator = ', '): string {
  const whole = entries.join(separator);
  if (whole.length <= widthColumns) return whole;
  let shown = 1;
  while (shown + 1 < entries.length && textOf(entries, shown + 1, separator).length <= widthColumns) shown += 1;
  return entries.length === 1 ? whole : textOf(entries, shown, separator);
}

function textOf(entries: readonly string[], shown: number, separator: string): string {
  return `${entries.slice(0, shown).join(separator)} and ${String(entries.length - shown)} more`;
}
