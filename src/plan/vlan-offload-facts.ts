import type { InterfaceName, VswitchName } from '../model/names';
import { nicsBehindEver, offloadsChecksumsBefore } from './checksum-offload-transition';
import { releasedPortsOf } from './group-membership';
import type { Operation } from './operation';
import type { PlanningContext } from './planning-context';

/** What must not be true at the same time: a VLAN, a vswitch on its uplink, that it runs, a NIC behind it, checksum offload on that. */
export type FactKind = 'offload' | 'vlan' | 'vswitch' | 'membership' | 'running';

/** Something that is true or not, and the operations that change it. Operations are given by their keys. */
export interface Fact {
  readonly kind: FactKind;
  /** The NIC, for what is about one. */
  readonly nic?: InterfaceName;
  readonly isTrueBefore: boolean;
  /** Ways to end it; all operations of one way together end it. */
  readonly ends: readonly (readonly string[])[];
  /** Operations that begin it: the first of them does. */
  readonly begins: readonly string[];
}

/** Facts of which one must always be false, for every VLAN, vswitch and NIC that the operations bring together. */
export function vlanOffloadFacts(
  operations: readonly Operation[],
  context: PlanningContext,
): readonly (readonly Fact[])[] {
  const index = new FactIndex(operations, context);
  return [...context.vswitches.values()].flatMap(({ name, uplinkBefore, uplinkAfter }) => {
    const uplinks = new Set([uplinkBefore, uplinkAfter].filter((uplink) => uplink !== null));
    return [...uplinks].flatMap((uplink) => {
      const vlans = [...index.taggedPorts(name), ...index.hostVlansOn(uplink)];
      const vswitch = [index.vswitchOn(name, uplink), index.running(name)];
      return nicsBehindEver(uplink, context)
        .filter((nic) => context.index.lanInterface.has(nic))
        .flatMap((nic) => {
          const behind = nic === uplink ? [] : [index.membership(nic, uplink)];
          return vlans.map((vlan) => [index.offload(nic), vlan, ...vswitch, ...behind]);
        });
    });
  });
}

class FactIndex {
  private readonly keys = new Map<string, string[]>();
  private readonly portsOf = new Map<string, Set<number>>();
  private readonly hostVlanNames = new Map<string, Set<string>>();

  constructor(
    operations: readonly Operation[],
    private readonly context: PlanningContext,
  ) {
    for (const { name, ports } of context.observed.vswitches)
      for (const { port, vlanId } of ports) if (vlanId !== null) this.notePort(name, port);
    for (const { name, uplink } of context.observed.hostVlans) this.noteHostVlan(uplink, name);
    for (const operation of operations) this.note(operation);
  }

  offload(nic: InterfaceName): Fact {
    const isOnBefore = offloadsChecksumsBefore(nic, this.context);
    return {
      kind: 'offload',
      nic,
      isTrueBefore: isOnBefore,
      ends: this.waysTo(`off ${nic}`),
      // Where one direction is on, the other is no beginning.
      begins: isOnBefore ? [] : this.find(`on ${nic}`),
    };
  }

  taggedPorts(vswitch: VswitchName): readonly Fact[] {
    const ports = this.context.index.vswitch.get(vswitch)?.ports ?? [];
    return [...(this.portsOf.get(vswitch) ?? [])].map((port) => {
      const isTagged = ports.some((entry) => entry.port === port && entry.vlanId !== null);
      const id = `${vswitch} ${String(port)}`;
      const ends = isTagged ? this.waysTo(`untag ${id}`, `leave ${id}`, `delete ${vswitch}`) : [];
      // Another id on a tagged port is no beginning.
      const begins = isTagged && ends.length === 0 ? [] : this.find(`tag ${id}`);
      return { kind: 'vlan', isTrueBefore: isTagged, ends, begins };
    });
  }

