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
            start: { ...vswitchAtStart(situation, vswitch), isStale: false },
            next: (state, step) =>
              step === change.place
                ? { ...state, isStale: isRunning(state.power) }
                : { ...followVswitch(state, actionAt(situation, step), vswitch), isStale: false },
            end: ({ isStale }) =>
              isStale ? `${vswitch} serves ${identity} in the mode of its old adapter type` : undefined,
          }),
        ];
      }),
    ),
};
