import { checkPlan } from '../../src/check/check-plan';
import type { Plan } from '../../src/plan/plan-document';
import { describe } from './describe';
import type { Instance } from './random-instance';
import { reduce } from './reduce';
import { planOf } from './survey-plans';
import { count, type Tally } from './tally';

/** Refuted plans of one kind that are reduced to a smallest instance; reducing takes longer than checking thousands. */
const REDUCED = 2;

/**
 * Has the independent checker prove a plan that the planner calls ready, as production does before it lets one through:
 * every order that it allows, and a witness for each requirement on the order. Counts also how long it took.
 */
export function provePlan(instance: Instance, plan: Plan, tally: Tally): void {
  if (plan.status !== 'ready') return;
  const began = performance.now();
  const result = checkPlan(plan);
  count(tally, 'checker milliseconds', performance.now() - began);
  count(tally, 'checked');
  const edges = plan.steps.reduce((sum, { after }) => sum + new Set(after.map(({ step }) => step)).size, 0);
  count(tally, 'edges', edges);
  if (result.status === 'proven') {
    count(tally, 'proven');
    count(tally, 'witnesses', result.certificate.witnesses.length);
    count(tally, 'states checked', result.certificate.statesChecked);
    count(tally, 'points of no return', result.certificate.pointsOfNoReturn.length);
    return;
  }
  const kind = kindOf(result);
  const isKnown = (tally.counts[`refuted ${kind}`] ?? 0) >= REDUCED;
  count(tally, `refuted ${kind}`);
  count(tally, 'refuted', 1, isKnown ? undefined : `${kind}: ${describe(smallest(instance, kind))}`);
}

/** Clauses that speak against a plan, or that the checker gave up. */
function kindOf({ diagnostics }: Extract<ReturnType<typeof checkPlan>, { status: 'refuted' }>): string {
  const kinds = diagnostics.map(({ code, detail }) => /Clause ([a-z-]+)/.exec(detail)?.[1] ?? code);
  return [...new Set(kinds)].sort().join(' and ');
}

function smallest(instance: Instance, kind: string): Instance {
  return reduce(instance, (candidate) => {
    const plan = planOf(candidate);
    if (plan.status !== 'ready') return false;
    const result = checkPlan(plan);
    return result.status === 'refuted' && kindOf(result) === kind;
  });
}
