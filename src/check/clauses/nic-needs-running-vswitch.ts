import { projection, type Clause } from '../clause';
import { actionAt, followVswitch, isRunning, places, vswitchAtStart } from '../follow';

/** A NIC that comes to a running guest while its vswitch is down: the guest might not claim it, as one that boots meanwhile. */
export const nicNeedsRunningVswitch: Clause = {
  id: 'nic-needs-running-vswitch',
  source: 'Integrity VM 4.2 Release Notes, 7.2.18-7.2.19, p. 73',
  projections: (situation) =>
    situation.steps.flatMap((arrival) => {
      const { action } = arrival;
      if (action.kind !== 'add-nic' && action.kind !== 'change-nic') return [];
      if (situation.guest.get(action.guest)?.state === 'off') return [];
      const { vswitch } = action.nic;
      return [
        projection({
          about: `${action.guest} ${action.nic.slot}, ${vswitch}`,
          steps: places([arrival], situation.vswitchSteps.get(vswitch)),
          start: vswitchAtStart(situation, vswitch),
          isFromStart:
            situation.guestNic.get(`${action.guest}:${action.nic.slot}`)?.vswitch === vswitch &&
            !isRunning(vswitchAtStart(situation, vswitch).power),
          next: (state, step) => {
            if (step !== arrival.place) return followVswitch(state, actionAt(situation, step), vswitch);
            return isRunning(state.power)
              ? state
              : {
                  harm: `running guest ${action.guest} gets a NIC on ${vswitch}, which is not up, and might not claim it`,
                };
          },
        }),
      ];
    }),
};
