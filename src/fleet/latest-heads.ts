import type { SweepPart } from './sweep';

/** What the last sweep that was to look at a host was to compare it with. */
export interface AskedOfHost {
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** null: nobody knows. */
  readonly desiredDigest: string | null;
}

/** For each host that a head lists, what the latest of them says. */
export function latestHeads(parts: readonly SweepPart[]): ReadonlyMap<string, AskedOfHost> {
  const latest = new Map<string, AskedOfHost>();
  for (const { startedAt, hosts } of parts) {
    if (startedAt === null) continue;
    for (const { host, desiredDigest } of hosts) {
      const known = latest.get(host);
      if (known === undefined || startedAt >= known.startedAt) latest.set(host, { startedAt, desiredDigest });
    }
  }
  return latest;
}

/** Whether what is asked of the host has changed since this report: then it says nothing of what is asked now. */
export function isOutdated(
  report: { readonly desiredDigest: string; readonly observedAt: string },
  part: SweepPart,
  asked: AskedOfHost | undefined,
): boolean {
  if (asked === undefined || asked.desiredDigest === null || asked.desiredDigest === report.desiredDigest) return false;
  // A report from a file without a head may be the newer of the two.
  return part.startedAt !== null || report.observedAt <= asked.startedAt;
}
