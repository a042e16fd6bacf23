import { projection, type Clause } from '../clause';
import { actionAt, places } from '../follow';
import { followPorts, portChange, portsAtStart } from '../follow-group-ports';
import type { Situation } from '../situation';

/** A group that is told another mode while it has ports of the old one. */
export const groupModeWhileEmpty: Clause = {
  id: 'group-mode-while-empty',
  source: 'nwmgr_apa(1M), September 2010, p. 7',
  projections: (situation) =>
    [...situation.groupSteps].flatMap(([group, steps]) => {
      if (!steps.some(({ action }) => action.kind === 'join')) return [];
      return [
        projection({
          about: group,
          steps: places(steps),
          start: {
            mode: situation.group.get(group)?.mode ?? 'Not_Enabled',
            ports: portsAtStart(situation, group),
          },
          next: ({ mode, ports }, step) => {
            const action = actionAt(situation, step);
            const left = followPorts(ports, action);
            if (action.kind !== 'join') return { mode: left > 0 ? mode : ('Not_Enabled' as const), ports: left };
            if (mode !== 'Not_Enabled' && mode !== action.mode)
              return { harm: `${group} is to become ${action.mode} while it has ports in mode ${mode}` };
            return { mode: action.mode as typeof mode, ports: left };
          },
          sameAs: (step) => `${modeOf(situation, step)} ${portChange(actionAt(situation, step), step)}`,
        }),
      ];
    }),
};

function modeOf(situation: Situation, step: number): string {
  const action = actionAt(situation, step);
  return action.kind === 'join' ? action.mode : '';
}
