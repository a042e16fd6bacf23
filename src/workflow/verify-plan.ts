import type { Change } from '../diff/change';
import { diffHost } from '../diff/diff-host';
import type { DesiredHost } from '../model/desired-host';
import type { Diagnostic } from '../model/diagnostic';
import type { ObservedHost } from '../model/observed-host';
import type { Plan, PlannedChange } from '../plan/plan-document';
import { parseResourceAddress, type ResourceAddress } from '../model/resource';
import { desiredAfterPlan, existingAddresses } from './plan-target';

/** What a second look at the host found. */
export interface Verification {
  /** What still differs from what the plan was to achieve. */
  readonly remaining: readonly Change[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compares a host, read again after a run, with what the plan was to achieve: with the whole document where it is at
 * hand, else with the plan's own changes.
 */
export function verifyPlan(plan: Plan, desired: DesiredHost | undefined, observed: ObservedHost): Verification {
  if (desired !== undefined) {
    const { changes, diagnostics } = diffHost({ desired, observed });
    return { remaining: changes, diagnostics };
  }
  const { changes, diagnostics } = diffHost({ desired: desiredAfterPlan(plan), observed });
  const planned = new Set(plan.changes.map((change) => change.address));
  const existing = existingAddresses(observed);
  return {
    remaining: [
      ...changes.filter((change) => change.action !== 'delete' && planned.has(change.address)),
      ...plan.changes.filter((change) => change.action === 'delete' && existing.has(change.address)).map(asChange),
    ],
    diagnostics,
  };
}

function asChange(change: PlannedChange): Change {
  const kind = parseResourceAddress(change.address)?.kind;
  if (kind === undefined) throw new Error(`the plan changes ${change.address}, which is no resource address`);
  return { ...change, address: change.address as ResourceAddress, kind };
}
