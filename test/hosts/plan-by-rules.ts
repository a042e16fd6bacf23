import type { DesiredHost } from '../../src/model/desired-host';
import type { Diagnostic } from '../../src/model/diagnostic';
import type { ObservedHost } from '../../src/model/observed-host';
import type { Plan, PlanStep } from '../../src/plan/plan-document';
import { planHost } from '../../src/plan/plan-host';
import type { SafetyRule } from '../../src/plan/safety-rule';
import { restartWindow } from '../../src/plan/restart-window';
import { quickStartHost } from './quick-start-host';
import { strictRule } from './strict-rule';

/**
 * Plans these lists with these rules and no others, so that an order or a refusal is there because of them. The lists
 * are taken as they are: the decoder, which takes longer to load than a plan to make, is tested elsewhere.
 */
export function planByRules(
  rules: readonly SafetyRule[],
  lists: object,
  changes: Partial<ObservedHost> = {},
  acceptRecalled = true,
): Plan {
  const desired = {
    formatVersion: '1',
    kind: 'hpvm-desired-host',
    host: 'vmhost1',
    ...lists,
  } as unknown as DesiredHost;
  const observed = quickStartHost(changes);
  return planHost({ desired, desiredDigest: 'none', observed, acceptRecalled, rules: rules.map(strictRule) });
}

/** Stands for any rule that asks for a restart of this vswitch, and orders nothing. */
export function restartOf(name: string): SafetyRule {
  return {
    id: 'restart-for-the-test',
    title: '',
    why: '',
    citations: [],
    severity: 'error',
    basis: 'recalled',
    supplies: (_operations, context) => {
      const vswitch = context.vswitches.get(name);
      return vswitch === undefined
        ? []
        : restartWindow(vswitch, { rule: 'restart-for-the-test', why: 'so that it boots' });
    },
    examples: { unsafe: [], safe: [] },
  };
}

/** Titles of the steps, in the order in which the plan runs them. */
export function titlesOf(plan: Plan): readonly string[] {
  return plan.steps.map((step) => step.title);
}

/** Whether every order that the plan allows runs the one step before the other. Both are named by their titles. */
export function mustPrecede(plan: Plan, earlier: string, later: string): boolean {
  const goal = stepOf(plan, earlier).id;
  const byId = new Map(plan.steps.map((step) => [step.id, step]));
  const waiting = [stepOf(plan, later)];
  const seen = new Set<string>();
  for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
    for (const { step: id } of step.after) {
      if (id === goal) return true;
      const before = byId.get(id);
      if (before === undefined || seen.has(id)) continue;
      seen.add(id);
      waiting.push(before);
    }
  }
  return false;
}

/** Orders that a rule gives reasons for, whether or not others give the same: `A -> B: because`, sorted. */
export function ordersBy(rule: SafetyRule, plan: Plan): readonly string[] {
  const titles = new Map(plan.steps.map((step) => [step.id, step.title]));
  return plan.steps
    .flatMap((step) =>
      [...step.after, ...(step.implied ?? [])]
        .filter((reason) => reason.rule === rule.id)
        .map((reason) => `${titles.get(reason.step) ?? ''} -> ${step.title}: ${reason.why}`),
    )
    .sort();
}

/** What the rules and the comparison say about a plan; what the planner itself adds to plans of many kinds is left out. */
export function said(plan: Plan): readonly Diagnostic[] {
  const general = ['management-path-touched', 'recalled-command-accepted'];
  return plan.diagnostics.filter((item) => !general.includes(item.code));
}

function stepOf(plan: Plan, title: string): PlanStep {
  const [step, ...others] = plan.steps.filter((candidate) => candidate.title === title);
  if (step === undefined || others.length > 0) {
    throw new Error(
      `${String(others.length + (step === undefined ? 0 : 1))} steps are called "${title}": ${titlesOf(plan).join('; ')}`,
    );
  }
  return step;
}
