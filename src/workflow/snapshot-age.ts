import { warningDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { ObservedHost } from '../model/observed-host';

/** A length of time as somebody wrote it: `24h`. */
export interface WrittenDuration {
  readonly text: string;
  readonly milliseconds: number;
}

/**
 * Warns of a snapshot that is older than somebody wants to rely on, or that says no time which one could compare. It says when the
 * snapshot was taken and not how old it is, so that two reviews of the same snapshot say the same.
 */
export function snapshotAgeWarnings(
  { host, observedAt }: ObservedHost,
  now: Date,
  most: WrittenDuration,
): readonly Diagnostic[] {
  const takenAt = Date.parse(observedAt);
  if (now.getTime() - takenAt <= most.milliseconds) return [];
  return [
    warningDiagnostic(
      'old-snapshot',
      `The snapshot of ${host} was taken at ${observedAt}, longer ago than ${most.text}`,
      `The host may have changed since. Take a new one (hpvmctl discover --host ${host} --out FILE) and have the request reviewed again.`,
      host,
    ),
  ];
}