  hostVlansOn(uplink: InterfaceName): readonly Fact[] {
    return [...(this.hostVlanNames.get(uplink) ?? [])].map((name) => {
      const isThere = this.context.index.hostVlan.get(name)?.uplink === uplink;
      const ends = isThere ? this.waysTo(`remove ${name}`) : [];
      return { kind: 'vlan', isTrueBefore: isThere, ends, begins: this.find(`make ${name} ${uplink}`) };
    });
  }

  vswitchOn(name: VswitchName, uplink: InterfaceName): Fact {
    const isThere = this.context.vswitches.get(name)?.uplinkBefore === uplink;
    const ends = isThere ? this.waysTo(`delete ${name}`) : [];
    return { kind: 'vswitch', isTrueBefore: isThere, ends, begins: this.find(`create ${name} ${uplink}`) };
  }

  running(name: VswitchName): Fact {
    const isUp = this.context.vswitches.get(name)?.isUpBefore === true;
    const ends = isUp ? this.waysTo(`halt ${name}`) : [];
    return { kind: 'running', isTrueBefore: isUp, ends, begins: this.find(`boot ${name}`) };
  }

  membership(nic: InterfaceName, group: InterfaceName): Fact {
    const isMember = this.context.index.lanInterface.get(nic)?.aggregate === group;
    const ends = isMember ? this.waysTo(`release ${nic}`) : [];
    return { kind: 'membership', isTrueBefore: isMember, ends, begins: this.find(`join ${nic} ${group}`) };
  }

  private note(operation: Operation): void {
    const { effect, key } = operation;
    for (const nic of releasedPortsOf(operation)) this.add(`release ${nic}`, key);
    switch (effect.type) {
      case 'apa-join':
        for (const nic of effect.ports) this.add(`join ${nic} ${effect.group}`, key);
        break;
      case 'nic-checksum-offload':
        this.add(`${effect.value} ${effect.interface}`, key);
        break;
      case 'port-vlan':
        if (effect.vlanId !== null) this.notePort(effect.vswitch, effect.port);
        this.add(`${effect.vlanId === null ? 'untag' : 'tag'} ${effect.vswitch} ${String(effect.port)}`, key);
        break;
      case 'guest-nic-remove':
        this.add(`leave ${effect.vswitch} ${String(effect.port)}`, key);
        break;
      case 'guest-nic-change':
        if (effect.from !== effect.vswitch || effect.fromPort !== effect.port)
          this.add(`leave ${effect.from} ${String(effect.fromPort)}`, key);
        break;
      case 'host-vlan-create':
        this.noteHostVlan(effect.uplink, effect.interface);
        this.add(`make ${effect.interface} ${effect.uplink}`, key);
        break;
      case 'host-vlan-delete':
        this.add(`remove ${effect.interface}`, key);
        break;
      case 'vswitch-create':
        this.add(`create ${effect.vswitch} ${String(effect.uplink)}`, key);
        break;
      case 'vswitch-halt':
        this.add(`halt ${effect.vswitch}`, key);
        break;
      case 'vswitch-boot':
        this.add(`boot ${effect.vswitch}`, key);
        break;
      case 'vswitch-delete':
        this.add(`delete ${effect.vswitch}`, key);
        break;
      default:
    }
  }

  /** The ways that there are, of these, in the plan. */
  private waysTo(...whats: readonly string[]): readonly (readonly string[])[] {
    return whats.map((what) => this.find(what)).filter((way) => way.length > 0);
  }

  private find(what: string): readonly string[] {
    return this.keys.get(what) ?? [];
  }

  private add(what: string, key: string): void {
    const list = this.keys.get(what);
    if (list === undefined) this.keys.set(what, [key]);
    else list.push(key);
  }

  private notePort(vswitch: string, port: number): void {
    this.portsOf.set(vswitch, (this.portsOf.get(vswitch) ?? new Set()).add(port));
  }

  private noteHostVlan(uplink: string, name: string): void {
    this.hostVlanNames.set(uplink, (this.hostVlanNames.get(uplink) ?? new Set()).add(name));
  }
}
