import { projection, type Clause } from '../clause';
import { actionAt, followVswitch, isEverRunning, isRunning, places, vswitchAtStart } from '../follow';

/** A port VLAN that is set while its vswitch is down, although the vswitch is up before or after. */
export const portVlanOnDownVswitch: Clause = {
  id: 'port-vlan-on-down-vswitch',
  source: 'inferred from field use of hpvmnet -u on Integrity VM 4.x, always on a vswitch that is up',
  projections: (situation) =>
    [...situation.portVlanSteps].flatMap(([vswitch, settings]) => {
      const life = situation.vswitchSteps.get(vswitch) ?? [];
      if (!isEverRunning(situation, vswitch)) return [];
      return settings.map((setting) =>
        projection({
          about: vswitch,
          steps: places([setting], life),
          start: vswitchAtStart(situation, vswitch),
          next: (state, step) => {
            if (step !== setting.place) return followVswitch(state, actionAt(situation, step), vswitch);
            return isRunning(state.power)
              ? state
              : { harm: `the VLAN of a port is set while ${vswitch} is down, which nobody documents` };
          },
        }),
      );
    }),
};
