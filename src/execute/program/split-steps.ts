import type { Plan, PlanStep } from '../../plan/plan-document';
import type { ProgramOptions } from './program-options';

/** The steps that run before the confirmation, and those behind it: what nothing takes back, and saving. */
export function splitSteps(
  plan: Plan,
  options: Pick<ProgramOptions, 'takesBack'>,
): { readonly guarded: readonly PlanStep[]; readonly rest: readonly PlanStep[] } {
  const until = options.takesBack ? (plan.revert?.guardedUntil ?? null) : null;
  const firstSaving = plan.steps.findIndex(({ phase }) => phase === 'persist');
  const firstBeyond = plan.steps.findIndex(({ id }) => id === until);
  const ends = [firstSaving, firstBeyond, plan.steps.length].filter((place) => place >= 0);
  const end = Math.min(...ends);
  return { guarded: plan.steps.slice(0, end), rest: plan.steps.slice(end) };
}
