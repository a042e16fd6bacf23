import type { ObservedHost } from '../model/observed-host';
import type { Action } from './action';

type Value = string | number | boolean | null;

/** Kind of the load balancing that an empty group is to get with its first port; it shows nowhere and is not compared. */
export const UNSEEN = 'lb-of-empty-group';

/** Stands for the VLAN of a port that its guest NIC gave up. */
export const KEPT_OR_LOST = 'kept or lost';

/** Values of a configuration by name (`vswitch vmlan4`, `vlan vmlan4 2`...); what is absent is null. */
export class Configuration {
  private readonly values = new Map<string, Value>();
  private readonly portsOf = new Map<Value, Set<string>>();
  private readonly homeOf = new Map<Value, string>();
  private readonly vlansOf = new Map<string, Set<string>>();
  private readonly usersOf = new Map<string, number>();

  constructor(host: ObservedHost) {
    for (const { name, state, uplink, ports } of host.vswitches) {
      this.set(`vswitch ${name}`, uplink ?? '-');
      this.set(`power ${name}`, state);
      for (const { port, vlanId } of ports) this.set(`vlan ${name} ${String(port)}`, vlanId);
    }
    for (const nic of host.lanInterfaces) {
      this.set(`rx ${nic.name}`, nic.receiveChecksumOffload === 'on');
      this.set(`tx ${nic.name}`, nic.transmitChecksumOffload === 'on');
      this.set(`vmtu ${nic.name}`, nic.virtualMtuBytes);
      this.set(`group ${nic.name}`, nic.aggregate);
    }
    for (const group of host.apaGroups) {
      if (group.mode !== 'Not_Enabled') this.set(`mode ${group.name}`, group.mode);
      if (group.loadBalancing !== 'LB_HS' && group.mode !== 'Not_Enabled')
        this.set(`lb ${group.name}`, group.loadBalancing);
    }
    for (const { name, uplink, vlanId } of host.hostVlans) this.set(`hostVlan ${name}`, `${uplink} ${String(vlanId)}`);
    for (const nic of host.guestNics) {
      this.set(`nic ${nic.guest}:${nic.slot}`, `${nic.adapter} ${nic.mac} ${nic.vswitch} ${String(nic.port)}`);
      if (typeof nic.vlanId === 'number' && this.get(`power ${nic.vswitch}`) !== null)
        this.set(`vlan ${nic.vswitch} ${String(nic.port)}`, nic.vlanId);
    }
    for (const { interface: name, address } of host.addresses) this.set(`address ${name}`, address);
    for (const { interface: name, address } of host.netconf)
      if (!this.homeOf.has(address)) this.homeOf.set(address, name);
    this.set('frames', host.tunables.macAddressFrames);
  }

  /** Carries an action out; gives the names of the values that changed, with what they were. */
  apply(action: Action): ReadonlyMap<string, Value> {
    const before = new Map<string, Value>();
    for (const [name, value] of this.writes(action)) {
      const old = this.get(name);
      if (old === value) continue;
      if (!before.has(name)) before.set(name, old);
      this.set(name, value);
    }
    return before;
  }

  get(name: string): Value {
    return this.values.get(name) ?? null;
  }

  /** True where some guest NIC is on a port (`vmlan4 2`); the VLAN of any other port has no effect. */
  isPortUsed(port: string): boolean {
    return (this.usersOf.get(port) ?? 0) > 0;
  }

  /** Sets a value, as undoing a step by hand would. */
  set(name: string, value: Value): void {
    if (name.startsWith('nic ')) this.countUsers(this.get(name), value);
    this.values.set(name, value);
    if (name.startsWith('vlan ')) addTo(this.vlansOf, name.split(' ')[1] ?? '', name);
    if (name.startsWith('group ')) addTo(this.portsOf, value, name.slice(6));
  }

  private countUsers(before: Value, after: Value): void {
    for (const [nic, change] of [
      [before, -1],
      [after, 1],
    ] as const) {
      if (typeof nic !== 'string') continue;
      const port = nic.split(' ').slice(2).join(' ');
      this.usersOf.set(port, (this.usersOf.get(port) ?? 0) + change);
    }
  }

