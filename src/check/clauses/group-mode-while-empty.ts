import { projection, type Clause } from '../clause';
import { actionAt, places } from '../follow';
import type { Situation } from '../situation';

/** A group that is told another mode while it has ports of the old one. */
export const groupModeWhileEmpty: Clause = {
  id: 'group-mode-while-empty',
  source: 'nwmgr_apa(1M), September 2010, p. 7',
  projections: (situation) =>
    [...situation.groupSteps].flatMap(([group, steps]) => {
      if (!steps.some(({ action }) => action.kind === 'join')) return [];
      const lasting = steps.filter(
        ({ action }) => action.kind === 'join' || (action.kind === 'leave' && action.ports === null),
      );
      return [
        projection({
          about: group,
          steps: places(lasting),
          start: { mode: situation.group.get(group)?.mode ?? 'Not_Enabled' },
          next: ({ mode }, step) => {
            const action = actionAt(situation, step);
            if (action.kind !== 'join') return { mode: 'Not_Enabled' as const };
            if (mode !== 'Not_Enabled' && mode !== action.mode)
              return { harm: `${group} is to become ${action.mode} while it has ports in mode ${mode}` };
            return { mode: action.mode as typeof mode };
          },
          sameAs: (step) => kindOf(situation, step),
        }),
      ];
    }),
};

function kindOf(situation: Situation, step: number): string {
  const action = actionAt(situation, step);
  return action.kind === 'join' ? action.mode : action.kind;
}
