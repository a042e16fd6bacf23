import { isSaving } from './action';
import type { PartialOrder } from './partial-order';
import type { CheckedStep } from './situation';

/** Name of the clause that nothing is saved before every running change has worked. */
export const SAVED_TOO_EARLY = 'saved-too-early';

/**
 * Finds a saving step that some order runs before a running step: a reboot in between would then bring up a mixture.
 * One comparison for each pair would be quadratic; the first saving step decides for all that wait for it.
 */
export function savedTooEarly(
  steps: readonly CheckedStep[],
  order: PartialOrder,
): { readonly save: CheckedStep; readonly running: CheckedStep } | undefined {
  const running = steps.filter(({ action }) => !isSaving(action));
  const proven = new Set<number>();
  for (const save of steps) {
    if (!isSaving(save.action)) continue;
    if (!order.directlyBefore(save.place).some((place) => proven.has(place))) {
      const late = running.find(({ place }) => !order.isBefore(place, save.place));
      if (late !== undefined) return { save, running: late };
    }
    proven.add(save.place);
  }
  return undefined;
}
