import { diffAroundGone } from '../diff/diff-host';
import { ON_STANDBY } from '../diff/standby-uplinks';
import { classifyDrift } from '../drift/classify-drift';
import { withSince, type DriftHistory } from '../drift/drift-history';
import { countsAsDrift, type DriftItem } from '../drift/drift-item';
import { ignoring, type IgnoreRule } from '../drift/ignore-rules';
import type { HostDrift } from '../fleet/sweep';
import type { ObservedHost } from '../model/observed-host';
import type { DriftReport } from '../review/drift-report';
import { targetOf } from './host-target';
import { leftOutObjects } from './left-out-objects';
import type { LoadedDesired } from './load-desired';
import type { Observer } from './observe';
import { existingAddresses } from './plan-target';
import type { RuleUse } from './rule-use';
import { unmanagedObjects } from './unmanaged-objects';

/** What is told of drift besides the drift. */
export interface DriftSettings {
  readonly rules: readonly IgnoreRule[];
  /** Day that is compared with the last days of the rules, `2026-11-23` (UTC). */
  readonly today: string;
  /** What was seen until now; undefined: nobody asks since when. */
  readonly history: DriftHistory | undefined;
  /** Told what there is on each host; absent: nobody asks which rules fit something. */
  readonly ruleUse?: RuleUse;
}

/** No rules, and no history. */
export const NO_DRIFT_SETTINGS: DriftSettings = { rules: [], today: '', history: undefined };

/** Compares one host with its document. Exit code 0 in sync, 2 drift, 1 when it cannot be read or compared. */
export async function driftOfHost(
  loaded: LoadedDesired,
  observe: Observer,
  settings: DriftSettings,
): Promise<HostDrift> {
  const host: string = loaded.desired.host;
  const observed = await observe(targetOf(loaded.desired));
  if (!observed.ok) return { host, exitCode: 1, diagnostics: observed.diagnostics, report: null };
  const report = driftReport(loaded, observed.value, settings);
  return { host, exitCode: EXIT_CODES[report.status], diagnostics: observed.diagnostics, report };
}

/** Compares one observation with its document. */
function driftReport(loaded: LoadedDesired, observed: ObservedHost, settings: DriftSettings): DriftReport {
  const { desired } = loaded;
  const host: string = desired.host;
  const { changes, gone, diagnostics } = diffAroundGone({ desired, observed });
  const unmanaged = unmanagedObjects(desired, observed);
  const found = classifyDrift({ desired, observed, changes, gone, unmanaged, diagnostics });
  settings.ruleUse?.see(host, [...found.map(({ address }) => address), ...everyAddress(observed)]);
  const kept = ignoring(host, found, settings.rules, settings.today);
  const { history } = settings;
  const items = history === undefined ? kept.items : withSince(history, host, kept.items, observed.observedAt);
  return {
    formatVersion: '1',
    kind: 'hpvm-drift-report',
    host,
    status: statusOf(items),
    desiredDigest: loaded.digest,
    observedAt: observed.observedAt,
    changes,
    items,
    unmanaged,
    // An item names who moved it.
    diagnostics: [
      ...diagnostics.filter(({ code }) => code !== ON_STANDBY),
      ...kept.diagnostics,
      ...leftOutObjects(desired, observed),
    ],
  };
}

/** All that a rule may be about without its drifting now. */
function everyAddress(observed: ObservedHost): readonly string[] {
  const nics = observed.lanInterfaces.map(({ name }) => `lanInterface.${name}`);
  const guests = observed.guests.map(({ name }) => `guest.${name}`);
  return ['tunables', ...nics, ...guests, ...existingAddresses(observed)];
}

/** The exit code of a host by its status. */
export const EXIT_CODES: Readonly<Record<DriftReport['status'], 0 | 1 | 2>> = { 'in-sync': 0, drift: 2, unknown: 1 };

function statusOf(items: readonly DriftItem[]): DriftReport['status'] {
  // Drift that was seen is drift, whatever else could not be read.
  if (items.some(countsAsDrift)) return 'drift';
  return items.some((item) => item.class === 'not-readable') ? 'unknown' : 'in-sync';
}
