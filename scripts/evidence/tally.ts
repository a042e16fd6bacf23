/** Counts by name, with a few examples of what should not be: what a worker prints and the report is made of. */
export interface Tally {
  /** Examples of one kind that may be reduced; reducing one takes as long as thousands of instances. */
  readonly reduces: number;
  readonly counts: Record<string, number>;
  readonly examples: Record<string, string[]>;
}

/** Examples kept of each name. */
const KEPT = 5;

/** Nothing counted yet. */
export function emptyTally(reduces = 0): Tally {
  return { reduces, counts: {}, examples: {} };
}

/** Whether the next example of this kind may be reduced to a smallest one. */
export function mayReduce(tally: Tally, name: string): boolean {
  return (tally.counts[name] ?? 0) < tally.reduces;
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
