import { checkPlan } from '../../src/check/check-plan';
import type { Plan } from '../../src/plan/plan-document';
import { describe } from './describe';
import type { Instance } from './random-instance';
import { reduce } from './reduce';
import { planOf } from './survey-plans';
import { count, mayReduce, type Tally } from './tally';

/**
 * Has the independent checker prove a plan that the planner calls ready, as production does before it lets one through:
 * every order that it allows, and a witness for each requirement on the order. A plan that the checker gave up is not refuted,
 * but not let through either.
 */
export function provePlan(instance: Instance, plan: Plan, tally: Tally): void {
  if (plan.status !== 'ready') return;
  const full = checkPlan(plan);
  count(tally, 'checked');
  if (plan.revert !== null) count(tally, 'with a way back');
  // As production does: a plan whose way back alone is not proven keeps none.
  const result = full.status === 'refuted' && plan.revert !== null ? checkPlan({ ...plan, revert: null }) : full;
  if (result !== full && result.status === 'proven') count(tally, 'way back not proven', 1, describe(instance));
  if (result.status === 'proven') {
    count(tally, 'proven');
    const edges = plan.steps.reduce((sum, { after }) => sum + new Set(after.map(({ step }) => step)).size, 0);
    count(tally, 'edges', edges);
    count(tally, 'witnesses', result.certificate.witnesses.length);
    count(tally, 'states checked', result.certificate.statesChecked);
    count(tally, 'points of no return', result.certificate.pointsOfNoReturn.length);
    return;
  }
  const kind = kindOf(result);
  if (kind === GIVEN_UP) {
    count(tally, 'given up', 1, describe(instance));
    return;
  }
  const example = mayReduce(tally, `refuted ${kind}`) ? smallest(instance, kind) : instance;
  count(tally, `refuted ${kind}`);
  count(tally, 'refuted', 1, `${kind}: ${describe(example)}`);
}

/** Code under which the checker says that it did not find out. */
const GIVEN_UP = 'search-limit-reached';

/** Clauses that speak against a plan, or that the checker gave up. */
function kindOf({ diagnostics }: Extract<ReturnType<typeof checkPlan>, { status: 'refuted' }>): string {
  const kinds = diagnostics.map(({ code, detail }) =>
    code === GIVEN_UP ? code : (/Clause ([a-z-]+)/.exec(detail)?.[1] ?? code),
  );
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
