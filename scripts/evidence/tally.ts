/** Counts by name, with a few examples of what should not be: what a worker prints and the report is made of. */
export interface Tally {
  readonly counts: Record<string, number>;
  readonly examples: Record<string, string[]>;
}

/** Examples kept of each name. */
const KEPT = 5;

/** Nothing counted yet. */
export function emptyTally(): Tally {
  return { counts: {}, examples: {} };
}

/** Adds to a count; with an example, keeps it when few are there. */
export function count(tally: Tally, name: string, by = 1, example?: string): void {
  tally.counts[name] = (tally.counts[name] ?? 0) + by;
  if (example === undefined) return;
  const kept = (tally.examples[name] ??= []);
  if (kept.length < KEPT) kept.push(example);
}

/** Adds another tally to this one. */
export function join(tally: Tally, other: Tally): void {
  for (const [name, value] of Object.entries(other.counts)) count(tally, name, value);
  for (const [name, texts] of Object.entries(other.examples)) {
    const kept = (tally.examples[name] ??= []);
    kept.push(...texts.slice(0, KEPT - kept.length));
  }
}
