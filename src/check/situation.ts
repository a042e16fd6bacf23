import type { ObservedHost } from '../model/observed-host';
import type { Action } from './action';
import { pushTo } from './push-to';

/** A step as the checker sees it. */
export interface CheckedStep {
  /** Place in the plan, from 0. */
  readonly place: number;
  readonly id: string;
  readonly action: Action;
}

/** The steps of a plan by what they touch, and the host they start from. */
export interface Situation {
  readonly host: ObservedHost;
  readonly steps: readonly CheckedStep[];
  /** Creation, deletion, boot and halt, by vswitch. */
  readonly vswitchSteps: ReadonlyMap<string, readonly CheckedStep[]>;
  /** Offload settings, by NIC. */
  readonly offloadSteps: ReadonlyMap<string, readonly CheckedStep[]>;
  /** Joins and leaves, by group. */
  readonly groupSteps: ReadonlyMap<string, readonly CheckedStep[]>;
  /** Joins and leaves that may concern a NIC, by NIC. */
  readonly memberSteps: ReadonlyMap<string, readonly CheckedStep[]>;
  /** Changes of one guest NIC, by `guest:slot`. */
  readonly guestNicSteps: ReadonlyMap<string, readonly CheckedStep[]>;
  /** Creation and deletion, by host VLAN interface. */
  readonly vlanSteps: ReadonlyMap<string, readonly CheckedStep[]>;
  /** Settings of port VLANs, by vswitch. */
  readonly portVlanSteps: ReadonlyMap<string, readonly CheckedStep[]>;
  /** Interfaces that each vswitch is on at some time: before the plan, or by a creation. */
  readonly uplinksOf: ReadonlyMap<string, ReadonlySet<string>>;
  /** vswitches that are on an interface at some time. */
  readonly vswitchesOn: ReadonlyMap<string, readonly string[]>;
  /** Guest NICs that have a vswitch port at some time, by `vswitch port`, sorted. */
  readonly portUsers: ReadonlyMap<string, readonly string[]>;
  /** Guest NICs that are on a vswitch at some time, by vswitch, sorted. */
  readonly nicsOfVswitch: ReadonlyMap<string, readonly string[]>;
  /** NICs that are behind an interface at some time: itself, members, joining ports. */
  readonly nicsBehind: (interfaceName: string) => readonly string[];
  /** What the host looked like, by name. */
  readonly vswitch: ReadonlyMap<string, ObservedHost['vswitches'][number]>;
  readonly nic: ReadonlyMap<string, ObservedHost['lanInterfaces'][number]>;
  readonly group: ReadonlyMap<string, ObservedHost['apaGroups'][number]>;
  readonly hostVlan: ReadonlyMap<string, ObservedHost['hostVlans'][number]>;
  readonly guestNic: ReadonlyMap<string, ObservedHost['guestNics'][number]>;
  readonly guest: ReadonlyMap<string, ObservedHost['guests'][number]>;
}

/** Sorts steps by what they touch. */
export function situationOf(host: ObservedHost, steps: readonly CheckedStep[]): Situation {
  const membersOf = new Map<string, Set<string>>(
    host.apaGroups.map((group) => [group.name as string, new Set<string>(group.ports)]),
  );
  for (const { action } of steps) {
    if (action.kind !== 'join') continue;
    const members = membersOf.get(action.group) ?? new Set<string>();
    for (const port of action.ports) members.add(port);
    membersOf.set(action.group, members);
  }
  const uplinksOf = new Map<string, Set<string>>(
    host.vswitches.map(({ name, uplink }) => [name as string, new Set<string>(uplink === null ? [] : [uplink])]),
  );
  for (const { action } of steps) {
    if (action.kind !== 'create-vswitch' || action.uplink === null) continue;
    const uplinks = uplinksOf.get(action.vswitch) ?? new Set<string>();
    uplinks.add(action.uplink);
    uplinksOf.set(action.vswitch, uplinks);
  }
  const vswitchesOn = new Map<string, string[]>();
  for (const [vswitch, uplinks] of uplinksOf) for (const uplink of uplinks) pushTo(vswitchesOn, uplink, vswitch);
  return {
    host,
    steps,
    ...stepMaps(steps, membersOf),
    uplinksOf,
    vswitchesOn,
    ...usersOf(host, steps),
    nicsBehind: (name) => [name, ...(membersOf.get(name) ?? [])],
    vswitch: new Map(host.vswitches.map((each) => [each.name as string, each])),
    nic: new Map(host.lanInterfaces.map((each) => [each.name as string, each])),
    group: new Map(host.apaGroups.map((each) => [each.name as string, each])),
    hostVlan: new Map(host.hostVlans.map((each) => [each.name as string, each])),
    guestNic: new Map(host.guestNics.map((each) => [`${each.guest}:${each.slot}`, each])),
    guest: new Map(host.guests.map((each) => [each.name as string, each])),
  };
}

