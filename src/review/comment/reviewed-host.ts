import type { Diagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import type { Plan, PlannedChange } from '../../plan/plan-document';

/** One host of a pull request. */
export type ReviewedHost = PlannedHost | UnplannedHost;

/** A host with its plan and what the plan was made from. */
export interface PlannedHost {
  readonly kind: 'planned';
  readonly host: string;
  readonly plan: Plan;
  readonly observed: ObservedHost;
  /** What would be done without the pull request; absent: there is nothing to compare with. */
  readonly base?: BasePlan;
  /** What is said of the observation, for example that it is old. */
  readonly warnings: readonly Diagnostic[];
}

/** A host that could not be planned, and why. */
export interface UnplannedHost {
  readonly kind: 'unplanned';
  readonly host: string;
  /** Its document, where that is what cannot be used. */
  readonly path?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** What would be changed on the same host, as observed at the same time, for the desired state before the pull request. */
export type BasePlan =
  | { readonly kind: 'described'; readonly changes: readonly PlannedChange[] }
  | { readonly kind: 'not-described' }
  | { readonly kind: 'unknown' };
