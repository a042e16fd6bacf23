import type { PlanStep } from '../plan/plan-document';

/**
 * Steps with the reasons a reader needs. A reason is left out where a step that is waited for anyway gives the very same
 * reason for waiting: "s13 after s11" says nothing new when s13 waits for s12, and s12 for s11, because of the same rule.
 * The plan itself keeps every reason.
 */
export function reasonsToldOnce(steps: readonly PlanStep[]): readonly PlanStep[] {
  const told = new Map(steps.map((step) => [step.id, new Set(step.after.map(reasonKey))]));
  return steps.map((step) => {
    const waitedFor = [...new Set(step.after.map((reason) => reason.step))];
    const after = step.after.filter(
      (reason) => !waitedFor.some((other) => other !== reason.step && told.get(other)?.has(reasonKey(reason)) === true),
    );
    return after.length === step.after.length ? step : { ...step, after };
  });
}

function reasonKey({ step, rule, why }: PlanStep['after'][number]): string {
  return JSON.stringify([step, rule, why]);
}