  private writes(action: Action): readonly (readonly [string, Value])[] {
    switch (action.kind) {
      case 'set-checksum-offload':
        return [[`${action.direction} ${action.nic}`, action.isOn]];
      case 'set-virtual-mtu':
        return [[`vmtu ${action.nic}`, action.bytes]];
      case 'set-group-key':
      case 'set-load-balancing':
        if (action.loadBalancing === null) return [];
        return [[`${this.get(`mode ${action.group}`) === null ? UNSEEN : 'lb'} ${action.group}`, action.loadBalancing]];
      case 'join':
        return this.joined(action);
      case 'leave':
        return this.left(action);
      case 'create-vlan':
        return [[`hostVlan ${action.vlan}`, `${action.uplink} ${String(action.id)}`]];
      case 'delete-vlan':
        return [[`hostVlan ${action.vlan}`, null]];
      case 'create-vswitch':
        return [
          [`vswitch ${action.vswitch}`, action.uplink ?? '-'],
          [`power ${action.vswitch}`, 'down'],
        ];
      case 'delete-vswitch':
        return [
          [`vswitch ${action.vswitch}`, null],
          [`power ${action.vswitch}`, null],
          ...[...(this.vlansOf.get(action.vswitch) ?? [])].map((name) => [name, null] as const),
        ];
      case 'boot-vswitch':
        return [[`power ${action.vswitch}`, 'up']];
      case 'halt-vswitch':
        return [[`power ${action.vswitch}`, 'down']];
      case 'set-port-vlan':
        return [[`vlan ${action.vswitch} ${String(action.port)}`, action.id]];
      case 'add-nic':
      case 'change-nic':
      case 'remove-nic':
        return this.changedNic(action);
      case 'unplumb':
        return [[`address ${action.interface}`, null]];
      case 'plumb':
        return [[`address ${action.interface}`, action.address]];
      case 'set-frames':
        return [['frames', action.frames]];
      default:
        return [];
    }
  }

  private joined(action: Extract<Action, { kind: 'join' }>): readonly (readonly [string, Value])[] {
    const { group, ports, mode, loadBalancing } = action;
    const first = ports[0] ?? '';
    // A failover group has nothing to balance.
    const balancing = mode === 'LAN_MONITOR' ? null : (loadBalancing ?? this.get(`${UNSEEN} ${group}`));
    const taken = mode === 'LAN_MONITOR' ? this.get(`address ${first}`) : null;
    this.homeOf.set(taken, first);
    return [
      ...ports.map((port) => [`group ${port}`, group] as const),
      [`mode ${group}`, mode],
      ...(balancing === null ? [] : [[`lb ${group}`, balancing] as const]),
      [`${UNSEEN} ${group}`, null],
      ...(taken === null ? [] : [[`address ${first}`, null] as const, [`address ${group}`, taken] as const]),
    ];
  }

  private left(action: Extract<Action, { kind: 'leave' }>): readonly (readonly [string, Value])[] {
    const { group } = action;
    const members = [...(this.portsOf.get(group) ?? [])].filter((port) => this.get(`group ${port}`) === group);
    const leaving = action.ports ?? members;
    const writes: (readonly [string, Value])[] = leaving.map((port) => [`group ${port}`, null]);
    if (members.some((port) => !leaving.includes(port))) return writes;
    const address = this.get(`address ${group}`);
    const home = this.homeOf.get(address);
    const isReturned = this.get(`mode ${group}`) === 'LAN_MONITOR' && home !== undefined && address !== null;
    return [
      ...writes,
      [`mode ${group}`, null],
      [`lb ${group}`, null],
      [`${UNSEEN} ${group}`, null],
      [`address ${group}`, null],
      ...(isReturned ? [[`address ${home}`, address] as const] : []),
    ];
  }

  private changedNic(
    action: Extract<Action, { kind: 'add-nic' | 'change-nic' | 'remove-nic' }>,
  ): readonly (readonly [string, Value])[] {
    const { nic, guest, kind } = action;
    const name = `nic ${guest}:${nic.slot}`;
    const now = this.get(name);
    const [, mac = '', vswitch = '', port = ''] = typeof now === 'string' ? now.split(' ') : [];
    const isLeft = kind === 'remove-nic' || vswitch !== nic.vswitch || port !== String(nic.port);
    // Whether a port that nobody has keeps its VLAN is not documented; who comes back has to set it again.
    const vlan = `vlan ${vswitch} ${port}`;
    const left = isLeft && this.get(vlan) !== null ? [[vlan, KEPT_OR_LOST] as const] : [];
    if (kind === 'remove-nic') return [[name, null], ...left];
    const kept = kind === 'change-nic' ? mac : 'made-up';
    return [[name, `${nic.adapter} ${nic.mac ?? kept} ${nic.vswitch} ${String(nic.port)}`], ...left];
  }
}

function addTo<Key>(map: Map<Key, Set<string>>, key: Key, value: string): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([value]));
  else set.add(value);
}
