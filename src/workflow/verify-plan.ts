import type { Change } from '../diff/change';
import { diffHost } from '../diff/diff-host';
import type { DesiredHost } from '../model/desired-host';
import type { Diagnostic } from '../model/diagnostic';
import type { ObservedHost } from '../model/observed-host';
import type { Plan } from '../plan/plan-document';
import { existingAddresses, planTarget } from './plan-target';

/** What a second look at the host found. */
export interface Verification {
  /** What still differs from what the plan was to achieve. */
  readonly remaining: readonly Change[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compares a host, read again after a run, with what the plan was to achieve: with the whole document where it is at
 * hand, else with the plan's own changes. What the plan deletes counts also where it is released by then, and no document is about it.
 */
export function verifyPlan(plan: Plan, desired: DesiredHost | undefined, observed: ObservedHost): Verification {
  const target = planTarget(plan);
  const existing = existingAddresses(observed);
  const undeleted = target.ok ? target.value.deletions.filter(({ address }) => existing.has(address)) : [];
  if (desired !== undefined) {
    const { changes, diagnostics } = diffHost({ desired, observed });
    const known = new Set(changes.map(({ address }) => address));
    return { remaining: [...changes, ...undeleted.filter(({ address }) => !known.has(address))], diagnostics };
  }
  if (!target.ok) return { remaining: [], diagnostics: target.diagnostics };
  const { changes, diagnostics } = diffHost({ desired: target.value.desired, observed });
  const planned = new Set(plan.changes.map((change) => change.address));
  return {
    remaining: [...changes.filter((change) => change.action !== 'delete' && planned.has(change.address)), ...undeleted],
    diagnostics,
  };
}
