import { projection, type Clause } from '../clause';
import { actionAt, followGroup, groupAtStart, places } from '../follow';

/** A NIC that joins a group while it is in one, or leaves a group that it is not in. */
export const portInOneGroup: Clause = {
  id: 'port-in-one-group',
  source: 'nwmgr_apa(1M), September 2010, pp. 7-8',
  projections: (situation) =>
    [...situation.memberSteps].map(([nic, steps]) =>
      projection({
        about: nic,
        steps: places(steps),
        start: { group: groupAtStart(situation, nic) },
        next: ({ group }, step) => {
          const action = actionAt(situation, step);
          if (action.kind === 'join' && group !== null)
            return { harm: `${nic} joins ${action.group} while it is in ${group}` };
          if (action.kind === 'leave' && action.ports !== null && group !== action.group)
            return { harm: `${nic} is taken out of ${action.group}, which it is not in` };
          return { group: followGroup(group, action, nic) };
        },
      }),
    ),
};
