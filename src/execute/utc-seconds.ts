/** A point in time as every format of ours writes it: ISO 8601, UTC, whole seconds. */
export function utcSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
