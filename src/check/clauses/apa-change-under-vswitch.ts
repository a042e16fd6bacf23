import { projection, type Clause } from '../clause';
import { actionAt, followVswitch, isRunning, places, vswitchAtStart } from '../follow';

/** Joining or leaving ports beneath a running vswitch. One projection for each vswitch and change. */
export const apaChangeUnderVswitch: Clause = {
  id: 'apa-change-under-vswitch',
  source: 'Integrity VM 4.2.5 Release Notes, 7.2.18, p. 75',
  projections: (situation) =>
    [...situation.groupSteps].flatMap(([group, changes]) =>
      (situation.vswitchesOn.get(group) ?? []).flatMap((vswitch) =>
        changes.map((change) =>
          projection({
            about: `${vswitch}, ${group}`,
            steps: places([change], situation.vswitchSteps.get(vswitch)),
            start: vswitchAtStart(situation, vswitch),
            next: (state, step) => {
              if (step !== change.place) return followVswitch(state, actionAt(situation, step), vswitch);
              if (!isRunning(state.power) || state.uplink !== group) return state;
              return {
                harm: `${group} changes beneath ${vswitch}, which runs: hpvmnet shows a wrong MAC address for it`,
              };
            },
          }),
        ),
      ),
    ),
};
