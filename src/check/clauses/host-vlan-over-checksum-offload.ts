import type { Action } from '../action';
import { projection, type Clause, type Projection } from '../clause';
import {
  actionAt,
  followGroup,
  followVswitch,
  groupAtStart,
  isBehind,
  isEverRunning,
  isRunning,
  places,
  vswitchAtStart,
} from '../follow';
import { followOffload, offloadAtStart, offloadsChecksums } from '../follow-offload';
import { followHostVlan, hostVlanAtStart, hostVlanNames, isEverOn } from '../follow-host-vlan';
import type { Situation } from '../situation';

/** A host VLAN interface and a vswitch on one uplink, and a NIC behind it that offloads checksums. */
export const hostVlanOverChecksumOffload: Clause = {
  id: 'host-vlan-over-checksum-offload',
  source: 'Integrity VM 4.2.5 Release Notes, 7.2.20, p. 75',
  projections: (situation) =>
    hostVlanNames(situation).flatMap((vlan) =>
      [...situation.vswitchesOn]
        .filter(([uplink]) => isEverOn(situation, vlan, uplink))
        .flatMap(([uplink, vswitches]) =>
          vswitches
            .filter((vswitch) => isEverRunning(situation, vswitch))
            .flatMap((vswitch) =>
              situation
                .nicsBehind(uplink)
                .filter((nic) => situation.nic.has(nic))
                .flatMap((nic) => triple(situation, vlan, vswitch, nic)),
            ),
        ),
    ),
};

function triple(situation: Situation, vlan: string, vswitch: string, nic: string): readonly Projection[] {
  const steps = places(
    situation.vlanSteps.get(vlan),
    situation.vswitchSteps.get(vswitch),
    situation.offloadSteps.get(nic),
    situation.memberSteps.get(nic),
  );
  if (!steps.some((step) => canBegin(actionAt(situation, step)))) return [];
  const start = {
    vlanOn: hostVlanAtStart(situation, vlan),
    group: groupAtStart(situation, nic),
    ...vswitchAtStart(situation, vswitch),
    ...offloadAtStart(situation, nic),
  };
  const isHarmful = ({ vlanOn, power, uplink, group, ...rest }: typeof start): boolean =>
    isRunning(power) && vlanOn === uplink && isBehind(uplink, nic, group) && offloadsChecksums(rest);
  return [
    projection({
      about: `${vlan}, ${vswitch}, ${nic}`,
      steps,
      start,
      isFromStart: isHarmful(start),
      next: (state, step) => {
        const action = actionAt(situation, step);
        const after = {
          vlanOn: followHostVlan(state.vlanOn, action, vlan),
          group: followGroup(state.group, action, nic),
          ...followVswitch({ power: state.power, uplink: state.uplink }, action, vswitch),
          ...followOffload(state, action, nic),
        };
        if (!isHarmful(after) || isHarmful(state)) return after;
        return {
          harm: `${vlan} and ${vswitch} share an uplink while ${nic} offloads checksums: host and guests may not reach each other`,
        };
      },
    }),
  ];
}

function canBegin(action: Action): boolean {
  return (
    action.kind === 'create-vlan' ||
    (action.kind === 'set-checksum-offload' && action.isOn) ||
    action.kind === 'join' ||
    action.kind === 'boot-vswitch'
  );
}
