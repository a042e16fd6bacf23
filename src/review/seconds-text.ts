/** Seconds with their range. */
export interface SecondsRange {
  readonly min: number;
  readonly expected: number;
  readonly max: number;
}

/** A duration with its range for a reader: `about 12 s (5 to 40 s)`, or `12 s` when the range is a point. */
export function secondsRangeText(range: SecondsRange): string {
  if (range.min === range.max) return secondsText(range.expected);
  return `about ${secondsText(range.expected)} (${numberText(range.min)} to ${secondsText(range.max)})`;
}

/** A duration for a reader: `12 s`, `0.4 s`. */
export function secondsText(seconds: number): string {
  return `${numberText(seconds)} s`;
}

/** A number of seconds, rounded to tenths. */
export function numberText(seconds: number): string {
  return String(Math.round(seconds * 10) / 10);
}
