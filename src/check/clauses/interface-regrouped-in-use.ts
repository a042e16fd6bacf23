import { projection, type Clause } from '../clause';
import { actionAt, followGroup, followVswitch, groupAtStart, places, vswitchAtStart } from '../follow';
import { followHostVlan, hostVlanAtStart, hostVlanNames, isEverOn } from '../follow-host-vlan';

/** A NIC that is a port of a group and at the same time the uplink of a vswitch or of a host VLAN interface. */
export const interfaceRegroupedInUse: Clause = {
  id: 'interface-regrouped-in-use',
  source:
    "inferred from APA Administrator's Guide 11i v3, March 2014, p. 44: the traffic of a port belongs to its group",
  projections: (situation) =>
    situation.host.lanInterfaces.flatMap(({ name: nic }) => {
      const members = situation.memberSteps.get(nic);
      const vswitches = (situation.vswitchesOn.get(nic) ?? []).flatMap((vswitch) => {
        const steps = places(members, situation.vswitchSteps.get(vswitch));
        if (steps.length === 0) return [];
        return [
          projection({
            about: `${nic}, ${vswitch}`,
            steps,
            start: { group: groupAtStart(situation, nic), ...vswitchAtStart(situation, vswitch) },
            next: ({ group, ...state }, step) => {
              const action = actionAt(situation, step);
              const after = { group: followGroup(group, action, nic), ...followVswitch(state, action, vswitch) };
              const wasShared = group !== null && state.uplink === nic;
              if (after.group === null || after.uplink !== nic || wasShared) return after;
              return { harm: `${nic} is a port of ${after.group} and the uplink of ${vswitch} at the same time` };
            },
          }),
        ];
      });
      const vlans = hostVlanNames(situation).flatMap((vlan) => {
        const steps = places(members, situation.vlanSteps.get(vlan));
        if (steps.length === 0 || !isEverOn(situation, vlan, nic)) return [];
        return [
          projection({
            about: `${nic}, ${vlan}`,
            steps,
            start: { group: groupAtStart(situation, nic), vlanOn: hostVlanAtStart(situation, vlan) },
            next: ({ group, vlanOn }, step) => {
              const action = actionAt(situation, step);
              const after = { group: followGroup(group, action, nic), vlanOn: followHostVlan(vlanOn, action, vlan) };
              const wasShared = group !== null && vlanOn === nic;
              if (after.group === null || after.vlanOn !== nic || wasShared) return after;
              return { harm: `${nic} is a port of ${after.group} and carries ${vlan} at the same time` };
            },
          }),
        ];
      });
      return [...vswitches, ...vlans];
    }),
};
