import { projection, type Clause } from '../clause';
import { actionAt, followGroup, followVswitch, groupAtStart, isBehind, places, vswitchAtStart } from '../follow';

/** A vswitch that is booted where a program captures. One that may capture anywhere is not held against a plan. */
export const captureUnderVswitch: Clause = {
  id: 'capture-under-vswitch',
  source: 'Integrity VM 4.2.5 Release Notes, 7.2.19, p. 75',
  projections: (situation) =>
    situation.host.promiscuousPrograms.flatMap(({ pid, interface: nic }) => {
      if (nic === null) return [];
      const booted = [...situation.vswitchSteps].filter(([, steps]) =>
        steps.some(({ action }) => action.kind === 'boot-vswitch'),
      );
      return booted.map(([vswitch, steps]) =>
        projection({
          about: `${vswitch}, ${nic}`,
          steps: places(steps, situation.memberSteps.get(nic)),
          start: { group: groupAtStart(situation, nic), ...vswitchAtStart(situation, vswitch) },
          next: ({ group, ...state }, step) => {
            const action = actionAt(situation, step);
            if (action.kind === 'boot-vswitch' && isBehind(state.uplink, nic, group))
              return { harm: `${vswitch} is booted while process ${String(pid)} captures on ${nic}` };
            return { group: followGroup(group, action, nic), ...followVswitch(state, action, vswitch) };
          },
        }),
      );
    }),
};
