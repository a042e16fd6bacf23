import type { Plan, PlanStep } from '../../src/plan/plan-document';
import { endOf, type CarriedOut } from './carry-out-steps';
import { OrderJudge } from './order-judge';
import { configurationOrder, dependencyGraphOrder } from './other-orders';
import type { Random } from './random';
import { count, type Tally } from './tally';

/** Other ways to order the work of a plan, by name. All but the first save after everything else, as the plan does. */
function otherWays(plan: Plan, random: Random): Readonly<Record<string, readonly PlanStep[]>> {
  const own = plan.steps.filter((step) => step.purpose.rule === 'change' || step.phase === 'persist');
  return {
    'random order': random.shuffled(plan.steps),
    'random order, saving last': savingLast(random.shuffled(plan.steps), plan),
    'configuration order': savingLast(configurationOrder(plan), plan),
    'dependency graph': savingLast(dependencyGraphOrder(plan, random), plan),
    'dependency graph, no steps of rules': savingLast(dependencyGraphOrder({ ...plan, steps: own }, random), plan),
  };
}

function savingLast(order: readonly PlanStep[], { steps }: Plan): readonly PlanStep[] {
  return [
    ...order.filter(({ phase }) => phase === 'running'),
    ...steps.filter((step) => step.phase === 'persist' && order.includes(step)),
  ];
}

/**
 * Puts the baselines to both judges: the simulated host, which carries them out, and the clauses of the checker. Only for
 * plans in which there is something to order, and whose own order did no harm.
 */
export function judgeBaselines(
  plan: Plan,
  run: (steps: readonly PlanStep[]) => CarriedOut,
  random: Random,
  tally: Tally,
): void {
  if (plan.steps.filter(({ phase }) => phase === 'running').length < 2) return;
  count(tally, 'baseline plans');
  const end = endOf(run(plan.steps));
  for (const [name, steps] of Object.entries(otherWays(plan, random))) {
    const done = run(steps);
    const harm =
      done.refusal !== null
        ? 'refused'
        : done.hazards.length > 0
          ? 'hazard'
          : endOf(done) === end
            ? undefined
            : 'other end';
    if (harm !== undefined) count(tally, `baseline ${name} ${harm}`);
    const broken = brokenClause(plan, steps);
    if (broken !== undefined) {
      count(tally, `baseline ${name} checker`);
      count(tally, `broken clause ${broken}`);
    }
    if (harm !== undefined && broken !== undefined) count(tally, `baseline ${name} both`);
  }
}

/** The clause of the checker that an order breaks; the plan has its own order among those that break none. */
function brokenClause({ snapshot, changes }: Plan, order: readonly PlanStep[]): string | undefined {
  if (snapshot === undefined) return undefined;
  const firstSaving = order.findIndex(({ phase }) => phase === 'persist');
  const isSavedTooEarly = firstSaving >= 0 && order.slice(firstSaving).some(({ phase }) => phase === 'running');
  const clause = new OrderJudge(snapshot, order, changes).brokenBy([...order.keys()]);
  return clause ?? (isSavedTooEarly ? 'saved-too-early' : undefined);
}
