import { diffHost } from '../diff/diff-host';
import { hasErrors } from '../model/diagnostic';
import type { ObservedHost } from '../model/observed-host';
import type { DriftReport } from '../review/drift-report';
import { eachHost, HOSTS_AT_ONCE } from './each-host';
import { targetOf } from './host-target';
import { leftOutObjects } from './left-out-objects';
import type { LoadedDesired } from './load-desired';
import type { Observer } from './observe';
import type { ExitCode, HostOutcome } from './outcome';
import { unmanagedObjects } from './unmanaged-objects';

/** The drift of one host; without a report, the diagnostics say why. */
export interface HostDrift extends HostOutcome {
  readonly report: DriftReport | undefined;
}

/** Compares every host with its document. Exit code 0 in sync, 2 drift, 1 when it cannot be read or compared. */
export async function driftOfHosts(
  documents: readonly LoadedDesired[],
  observe: Observer,
): Promise<readonly HostDrift[]> {
  return eachHost(documents, HOSTS_AT_ONCE, async (loaded) => {
    const host: string = loaded.desired.host;
    const observed = await observe(targetOf(loaded.desired));
    if (!observed.ok) return { host, exitCode: 1, diagnostics: observed.diagnostics, report: undefined };
    const report = driftReport(loaded, observed.value);
    return { host, exitCode: EXIT_CODES[report.status], diagnostics: observed.diagnostics, report };
  });
}

/** Compares one observation with its document. */
function driftReport(loaded: LoadedDesired, observed: ObservedHost): DriftReport {
  const { changes, diagnostics } = diffHost({ desired: loaded.desired, observed });
  return {
    formatVersion: '1',
    kind: 'hpvm-drift-report',
    host: loaded.desired.host,
    status: statusOf(changes.length > 0, hasErrors(diagnostics)),
    desiredDigest: loaded.digest,
    observedAt: observed.observedAt,
    changes,
    unmanaged: unmanagedObjects(loaded.desired, observed),
    diagnostics: [...diagnostics, ...leftOutObjects(loaded.desired, observed)],
  };
}

const EXIT_CODES: Readonly<Record<DriftReport['status'], ExitCode>> = { 'in-sync': 0, drift: 2, unknown: 1 };

function statusOf(hasChanges: boolean, isIncomplete: boolean): DriftReport['status'] {
  // Drift that was seen is drift, whatever else could not be read.
  if (hasChanges) return 'drift';
  return isIncomplete ? 'unknown' : 'in-sync';
}
