import { draftOf, type Draft } from '../../src/plan/draft';
import { orderOperations, type OrderOutcome } from '../../src/plan/order';
import type { Plan, PlanStep } from '../../src/plan/plan-document';
import { planSteps } from '../../src/plan/plan-steps';
import { RULES } from '../../src/plan/rules/registry.generated';
import { weightedWindows, weightOnHost } from '../../src/plan/weighted-windows';
import { allOrders, type AllOrders } from './all-orders';
import { CutOff, type Cost } from './cut-off';
import { describe } from './describe';
import { OrderJudge } from './order-judge';
import type { Instance } from './random-instance';
import { reduce } from './reduce';
import { planOf } from './survey-plans';
import { count, mayReduce, type Tally } from './tally';

/** Running steps of plans that count as small, and the most for which all orders are tried. */
const SMALL_STEPS = 7;
const MOST_STEPS = 12;

/** The planner's answer beside that of trying all orders. */
interface Comparison {
  readonly found: AllOrders;
  /** What the planner's own order costs; null: it has none. */
  readonly ownCost: Cost | null;
  readonly allowed: AllOrders | null;
}

/**
 * Tries all orders of a plan's steps, or of those of a plan that is blocked, and compares: is there a harmless order
 * exactly when the planner has one, and is none cheaper? Costs and harm are the checker's, not the planner's.
 */
export function compareOrders(instance: Instance, plan: Plan, withLarger: boolean, tally: Tally): void {
  if (plan.status === 'no-op') return;
  const draft = plan.status === 'ready' ? undefined : draftOf(instance, RULES);
  const steps = draft === undefined ? plan.steps : stepsOf(draft);
  const running = steps.filter(({ phase }) => phase === 'running').length;
  if (running === 0 || running > (withLarger ? MOST_STEPS : SMALL_STEPS)) return;
  if (draft !== undefined) minimalConflict(draft, instance, tally);
  const comparison = compared(instance, plan, steps);
  const size = running <= SMALL_STEPS ? 'small' : 'larger';
  if (plan.status === 'ready') judgeReady(instance, comparison, size, tally);
  else judgeBlocked(instance, plan, comparison, size, tally);
}

function stepsOf({ untangled: { operations } }: Draft): readonly PlanStep[] {
  return planSteps(operations, [], [...operations.keys()]).steps;
}

function compared({ observed: host }: Instance, plan: Plan, steps: readonly PlanStep[]): Comparison {
  const judge = new OrderJudge(host, steps, plan.changes);
  const tenths = steps.map(({ durationSeconds }) => Math.round(durationSeconds.expected * 10));
  const cutOff = new CutOff(host, judge.steps, tenths);
  const found = allOrders(judge, cutOff);
  if (plan.status !== 'ready') return { found, ownCost: null, allowed: null };
  const ancestors = ancestorsOf(steps);
  const allowed = allOrders(judge, cutOff, (earlier, later) => ancestors[later]?.has(earlier) === true);
  return { found, ownCost: cutOff.costAlong(judge.running), allowed };
}

/** For each step the places of all that come before it in every order. */
function ancestorsOf(steps: readonly PlanStep[]): readonly ReadonlySet<number>[] {
  const placeOf = new Map(steps.map(({ id }, place) => [id, place]));
  const ancestors: Set<number>[] = [];
  for (const { after } of steps) {
    const own = new Set<number>();
    for (const { step } of after) {
      const place = placeOf.get(step) ?? 0;
      own.add(place);
      for (const earlier of ancestors[place] ?? []) own.add(earlier);
    }
    ancestors.push(own);
  }
  return ancestors;
}

function judgeReady(instance: Instance, { found, ownCost, allowed }: Comparison, size: string, tally: Tally): void {
  count(tally, `orders ${size} ready`);
  count(tally, `orders ${size} tried`, found.harmless + found.harmful);
  if (found.harmless === 0) {
    count(tally, `orders ${size} ready without a harmless order`, 1, describe(instance));
    return;
  }
  count(tally, `orders ${size} harmless`, found.harmless);
  count(tally, `orders ${size} allowed`, allowed?.harmless ?? 0);
  if (allowed !== null && allowed.harmful > 0)
    count(tally, `orders ${size} plans that allow a harmful order`, 1, describe(instance));
  if (ownCost === null) return;
  if (ownCost.felt === found.felt) count(tally, `orders ${size} least felt`);
  else if (ownCost.defined === found.cost) count(tally, `orders ${size} more felt at the same cost`);
  if (ownCost.defined === found.cost) {
    count(tally, `orders ${size} cheapest`);
    return;
  }
  count(tally, `gap ${size} ${bandOf(ownCost.defined - found.cost, found.cost)}`);
  const costs = `${ownCost.defined} instead of ${found.cost}, felt ${ownCost.felt} instead of ${found.felt}`;
  const name = `orders ${size} dearer`;
  count(tally, name, 1, mayReduce(tally, name) ? `${costs}: ${describe(reduce(instance, isDearer))}` : undefined);
}

/** Less than what a tenth of a second of one guest NIC costs is felt by nobody. */
function bandOf(gap: number, optimum: number): string {
  if (gap < 1000) return 'felt by nobody';
  const part = gap / optimum;
  return part <= 0.01 ? 'up to 1 %' : part <= 0.1 ? 'up to 10 %' : 'more than 10 %';
}

function judgeBlocked(instance: Instance, plan: Plan, { found }: Comparison, size: string, tally: Tally): void {
  const codes = new Set(plan.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code));
  const verdict = found.harmless === 0 ? 'no harmless order' : 'a harmless order';
  if (codes.has('no-safe-order')) {
    count(tally, `orders ${size} no-safe-order`);
    if (found.harmless === 0) return;
    const name = `orders ${size} no-safe-order although there is one`;
    count(tally, name, 1, mayReduce(tally, name) ? describe(reduce(instance, isIncomplete)) : undefined);
    return;
  }
  count(tally, `orders ${size} refused`);
  for (const code of codes) count(tally, `honest ${code}: ${verdict}`);
}

function isDearer(candidate: Instance): boolean {
  const plan = planOf(candidate);
  if (plan.status !== 'ready') return false;
  const { found, ownCost } = compared(candidate, plan, plan.steps);
  return found.harmless > 0 && ownCost !== null && ownCost.defined > found.cost;
}

function isIncomplete(candidate: Instance): boolean {
  const plan = planOf(candidate);
  if (!plan.diagnostics.some(({ code }) => code === 'no-safe-order')) return false;
  return compared(candidate, plan, stepsOf(draftOf(candidate, RULES))).found.harmless > 0;
}

/** A conflict is minimal: with all of its edges there is no order, without any one of them there is. */
function minimalConflict(draft: Draft, instance: Instance, tally: Tally): void {
  const { operations, edges } = draft.untangled;
  const windows = weightedWindows(operations, weightOnHost(draft.context));
  const outcome: OrderOutcome = orderOperations(operations, edges, windows);
  if (outcome.status === 'ordered') return;
  const { conflict } = outcome;
  count(tally, 'conflicts');
  count(tally, 'conflict edges', conflict.length);
  const isExcluding = orderOperations(operations, conflict, windows).status === 'no-safe-order';
  const needless = conflict.filter(
    (edge) =>
      orderOperations(
        operations,
        conflict.filter((other) => other !== edge),
        windows,
      ).status === 'no-safe-order',
  );
  if (!isExcluding || needless.length > 0) count(tally, 'conflicts not minimal', 1, describe(instance));
}
