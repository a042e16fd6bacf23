/** Whether something is there before the plan, after it, or both. */
export type Presence = 'both' | 'before' | 'after';

/** What the two pictures of a host say of one thing. */
export function presenceOf(isBefore: boolean, isAfter: boolean): Presence {
  if (isBefore && isAfter) return 'both';
  return isBefore ? 'before' : 'after';
}

/** Entries of two lists, each once, in the order of the first and then of the second. */
export function mergedLists(before: readonly string[], after: readonly string[]): ReadonlyMap<string, Presence> {
  const [was, is] = [new Set(before), new Set(after)];
  return new Map([...was, ...is].map((entry) => [entry, presenceOf(was.has(entry), is.has(entry))]));
}

/** Class of an element that the views of the drawing show or hide. */
export function presenceClass(presence: Presence): string {
  return presence === 'both' ? '' : `only-${presence}`;
}
