import { checkPlan } from '../check/check-plan';
import type { Plan } from '../plan/plan-document';
import { withDigest } from '../plan/content-digest';
import { undigestedPlan, type PlanHostInput } from '../plan/plan-host';
import { withCertificate, withDisagreement, withUnprovenWayBack } from '../plan/with-certificate';

/**
 * Plans a host and has the plan proven by the independent checker. A plan that the checker cannot prove is blocked;
 * one that is blocked anyway, or has nothing to do, is not checked. One whose way back alone is not proven keeps none.
 */
export function provenPlan(input: PlanHostInput): Plan {
  const plan = undigestedPlan(input);
  if (plan.status !== 'ready') return withDigest(plan);
  const result = checkPlan(plan);
  if (result.status === 'proven') return withCertificate(plan, result.certificate);
  const withoutWayBack = { ...plan, revert: null };
  const again = plan.revert === null ? result : checkPlan(withoutWayBack);
  // The plan itself is safe; only what would take it back is not.
  return again.status === 'proven'
    ? withCertificate(withUnprovenWayBack(withoutWayBack, result.diagnostics), again.certificate)
    : withDisagreement(plan, result.diagnostics);
}
