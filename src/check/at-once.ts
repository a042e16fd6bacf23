import type { Projection } from './clause';
import type { CheckedStep, Situation } from './situation';

/** Projections of steps that do harm whenever they run: `harmOf` gives the harm, or undefined. */
export function atOnce(situation: Situation, harmOf: (step: CheckedStep) => string | undefined): readonly Projection[] {
  return situation.steps.flatMap((step) => {
    const harm = harmOf(step);
    if (harm === undefined) return [];
    return [{ about: step.id, steps: [step.place], start: {}, next: () => ({ harm }) }];
  });
}
