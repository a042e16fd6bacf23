import type { PlanStep } from '../plan/plan-document';

/** Up to so many steps are shown one by one; a longer plan as an overview. */
const MOST_STEPS_IN_FULL = 100;

/** How much of a long plan is shown: what a person can read, or all of it. */
export type Extent = 'readable' | 'full';

/** Whether the steps are shown one by one. */
export function isShownInFull(steps: readonly PlanStep[], extent: Extent): boolean {
  return extent === 'full' || steps.length <= MOST_STEPS_IN_FULL;
}

/** Steps of one kind in a long plan. */
export interface StepsOfOneKind {
  readonly phase: PlanStep['phase'];
  readonly first: string;
  readonly last: string;
  readonly count: number;
  /** Title of the first. */
  readonly example: string;
  /** Sum of the expected durations, seconds. */
  readonly expectedSeconds: number;
}

/** Puts steps that do the same to the same kind of resource together, in the order of the first of each. */
export function stepsOverview(steps: readonly PlanStep[]): readonly StepsOfOneKind[] {
  const kinds = new Map<string, StepsOfOneKind>();
  for (const { id, title, address, phase, durationSeconds } of steps) {
    const key = [phase, address.split('.', 1)[0], title.split(' ', 1)[0]].join(' ');
    const known = kinds.get(key);
    kinds.set(key, {
      phase,
      first: known?.first ?? id,
      last: id,
      count: (known?.count ?? 0) + 1,
      example: known?.example ?? title,
      expectedSeconds: (known?.expectedSeconds ?? 0) + durationSeconds.expected,
    });
  }
  return [...kinds.values()];
}
