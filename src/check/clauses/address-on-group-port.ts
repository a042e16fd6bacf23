import { projection, type Clause } from '../clause';
import { actionAt, followGroup, groupAtStart, places } from '../follow';

/** An address that is put on a NIC while that is a port of a group. */
export const addressOnGroupPort: Clause = {
  id: 'address-on-group-port',
  source:
    "inferred from APA Administrator's Guide 11i v3, March 2014, p. 82: the group carries the address of its ports",
  projections: (situation) =>
    situation.steps.flatMap((plumb) => {
      const { action } = plumb;
      if (action.kind !== 'plumb') return [];
      const nic = action.interface;
      if (groupAtStart(situation, nic) === null && !situation.memberSteps.has(nic)) return [];
      return [
        projection({
          about: nic,
          steps: places([plumb], situation.memberSteps.get(nic)),
          start: { group: groupAtStart(situation, nic) },
          next: ({ group }, step) => {
            if (step === plumb.place && group !== null)
              return { harm: `${action.address} is put on ${nic}, a port of ${group}` };
            return { group: followGroup(group, actionAt(situation, step), nic) };
          },
        }),
      ];
    }),
};
