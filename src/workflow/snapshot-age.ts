import { warningDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { ObservedHost } from '../model/observed-host';

/** A length of time as somebody wrote it: `24h`. */
export interface WrittenDuration {
  readonly text: string;
  readonly milliseconds: number;
}

/** Two clocks that are looked after differ by less. */
const MOST_CLOCK_DIFFERENCE_MS = 300_000;

/**
 * Warns of a snapshot that is older than somebody wants to rely on, that is yet to be taken by our clock, or that says no time which one could compare. It says when the
 * snapshot was taken and not how old it is, so that two reviews of the same snapshot say the same.
 */
export function snapshotAgeWarnings(
  { host, observedAt }: ObservedHost,
  now: Date,
  most: WrittenDuration,
): readonly Diagnostic[] {
  const takenAt = Date.parse(observedAt);
  const ageMs = now.getTime() - takenAt;
  if (ageMs < -MOST_CLOCK_DIFFERENCE_MS)
    return [
      warningDiagnostic(
        'snapshot-of-the-future',
        `The snapshot of ${host} says that it was taken at ${observedAt}, which is yet to come`,
        `A clock is wrong, there or here: nobody knows how old it is. Set the clocks right, take a new one (hpvmctl discover --host ${host} --out FILE) and have the request reviewed again.`,
        host,
      ),
    ];
  if (ageMs <= most.milliseconds) return [];
  return [
    warningDiagnostic(
      'old-snapshot',
      `The snapshot of ${host} was taken at ${observedAt}, longer ago than ${most.text}`,
      `The host may have changed since. Take a new one (hpvmctl discover --host ${host} --out FILE) and have the request reviewed again.`,
      host,
    ),
  ];
}
