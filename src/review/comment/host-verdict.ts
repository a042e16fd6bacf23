import { shapeOf } from '../page/host-shape';
import { cutOffGuests } from '../page/cut-off-guests';
import type { Outage } from '../../plan/plan-document';
import { waitsForApproval } from '../plan-summary';
import type { ReviewedHost } from './reviewed-host';

export type VerdictStatus = 'nothing to do' | 'safe' | 'needs approval' | 'blocked' | 'not reviewed';

/** What somebody who has ten seconds must know of one host. */
export interface HostVerdict {
  readonly host: string;
  readonly status: VerdictStatus;
  readonly changeCount: number;
  readonly stepCount: number;
  /** The interruption that may last longest; undefined: none. */
  readonly worstOutage: Outage | undefined;
  /** Running guests that lose a NIC for some time, sorted. */
  readonly interruptedGuests: readonly string[];
  /** Those of them of which all NICs are down at once, sorted. */
  readonly cutOffGuests: readonly string[];
  readonly isManagementTouched: boolean;
}

/** Reads the verdict off a plan. */
export function hostVerdict(reviewed: ReviewedHost): HostVerdict {
  const { host } = reviewed;
  if (reviewed.kind === 'unplanned') return { ...NOTHING, host, status: 'not reviewed' };
  const { plan, observed } = reviewed;
  return {
    host,
    status: statusOf(reviewed),
    changeCount: plan.changes.length,
    stepCount: plan.steps.length,
    worstOutage: worstOutage(plan.outages),
    interruptedGuests: [...new Set(plan.outages.flatMap(({ guests }) => guests))].sort(),
    cutOffGuests: [...cutOffGuests(plan, shapeOf(observed))].sort(),
    isManagementTouched: plan.managementPath.touched,
  };
}

/** The interruption that may last longest: one without an end before all others, then by its largest bound; of equal ones the first. */
export function worstOutage(outages: readonly Outage[]): Outage | undefined {
  return outages.reduce<Outage | undefined>(
    (worst, outage) => (worst === undefined || weightOf(outage) > weightOf(worst) ? outage : worst),
    undefined,
  );
}

function weightOf({ isPermanent, seconds }: Outage): number {
  return isPermanent === true ? Number.POSITIVE_INFINITY : seconds.max;
}

function statusOf({ plan }: Extract<ReviewedHost, { kind: 'planned' }>): VerdictStatus {
  const errors = plan.diagnostics.filter(({ severity }) => severity === 'error');
  if (waitsForApproval(errors)) return 'needs approval';
  if (plan.status === 'blocked' || errors.length > 0) return 'blocked';
  if (plan.status === 'no-op') return 'nothing to do';
  return plan.certificate === null ? 'blocked' : 'safe';
}

const NOTHING = {
  changeCount: 0,
  stepCount: 0,
  worstOutage: undefined,
  interruptedGuests: [],
  cutOffGuests: [],
  isManagementTouched: false,
};
