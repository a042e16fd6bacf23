import { checkPlan } from '../check/check-plan';
import type { Plan } from '../plan/plan-document';
import { withDigest } from '../plan/content-digest';
import { undigestedPlan, type PlanHostInput } from '../plan/plan-host';
import { withCertificate, withDisagreement } from '../plan/with-certificate';

/**
 * Plans a host and has the plan proven by the independent checker. A plan that the checker cannot prove is blocked;
 * one that is blocked anyway, or has nothing to do, is not checked.
 */
export function provenPlan(input: PlanHostInput): Plan {
  const plan = undigestedPlan(input);
  if (plan.status !== 'ready') return withDigest(plan);
  const result = checkPlan(plan);
  return result.status === 'proven'
    ? withCertificate(plan, result.certificate)
    : withDisagreement(plan, result.diagnostics);
}
