import { checkPlan } from '../../src/check/check-plan';
import { contentDigest } from '../../src/plan/content-digest';
import type { Plan } from '../../src/plan/plan-document';
import { withCertificate } from '../../src/plan/with-certificate';
import { planFor } from './plan-for';
import { quickStartHost } from './quick-start-host';

/** Plans these lists against the quick-start host and proves the plan; one that cannot be proven fails the test. */
export function provenPlanFor(lists: object): Plan {
  const plan = planFor(lists, quickStartHost());
  const result = checkPlan(plan);
  if (result.status === 'refuted') throw new Error(JSON.stringify(result.diagnostics, null, 2));
  return withCertificate(plan, result.certificate);
}

/** A plan that somebody changed after it was made, with the digest of its new content. */
export function alteredPlan(plan: Plan, changes: Partial<Plan>): Plan {
  const altered = { ...plan, ...changes };
  return { ...altered, basis: { ...altered.basis, contentDigest: contentDigest(altered) } };
}

/** The plan without the edges between two steps. */
export function withoutEdge(plan: Plan, earlier: string, later: string): Plan {
  const steps = plan.steps.map((step) =>
    step.id === later ? { ...step, after: step.after.filter((reason) => reason.step !== earlier) } : step,
  );
  return alteredPlan(plan, { steps });
}

/** The failover group of the quick-start host becomes an LACP aggregate beneath a vswitch that two guests use. */
export const LACP_AGGREGATE = {
  apaGroups: [{ name: 'lan900', mode: 'LACP_AUTO', ports: ['lan1', 'lan2'], loadBalancing: 'LB_MAC' }],
};
