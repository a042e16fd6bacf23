import { projection, type Clause } from '../clause';
import { actionAt, followVswitch, isRunning, places, vswitchAtStart, type Staleness } from '../follow';

/** A vswitch port that still works in the mode of the guest NIC's old adapter type. */
export const vswitchKeepsOldAdapter: Clause = {
  id: 'vswitch-keeps-old-adapter',
  source: 'vPars and Integrity VM V6.3 Administrator Guide, 8.2.1.6, p. 118',
  projections: (situation) =>
    [...situation.guestNicSteps].flatMap(([identity, steps]) =>
      steps.flatMap((change) => {
        const { action } = change;
        if (action.kind !== 'change-nic' || situation.guestNic.get(identity)?.adapter === action.nic.adapter) return [];
        const { vswitch } = action.nic;
        return [
          projection<Staleness>({
            about: `${vswitch}, ${identity}`,
            steps: places([change], situation.vswitchSteps.get(vswitch)),
            start: { isStale: false, ...vswitchAtStart(situation, vswitch) },
            next: ({ isStale, ...state }, step) => {
              if (step !== change.place)
                return { isStale: false, ...followVswitch(state, actionAt(situation, step), vswitch) };
              return { isStale: isStale || isRunning(state.power), ...state };
            },
            end: ({ isStale }) =>
              isStale ? `${vswitch} serves ${identity} in the mode of its old adapter type` : undefined,
          }),
        ];
      }),
    ),
};
