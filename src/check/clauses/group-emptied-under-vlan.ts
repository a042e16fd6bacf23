import { projection, type Clause } from '../clause';
import { actionAt, places } from '../follow';
import { followPorts, portChange, portsAtStart } from '../follow-group-ports';
import { followHostVlan, hostVlanNames, isEverOn, hostVlanAtStart } from '../follow-host-vlan';

/** A group that loses its last port beneath a host VLAN interface. */
export const groupEmptiedUnderVlan: Clause = {
  id: 'group-emptied-under-vlan',
  source: 'inferred from the Interface Card Critical Resource Analysis White Paper for HP-UX 11i v3, p. 26',
  projections: (situation) =>
    [...situation.groupSteps]
      .filter(([, steps]) => steps.some(({ action }) => action.kind === 'leave'))
      .flatMap(([group, steps]) =>
        hostVlanNames(situation)
          .filter((vlan) => isEverOn(situation, vlan, group))
          .map((vlan) =>
            projection({
              about: `${group}, ${vlan}`,
              steps: places(steps, situation.vlanSteps.get(vlan)),
              start: { ports: portsAtStart(situation, group), vlanOn: hostVlanAtStart(situation, vlan) },
              next: ({ ports, vlanOn }, step) => {
                const action = actionAt(situation, step);
                const left = followPorts(ports, action);
                if (action.kind === 'leave' && vlanOn === group && left <= 0)
                  return { harm: `${group} is emptied beneath ${vlan}` };
                return { ports: left, vlanOn: followHostVlan(vlanOn, action, vlan) };
              },
              sameAs: (step) => portChange(actionAt(situation, step), step),
            }),
          ),
      ),
};
