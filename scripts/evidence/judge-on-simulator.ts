import { checkPlan } from '../../src/check/check-plan';
import type { Plan, PlanStep } from '../../src/plan/plan-document';
import { createSimulatedHost } from '../../src/simulator/simulated-host';
import { observeSimulated } from '../../test/simulation/observe-simulated';
import { carryOutSteps, endOf, simulatedFrom, wentWell, type CarriedOut } from './carry-out-steps';
import { compareOutages } from './compare-outages';
import { judgeBaselines } from './judge-baselines';
import { linearExtension } from './other-orders';
import { describe } from './describe';
import type { Random } from './random';
import type { Instance } from './random-instance';
import { reduce } from './reduce';
import { planOf } from './survey-plans';
import { takeBack } from './take-back';
import { count, mayReduce, type Tally } from './tally';

/** Other orders that a plan allows, run beside its own. */
const EXTENSIONS = 3;

/**
 * Carries a plan out on the simulated host: in its own order, in others that it allows, and in those of the baselines.
 * Then observes the host and plans again: nothing may be left to do.
 */
export async function judgeOnSimulator(instance: Instance, plan: Plan, random: Random, tally: Tally): Promise<void> {
  const start = simulatedFrom(instance.observed);
  const { ownedAddresses } = instance.observed;
  const run = (steps: readonly PlanStep[]): CarriedOut => carryOutSteps(start, steps, ownedAddresses);
  count(tally, 'simulator plans');
  const isProven = checkPlan(plan).status === 'proven';
  if (isProven) count(tally, 'simulator proven');
  const own = run(plan.steps);
  if (!wentWell(own)) {
    const what = harmOf(own);
    const example = mayReduce(tally, `harm ${what}`) ? smallest(instance, what) : `${what}: ${describe(instance)}`;
    count(tally, 'simulator plans harmed', 1, example);
    count(tally, `harm ${what}`);
    if (isProven) count(tally, 'simulator proven and harmed', 1, example);
  } else if (!(await hasConverged(instance, own))) {
    count(tally, 'simulator plans not converged', 1, describe(instance));
  }
  for (let turn = 0; turn < EXTENSIONS; turn += 1) {
    count(tally, 'simulator extensions');
    const done = run(linearExtension(plan.steps, random));
    if (wentWell(done)) {
      if (endOf(done) !== endOf(own)) count(tally, 'simulator extensions with another end', 1, describe(instance));
      continue;
    }
    const isNew = wentWell(own);
    count(
      tally,
      'simulator extensions harmed',
      1,
      isNew ? `${harmOf(done)} in another order: ${describe(instance)}` : undefined,
    );
    if (isNew) count(tally, 'simulator extensions harmed although the plan is not');
  }
  if (wentWell(own)) judgeBaselines(plan, run, random, tally);
  if (wentWell(own)) takeBack(plan, own, random, tally, instance.label);
  if (wentWell(own)) compareOutages(plan, own, random, tally, instance.label);
}

async function hasConverged(instance: Instance, done: CarriedOut): Promise<boolean> {
  const end = done.states.at(-1);
  if (end === undefined) return false;
  const observed = await observeSimulated(createSimulatedHost(end), done.owned);
  return planOf({ ...instance, observed }).status === 'no-op';
}

/** The kind of harm, without the names in it. */
function harmOf(done: CarriedOut): string {
  const text = done.refusal === null ? (done.hazards[0] ?? '').replace(/:.*/, '') : `refused ${done.refusal.slice(4)}`;
  return text.replace(/\b(lan[0-9]+|vs[a-h]|g[0-9]|s[0-9]+|[0-9]+,[0-9]+|0x[0-9a-f]+|[0-9]+)\b/gi, '#');
}

/** The smallest instance that comes to the same harm, as text. */
function smallest(instance: Instance, harm: string): string {
  const found = reduce(instance, (candidate) => {
    const plan = planOf(candidate);
    if (plan.status !== 'ready') return false;
    const done = carryOutSteps(simulatedFrom(candidate.observed), plan.steps, candidate.observed.ownedAddresses);
    return !wentWell(done) && harmOf(done) === harm;
  });
  return `${harm}: ${describe(found)}`;
}
