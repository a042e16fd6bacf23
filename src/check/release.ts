/** True when a release text (`B.04.20.05`) is at least major.minor; false when it is unknown. */
export function isReleaseFrom(text: string | null, major: number, minor: number): boolean {
  // Of a text that cannot be told both parts are NaN, and NaN is at least nothing.
  const [, first, second] = text?.match(/^[A-Z]\.(\d+)\.(\d+)/) ?? [];
  // `B.04.20` is 4.2: the second part has two digits, of which the first counts.
  const minorFound = Math.floor(Number(second) / 10);
  return Number(first) > major || (Number(first) === major && minorFound >= minor);
}
