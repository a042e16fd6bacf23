import { projection, type Clause } from '../clause';
import { actionAt, places } from '../follow';
import { followHostVlan, hostVlanAtStart, hostVlanNames } from '../follow-host-vlan';

/** A group that is emptied beneath a host VLAN interface. */
export const groupEmptiedUnderVlan: Clause = {
  id: 'group-emptied-under-vlan',
  source: 'inferred from the Interface Card Critical Resource Analysis White Paper for HP-UX 11i v3, p. 26',
  projections: (situation) =>
    [...situation.groupSteps].flatMap(([group, steps]) =>
      steps
        .filter(({ action }) => action.kind === 'leave' && action.ports === null)
        .flatMap((emptying) =>
          hostVlanNames(situation).map((vlan) =>
            projection({
              about: `${group}, ${vlan}`,
              steps: places([emptying], situation.vlanSteps.get(vlan)),
              start: { vlanOn: hostVlanAtStart(situation, vlan) },
              next: ({ vlanOn }, step) => {
                if (step !== emptying.place) return { vlanOn: followHostVlan(vlanOn, actionAt(situation, step), vlan) };
                return vlanOn === group ? { harm: `${group} is emptied beneath ${vlan}` } : { vlanOn };
              },
            }),
          ),
        ),
    ),
};
