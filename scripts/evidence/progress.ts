/** How far a part has come: counts before this run, now and in all, and the seconds that the difference took. */
interface Progress {
  readonly before: number;
  readonly now: number;
  readonly total: number;
  readonly seconds: number;
}

/** A line for the person who waits: how far, how fast, and when it will be done at this rate. */
export function progressLine(part: string, { before, now, total, seconds }: Progress): string {
  const rate = (now - before) / Math.max(seconds, 0.001);
  const left = rate > 0 ? Math.max(0, total - now) / rate : 0;
  const figures = `${now} of ${total}, ${rate.toFixed(0)} a second`;
  return `${part}: ${figures}, ${(seconds / 60).toFixed(1)} min, ${(left / 60).toFixed(1)} min to go\n`;
}
