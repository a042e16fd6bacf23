import { CLAUSES } from '../check/clauses';
import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { parseResourceAddress } from '../model/resource';
import { failure, success, type Result } from '../model/result';
import type { Plan } from '../plan/plan-document';
import { RULES } from '../plan/rules/registry.generated';
import type { Explanation } from '../review/explanation';
import { explainEdge } from './explain-edge';
import { addressesIn, explainResource } from './explain-resource';
import { explainClause, explainRule } from './explain-rule';
import { explainRevertStep } from './explain-revert-step';
import { explainStep } from './explain-step';
import { didYouMean, nearMisses } from './near-misses';
import { OWN_CLAUSES } from './own-clauses';
import { PlanReader } from './plan-reader';

/**
 * Explains a step (`s10`), one of the way back (`r02`), an edge (`s02:s10`), a resource (`vswitch.vmlan900`), a rule, or a clause of the checker.
 * The first four need plans; of several plans every one that has the thing explains it. What nobody knows is a
 * diagnostic that names the nearest thing known.
 */
export function explain(what: string, plans: readonly Plan[] | undefined): Result<readonly Explanation[]> {
  const rule = RULES.find(({ id }) => id === what);
  if (rule !== undefined) return success([explainRule(rule, plans)]);
  const clause = CLAUSES.find(({ id }) => id === what);
  if (clause !== undefined) return success([explainClause({ id: what, source: clause.source }, plans)]);
  const own = OWN_CLAUSES.find(({ id }) => id === what);
  if (own !== undefined || plans?.some(({ certificate }) => certificate?.rules.includes(what) === true) === true)
    return success([explainClause({ source: null, ...(own ?? { id: what }) }, plans)]);
  if (plans === undefined) return failure(isOfPlan(what) ? needsPlan(what) : unknown(what, []));
  const found = plans.flatMap((plan) => inPlan(what, plan) ?? []);
  return found.length > 0 ? success(found) : failure(unknown(what, plans));
}

const STEP = /^s\d+$/i;
const BACK = /^r\d+$/i;
const EDGE = /^(s\d+):(s\d+)$/i;

function isOfPlan(what: string): boolean {
  return STEP.test(what) || BACK.test(what) || EDGE.test(what) || parseResourceAddress(what) !== undefined;
}

function inPlan(what: string, plan: Plan): Explanation | undefined {
  const reader = new PlanReader(plan);
  const step = STEP.test(what) ? reader.step(what) : undefined;
  if (step !== undefined) return explainStep(plan, step);
  const back = BACK.test(what) ? reader.revertStep(what) : undefined;
  if (back !== undefined) return explainRevertStep(plan, back);
  const [, one = '', other = ''] = EDGE.exec(what) ?? [];
  const [first, second] = [reader.step(one), reader.step(other)];
  if (first !== undefined && second !== undefined && first !== second) {
    const isInOrder = plan.steps.indexOf(first) < plan.steps.indexOf(second);
    return isInOrder ? explainEdge(plan, first, second) : explainEdge(plan, second, first);
  }
  return addressesIn(plan).includes(what) ? explainResource(plan, what) : undefined;
}

function needsPlan(what: string): Diagnostic {
  return errorDiagnostic(
    'needs-plan',
    `${what} is part of a plan; say of which one`,
    `Give the file that "hpvmctl plan --out FILE" wrote: hpvmctl explain ${what} FILE.`,
  );
}

function unknown(what: string, plans: readonly Plan[]): Diagnostic {
  const steps = plans.flatMap((plan) => plan.steps.map(({ id }) => id));
  const addresses = plans.flatMap(addressesIn);
  const known = [...[...RULES, ...CLAUSES, ...OWN_CLAUSES].map(({ id }) => id), ...addresses];
  const exact = addresses.find((address) => parseResourceAddress(address)?.identity === what);
  const isBack = BACK.test(what);
  const isStep = STEP.test(what) || EDGE.test(what);
  const back = plans.flatMap(({ revert }) => (revert?.steps ?? []).map(({ id }) => id));
  const hints = [
    ...didYouMean(exact !== undefined ? [exact] : isStep || isBack ? [] : nearMisses(what, known)),
    ...(isStep ? [stepsText(steps, 'plan')] : isBack ? [stepsText(back, 'way back')] : []),
    'Known are steps (s10), steps of the way back (r02), edges (s02:s10) and addresses (vswitch.vmlan900) of a plan, rules (hpvmctl rules), and clauses of the checker (hpvmctl show PLAN --json lists them).',
  ];
  const where = plans.length === 0 ? '' : ' in this plan';
  return errorDiagnostic('unknown-to-explain', `There is no ${what}${where}`, hints.join('\n'));
}

function stepsText(steps: readonly string[], whole: 'plan' | 'way back'): string {
  const [first] = steps;
  if (first === undefined) return `The ${whole} has no steps.`;
  const whose = whole === 'plan' ? 'Its' : "Its way back's";
  return steps.length === 1
    ? `${whose} only step is ${first}.`
    : `${whose} steps are ${first} to ${steps.at(-1) ?? first}.`;
}
