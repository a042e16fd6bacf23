import { projection, type Clause } from '../clause';
import { actionAt, followGroup, groupAtStart, places } from '../follow';

/** The segmentation offload of a NIC cannot be changed once it has joined a group. */
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
            start: { group: groupAtStart(situation, nic) },
            next: ({ group }, step) => {
              if (step !== setting.place) return { group: followGroup(group, actionAt(situation, step), nic) };
              return group === null
                ? { group }
                : { harm: `segmentation offload of ${nic} is changed while it is a port of ${group}` };
            },
          }),
        ),
    ),
};
