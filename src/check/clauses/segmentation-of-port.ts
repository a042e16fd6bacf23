import { projection, type Clause } from '../clause';
import { actionAt, followGroup, groupAtStart, places } from '../follow';
import type { Situation } from '../situation';

/** The segmentation offload of a NIC cannot be changed once it has joined a link aggregate; failover groups are none. */
export const segmentationOfPort: Clause = {
  id: 'segmentation-of-port',
  source: "APA Administrator's Guide 11i v3, September 2008, p. 16",
  projections: (situation) =>
    [...situation.offloadSteps].flatMap(([nic, steps]) =>
      steps
        .filter(({ action }) => action.kind === 'set-virtual-mtu')
        .map((setting) =>
          projection({
            about: nic,
            steps: places([setting], situation.memberSteps.get(nic)),
            start: stateAtStart(situation, nic),
            next: (state, step) => {
              const action = actionAt(situation, step);
              if (step !== setting.place)
                return {
                  group: followGroup(state.group, action, nic),
                  isFailover: action.kind === 'join' ? action.mode === 'LAN_MONITOR' : state.isFailover,
                };
              return state.group === null || state.isFailover
                ? state
                : { harm: `segmentation offload of ${nic} is changed while it is a port of ${state.group}` };
            },
          }),
        ),
    ),
};

function stateAtStart(
  situation: Situation,
  nic: string,
): { readonly group: string | null; readonly isFailover: boolean } {
  const group = groupAtStart(situation, nic);
  return { group, isFailover: situation.group.get(group ?? '')?.mode === 'LAN_MONITOR' };
}
