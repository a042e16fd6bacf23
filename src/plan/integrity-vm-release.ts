/** Release numbers in the way bundles print them: `B.04.20.05`, `A.03.50`. */
const RELEASE = /^[A-Z]\.(\d{2})\.(\d{2})(?:\.|$)/;

/** True when the release is known and at least `major.minor` (4.2 is `B.04.20`). An unknown release never is. */
export function isReleaseAtLeast(release: string | null, major: number, minor: number): boolean {
  const match = RELEASE.exec(release ?? '');
  if (match === null) return false;
  const actual = Number(match[1]) * 100 + Number(match[2]);
  return actual >= major * 100 + minor * 10;
}
