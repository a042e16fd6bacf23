import type { PlanStep } from '../plan/plan-document';
import { isSaving } from './action';
import type { CheckedStep } from './situation';

/** Something that is wrong with the list itself, whatever the host. */
interface ListProblem {
  readonly harm: string;
  readonly how: string;
}

/**
 * What speaks against the list of steps: names that stand there twice, steps that run before one they wait for, phases
 * that are not what the commands do, and questions of commands that nobody answers.
 */
export function wrongStepList(steps: readonly PlanStep[], checked: readonly CheckedStep[]): readonly ListProblem[] {
  const placeOf = new Map(steps.map(({ id }, place) => [id, place]));
  return steps.flatMap(({ id, after, phase, answers = [] }, place) => {
    const action = checked[place]?.action;
    const found: ListProblem[] = [];
    if (placeOf.get(id) !== place)
      found.push({ harm: `step ${id} stands there twice`, how: 'Every step has its own name.' });
    for (const { step } of after)
      if ((placeOf.get(step) ?? place) >= place)
        found.push({
          harm: `step ${id} waits for ${step}, which does not stand before it`,
          how: 'Steps run as listed.',
        });
    if (action === undefined) return found;
    if (isSaving(action) !== (phase === 'persist'))
      found.push({
        harm: `step ${id} is not of phase ${phase}`,
        how: 'What saves is of phase persist, and nothing else is.',
      });
    const asks = action.kind === 'halt-vswitch' || action.kind === 'delete-vswitch';
    if (answers.join(' ') !== (asks ? 'y' : ''))
      found.push({
        harm: `step ${id} does not answer what its command asks`,
        how: 'A halt and a removal ask, and go on with y only.',
      });
    return found;
  });
}