function usersOf(host: ObservedHost, steps: readonly CheckedStep[]): Pick<Situation, 'portUsers' | 'nicsOfVswitch'> {
  const portUsers = new Map<string, string[]>();
  const nicsOfVswitch = new Map<string, string[]>();
  const note = (identity: string, vswitch: string, port: number | null): void => {
    pushTo(nicsOfVswitch, vswitch, identity);
    if (port !== null) pushTo(portUsers, `${vswitch} ${String(port)}`, identity);
  };
  for (const nic of host.guestNics) note(`${nic.guest}:${nic.slot}`, nic.vswitch, nic.port);
  for (const { action } of steps)
    if (action.kind === 'add-nic' || action.kind === 'change-nic')
      note(`${action.guest}:${action.nic.slot}`, action.nic.vswitch, action.nic.port);
  return { portUsers: withoutRepeats(portUsers), nicsOfVswitch: withoutRepeats(nicsOfVswitch) };
}

function withoutRepeats(map: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  return new Map([...map].map(([key, list]) => [key, [...new Set(list)].sort()]));
}

type StepMaps = Pick<
  Situation,
  'vswitchSteps' | 'offloadSteps' | 'groupSteps' | 'memberSteps' | 'guestNicSteps' | 'vlanSteps' | 'portVlanSteps'
>;

function stepMaps(steps: readonly CheckedStep[], membersOf: ReadonlyMap<string, ReadonlySet<string>>): StepMaps {
  const maps = {
    vswitchSteps: new Map<string, CheckedStep[]>(),
    offloadSteps: new Map<string, CheckedStep[]>(),
    groupSteps: new Map<string, CheckedStep[]>(),
    memberSteps: new Map<string, CheckedStep[]>(),
    guestNicSteps: new Map<string, CheckedStep[]>(),
    vlanSteps: new Map<string, CheckedStep[]>(),
    portVlanSteps: new Map<string, CheckedStep[]>(),
  };
  for (const step of steps) {
    const { action } = step;
    switch (action.kind) {
      case 'create-vswitch':
      case 'delete-vswitch':
      case 'boot-vswitch':
      case 'halt-vswitch':
        pushTo(maps.vswitchSteps, action.vswitch, step);
        break;
      case 'set-port-vlan':
        pushTo(maps.portVlanSteps, action.vswitch, step);
        break;
      case 'set-checksum-offload':
      case 'set-virtual-mtu':
        pushTo(maps.offloadSteps, action.nic, step);
        break;
      case 'join':
      case 'leave':
        pushTo(maps.groupSteps, action.group, step);
        for (const port of action.ports ?? membersOf.get(action.group) ?? []) pushTo(maps.memberSteps, port, step);
        break;
      case 'create-vlan':
      case 'delete-vlan':
        pushTo(maps.vlanSteps, action.vlan, step);
        break;
      case 'add-nic':
      case 'change-nic':
      case 'remove-nic':
        pushTo(maps.guestNicSteps, `${action.guest}:${action.nic.slot}`, step);
        break;
      default:
        break;
    }
  }
  return maps;
}
