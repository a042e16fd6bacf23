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
import { nicsOfPort, portUseAtStart } from '../follow-port';
import type { Situation } from '../situation';

/** A tagged vswitch port and a NIC behind that vswitch that offloads checksums. One projection for each such pair. */
export const portVlanOverChecksumOffload: Clause = {
  id: 'port-vlan-over-checksum-offload',
  source: 'Integrity VM 4.2.5 Release Notes, 7.2.20, p. 75',
  projections: (situation) =>
    [...situation.uplinksOf].flatMap(([vswitch, uplinks]) => {
      if (!isEverRunning(situation, vswitch)) return [];
      const nics = new Set([...uplinks].flatMap((uplink) => situation.nicsBehind(uplink)));
      return [...taggedPorts(situation, vswitch)].flatMap((port) =>
        [...nics].filter((nic) => situation.nic.has(nic)).flatMap((nic) => pair(situation, vswitch, port, nic)),
      );
    }),
};

/** Ports that carry a VLAN at some time. */
function taggedPorts(situation: Situation, vswitch: string): ReadonlySet<number> {
  const tagged = (situation.vswitch.get(vswitch)?.ports ?? []).filter((port) => port.vlanId !== null);
  const set = (situation.portVlanSteps.get(vswitch) ?? []).flatMap(({ action }) =>
    action.kind === 'set-port-vlan' && action.id !== null ? [action.port] : [],
  );
  return new Set([...tagged.map((port) => port.port), ...set]);
}

function pair(situation: Situation, vswitch: string, port: number, nic: string): readonly Projection[] {
  const users = nicsOfPort(situation, vswitch, port);
  const vlanSteps = (situation.portVlanSteps.get(vswitch) ?? []).filter(
    ({ action }) => action.kind === 'set-port-vlan' && action.port === port,
  );
  const steps = places(
    vlanSteps,
    situation.vswitchSteps.get(vswitch),
    situation.offloadSteps.get(nic),
    situation.memberSteps.get(nic),
    ...users.map((user) => situation.guestNicSteps.get(user)),
  );
  const observed = situation.vswitch.get(vswitch)?.ports.find((each) => each.port === port);
  const holders = Object.entries(portUseAtStart(situation, users, vswitch, port)).filter(([, has]) => has);
  const start = {
    holder: holders[0]?.[0] ?? null,
    isTagged: (observed?.vlanId ?? null) !== null,
    group: groupAtStart(situation, nic),
    ...vswitchAtStart(situation, vswitch),
    ...offloadAtStart(situation, nic),
  };
  if (!steps.some((step) => canBegin(actionAt(situation, step)))) return [];
  const isHarmful = ({ isTagged, power, uplink, group, ...rest }: typeof start): boolean =>
    isTagged && isRunning(power) && isBehind(uplink, nic, group) && offloadsChecksums(rest);
  return [
    projection({
      about: `${vswitch} port ${String(port)}, ${nic}`,
      steps,
      start,
      isFromStart: isHarmful(start),
      next: (state, step) => {
        const action = actionAt(situation, step);
        const holder = followHolder(state.holder, action, vswitch, port);
        // A port that its guest NIC gave up tags nothing, whether it keeps its VLAN or not.
        const isGivenUp = state.holder !== null && holder === null;
        const after = {
          holder,
          isTagged: !isGivenUp && followTag(state.isTagged, action),
          group: followGroup(state.group, action, nic),
          ...followVswitch({ power: state.power, uplink: state.uplink }, action, vswitch),
          ...followOffload(state, action, nic),
        };
        if (!isHarmful(after) || isHarmful(state)) return after;
        return {
          harm: `port ${String(port)} of ${vswitch} has a VLAN while ${nic} offloads checksums: host and guests may not reach each other`,
        };
      },
    }),
  ];
}

/** Only these can bring a VLAN and checksum offload together. */
function canBegin(action: Action): boolean {
  return (
    (action.kind === 'set-port-vlan' && action.id !== null) ||
    (action.kind === 'set-checksum-offload' && action.isOn) ||
    action.kind === 'join' ||
    action.kind === 'create-vswitch' ||
    action.kind === 'boot-vswitch'
  );
}

/** The guest NIC that has the port; null: none. */
function followHolder(holder: string | null, action: Action, vswitch: string, port: number): string | null {
  if (!('guest' in action)) return holder;
  const identity = `${action.guest}:${action.nic.slot}`;
  const isHere = action.nic.vswitch === vswitch && action.nic.port === port;
  if (action.kind !== 'remove-nic' && isHere) return identity;
  return holder === identity ? null : holder;
}

/** Of the steps of a projection those about a port or a vswitch are about its own. */
function followTag(isTagged: boolean, action: Action): boolean {
  if (action.kind === 'delete-vswitch') return false;
  return action.kind === 'set-port-vlan' ? action.id !== null : isTagged;
}
