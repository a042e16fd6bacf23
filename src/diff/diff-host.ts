import type { DesiredHost } from '../model/desired-host';
import type { Diagnostic } from '../model/diagnostic';
import type { ObservedHost } from '../model/observed-host';
import { RESOURCE_KINDS, type KindTable } from '../model/resource';
import { compareApaGroups } from './apa-group';
import type { Change } from './change';
import { requiredLanInterfaces } from './derived-requirements';
import { goneObjects, type GoneObject } from './gone-objects';
import { compareGuestNics } from './guest-nic';
import { compareTunables } from './host-tunables';
import { compareHostVlans } from './host-vlan';
import { compareLanInterfaces } from './lan-interface';
import { indexObservedHost } from './observed-index';
import type { CompareKind, ObservedIndex } from './resource-difference';
import { settleStandbys } from './standby-uplinks';
import { unfinishedRun } from './unfinished-run';
import { compareVswitches } from './vswitch';

/** Desired against observed: what must change, and what stands in the way. */
export interface HostDifference {
  /** In kind order, then in order of declaration (sorted by identity); deletes last within a kind. */
  readonly changes: readonly Change[];
  /** Errors name what cannot be compared or satisfied; planning stops on them. */
  readonly diagnostics: readonly Diagnostic[];
}

const COMPARE: KindTable<CompareKind> = {
  lanInterface: (desired, observed) => {
    const { required, diagnostics } = requiredLanInterfaces(desired, observed);
    const compared = compareLanInterfaces(required, observed);
    return { changes: compared.changes, diagnostics: [...diagnostics, ...compared.diagnostics] };
  },
  apaGroup: compareApaGroups,
  hostVlan: compareHostVlans,
  vswitch: compareVswitches,
  guestNic: compareGuestNics,
  tunables: compareTunables,
};

/**
 * Compares desired state, with everything the safety rules imply, against an observed host.
 * Objects that are neither declared nor owned by this tool are not touched and not reported.
 */
export function diffHost(input: { readonly desired: DesiredHost; readonly observed: ObservedHost }): HostDifference {
  return compare(input, indexObservedHost(input.observed));
}

/** A comparison that goes on where something that no plan can make is gone. */
export interface DifferenceAroundGone extends HostDifference {
  readonly gone: readonly GoneObject[];
}

/**
 * Compares as {@link diffHost} does, and tells what is gone as such instead of refusing what needs it: with a card that was pulled, its vswitches
 * are still compared in all else. For reports: nothing is planned beside what is gone.
 */
export function diffAroundGone(input: {
  readonly desired: DesiredHost;
  readonly observed: ObservedHost;
}): DifferenceAroundGone {
  const gone = goneObjects(input.desired, indexObservedHost(input.observed));
  const told = new Set(gone.map(({ address }) => address));
  return { ...compare(input, indexObservedHost(input.observed, told)), gone };
}

function compare(
  input: { readonly desired: DesiredHost; readonly observed: ObservedHost },
  observed: ObservedIndex,
): HostDifference {
  const settled = settleStandbys(input.desired, input.observed);
  const parts = RESOURCE_KINDS.map((kind) => COMPARE[kind](settled.desired, observed));
  return {
    changes: parts.flatMap((part) => part.changes),
    diagnostics: [
      ...unfinishedRun(input.observed),
      ...settled.diagnostics,
      ...parts.flatMap((part) => part.diagnostics),
    ],
  };
}
