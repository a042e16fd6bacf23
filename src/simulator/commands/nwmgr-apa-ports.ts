import { LOAD_BALANCING, type ApaMode, type LoadBalancing } from '../../model/desired-host';
import type { CommandContext, CommandEnd } from '../command-context';
import type { Draft } from '../draft';
import { addressOf, addressOver, aggregateOfPort, interfaceView, vlansOver } from '../network-view';
import type { SimulatedAggregate } from '../simulated-host-state';
import { failNwmgr, type NwmgrRequest } from './nwmgr-request';

type Aggregate = Draft<SimulatedAggregate>;

/**
 * `nwmgr -a -A links=1,2 -A mode=MANUAL|LAN_MONITOR`: makes a group or adds ports to one. A failover group takes the IP
 * address of its first port over (APA guide 11i v3, March 2014, p. 82).
 */
export function addPorts(context: CommandContext, request: NwmgrRequest, aggregate: Aggregate): CommandEnd {
  const links = (request.attributes.get('links') ?? '').split(',').filter((link) => link !== '');
  const ports = links.map((link) => `lan${link}`);
  if (ports.length === 0 || ports.some((port) => interfaceView(context.host, port) === undefined))
    return failNwmgr(context, request, 'ENXIO');
  const isEmpty = aggregate.ports.length === 0;
  const mode = request.attributes.get('mode') ?? (isEmpty ? undefined : aggregate.mode);
  if (mode !== 'MANUAL' && mode !== 'LAN_MONITOR') return failNwmgr(context, request, 'EINVAL');
  if (!isEmpty && aggregate.mode !== mode) return failNwmgr(context, request, 'EINVAL');
  const lb = request.attributes.get('lb');
  if (lb !== undefined && (!isLoadBalancing(lb) || mode === 'LAN_MONITOR'))
    return failNwmgr(context, request, 'EINVAL');
  const isUnreached =
    aggregate.ports.length + ports.length < 2 || context.host.assumptions.portsReachOneAnother === 'never';
  if (mode === 'LAN_MONITOR' && isUnreached && !request.isForced) return failNwmgr(context, request, 'EINVAL');
  const refused =
    refusePorts(context, request, ports, aggregate) ?? refuseNumber(context, request, aggregate, ports.length, mode);
  if (refused !== null) return refused;
  // Only in mode MANUAL or LAN_MONITOR can ports be added (nwmgr_apa(1M), September 2010, p. 7-8).
  if (context.host.running.portModes.some(({ name }) => ports.includes(name)))
    return failNwmgr(context, request, 'EINVAL');
  const keepsAddress = mode === 'LAN_MONITOR' && isEmpty ? ports[0] : undefined;
  for (const port of ports) noteJoining(context, port, aggregate.name, port === keepsAddress);
  aggregate.ports = [...aggregate.ports, ...ports];
  aggregate.mode = mode;
  noteSpeeds(context, aggregate);
  if (mode === 'LAN_MONITOR') aggregate.lb = 'LB_HS';
  else if (isEmpty) aggregate.lb = isLoadBalancing(lb) ? lb : 'LB_MAC';
  if (keepsAddress !== undefined) moveAddress(context, keepsAddress, aggregate.name);
  context.out(`Addition of links ${links.join(', ')} to ${aggregate.name} succeeded.`);
  return 0;
}

/** `nwmgr -d -S apa -A links=all|1`: emptying an aggregate in use is refused unless forced (critical resources, nwmgr_apa(1M) p. 9). */
export function clearPorts(context: CommandContext, request: NwmgrRequest, aggregate: Aggregate): CommandEnd {
  const { host } = context;
  const links = request.attributes.get('links') ?? '';
  const ports = links === 'all' ? aggregate.ports : links.split(',').map((link) => `lan${link}`);
  if (ports.length === 0 || ports.some((port) => !aggregate.ports.includes(port)))
    return failNwmgr(context, request, 'ENXIO');
  const isUsed = addressOver(host, aggregate.name) !== undefined || runningOver(context, aggregate.name).length > 0;
  const isEmptied = ports.length === aggregate.ports.length;
  if (isUsed && isEmptied && !request.isForced && host.assumptions.removePortsInUse === 'needs-force')
    return failNwmgr(context, request, 'EBUSY');
  disturbVswitches(context, aggregate.name, `ports ${ports.join(', ')} were removed from ${aggregate.name}`);
  const primary = aggregate.ports[0];
  aggregate.ports = aggregate.ports.filter((port) => !ports.includes(port));
  if (host.assumptions.modeOfFreedPort === 'manual') dropPortModes(context, ports);
  if (aggregate.ports.length === 0) {
    if (aggregate.mode === 'LAN_MONITOR' && primary !== undefined) moveAddress(context, aggregate.name, primary);
    else if (host.assumptions.addressOnEmptiedAggregate === 'lost') loseAddress(context, aggregate.name);
    const vlans = vlansOver(host, aggregate.name);
    if (vlans.length > 0)
      context.hazard(
        'host-vlan-over-emptied-aggregate',
        `${vlans.join(', ')} over ${aggregate.name}, which was emptied`,
      );
    delete host.settlingAggregates?.[aggregate.name];
    Object.assign(aggregate, { mode: 'Not_Enabled', lb: 'LB_MAC', key: null, gc: null });
  }
  context.out(
    `Deletion of links ${links === 'all' ? 'all ports' : links.replaceAll(',', ', ')} from ${aggregate.name} succeeded.`,
  );
  return 0;
}

/** `nwmgr -s -A key=|gc=|lb=` on the aggregate. `lb` of a MANUAL aggregate cannot be changed (nwmgr_apa(1M) p. 7). */
export function setAggregate(context: CommandContext, request: NwmgrRequest, aggregate: Aggregate): CommandEnd {
  if (request.attributes.size === 0) return failNwmgr(context, request, 'EINVAL');
  const change: { lb?: LoadBalancing; key?: number; gc?: number } = {};
  for (const [attribute, value] of request.attributes) {
    if (attribute === 'lb') {
      if (!isLoadBalancing(value)) return failNwmgr(context, request, 'EINVAL');
      if (aggregate.mode === 'MANUAL' || aggregate.mode === 'LAN_MONITOR')
        return failNwmgr(context, request, 'ENOTSUP');
      change.lb = value;
    } else if (attribute === 'key' || attribute === 'gc') {
      if (value === null || !/^[0-9]+$/.test(value)) return failNwmgr(context, request, 'EINVAL');
      if (aggregate.ports.length > 0 && aggregate[attribute] !== Number(value))
        return failNwmgr(context, request, 'EBUSY');
      change[attribute] = Number(value);
    } else return failNwmgr(context, request, 'EINVAL');
  }
  Object.assign(aggregate, change);
  return 0;
}

/**
 * `nwmgr -s -A mode=LACP_AUTO -A key=900 -c lan1 -S apa`: the port joins the aggregate with the same key (gc for FEC).
 * `-A mode=MANUAL` ends that for a port in no group; what it does to one in a group is not documented, so it is refused.
 */
export function setPortMode(context: CommandContext, request: NwmgrRequest, port: string): CommandEnd {
  const { host } = context;
  const mode = request.attributes.get('mode');
  if (mode === 'MANUAL' && request.attributes.size === 1) {
    if (aggregateOfPort(host, port) !== undefined) return failNwmgr(context, request, 'EBUSY');
    dropPortModes(context, [port]);
    return 0;
  }
  if (mode !== 'LACP_AUTO' && mode !== 'FEC_AUTO') return failNwmgr(context, request, 'EINVAL');
  const value = request.attributes.get(mode === 'LACP_AUTO' ? 'key' : 'gc') ?? '';
  if (!/^[0-9]+$/.test(value)) return failNwmgr(context, request, 'EINVAL');
  const group = Number(value);
  const aggregate = host.running.aggregates.find((each) => (mode === 'LACP_AUTO' ? each.key : each.gc) === group);
  const refused =
    refusePorts(context, request, [port], aggregate) ?? refuseNumber(context, request, aggregate, 1, mode);
  if (refused !== null) return refused;
  if (aggregate !== undefined && aggregate.ports.length > 0 && aggregate.mode !== mode)
    return failNwmgr(context, request, 'EINVAL');
  noteJoining(context, port, aggregate?.name ?? `group ${value}`, false);
  host.running.portModes = [...host.running.portModes.filter(({ name }) => name !== port), { name: port, mode, group }];
  if (aggregate === undefined) {
    context.hazard('port-without-aggregate', `${port} got ${mode} with ${value}, which no aggregate has`);
    return 0;
  }
  aggregate.mode = mode;
  aggregate.ports = [...aggregate.ports, port];
  noteSpeeds(context, aggregate);
  const commands = host.assumptions.aggregateUpAfterCommands;
  // The next command is the first to count down, before it reads anything.
  if (commands > 0) host.settlingAggregates = { ...host.settlingAggregates, [aggregate.name]: commands + 1 };
  return 0;
}

/** `nwmgr -r -c lan900 -S apa`: refused unless forced while it carries an address (CRA White Paper for HP-UX 11i v3, p. 26). */
export function resetAggregate(context: CommandContext, request: NwmgrRequest, aggregate: Aggregate): CommandEnd {
  if (addressOver(context.host, aggregate.name) !== undefined && !request.isForced)
    return failNwmgr(context, request, 'EBUSY');
  disturbVswitches(context, aggregate.name, `${aggregate.name} was reset`);
  return 0;
}

function refusePorts(
  context: CommandContext,
  request: NwmgrRequest,
  ports: readonly string[],
  into: SimulatedAggregate | undefined,
): CommandEnd | null {
  if (new Set(ports).size < ports.length) return failNwmgr(context, request, 'EINVAL');
  for (const port of ports) {
    if (interfaceView(context.host, port)?.subsystem === 'vlan' || port === into?.name)
      return failNwmgr(context, request, 'EINVAL');
    const group = aggregateOfPort(context.host, port);
    if (group === undefined) continue;
    context.hazard(
      'port-in-two-groups',
      `${port} is a port of ${group.name} and was to join ${into?.name ?? 'another group'}`,
    );
    return failNwmgr(context, request, 'EBUSY');
  }
  return null;
}

/** Eight ports in an aggregate, 32 in a LACP aggregate or failover group (APA guide 11i v1 and v2, September 2008, p. 96). */
function refuseNumber(
  context: CommandContext,
  request: NwmgrRequest,
  into: SimulatedAggregate | undefined,
  added: number,
  mode: ApaMode,
): CommandEnd | null {
  const most = mode === 'LACP_AUTO' || mode === 'LAN_MONITOR' ? 32 : 8;
  return (into?.ports.length ?? 0) + added > most ? failNwmgr(context, request, 'E2BIG') : null;
}

/** A failover group has one active port, so that unequal ones cost no more than speed. */
function noteSpeeds(context: CommandContext, { name, mode, ports }: SimulatedAggregate): void {
  const speeds = context.host.nics.filter((nic) => ports.includes(nic.name)).map(({ speedMbps }) => speedMbps);
  if (mode === 'LAN_MONITOR' || new Set(speeds).size < 2) return;
  context.hazard('mixed-speed-ports', `${name} has ports of ${speeds.join(', ')} Mbit/s`);
}

function noteJoining(context: CommandContext, port: string, group: string, keepsAddress: boolean): void {
  const { assumptions } = context.host;
  const address = addressOf(context.host, port);
  if (address !== null && !keepsAddress && assumptions.addressOnJoiningPort === 'hazard') {
    context.hazard('address-on-joining-port', `${port} carries ${address} and joined ${group}`);
  }
  const hasIpv6 = context.host.ipv6Interfaces?.includes(port) === true;
  if (hasIpv6 && !keepsAddress && assumptions.addressOnJoiningPort === 'hazard')
    context.hazard('ipv6-on-joining-port', `${port} is plumbed for IPv6 and joined ${group}`);
  const running = runningOver(context, port);
  if (running.length > 0 && assumptions.joiningUnderVswitch === 'hazard') {
    context.hazard('uplink-is-aggregate-port', `${port} joined ${group} while ${running.join(', ')} is Up on it`);
  }
}

function dropPortModes({ host }: CommandContext, ports: readonly string[]): void {
  host.running.portModes = host.running.portModes.filter(({ name }) => !ports.includes(name));
}

function moveAddress({ host }: CommandContext, from: string, to: string): void {
  for (const address of host.addresses) if (address.interface === from) address.interface = to;
  if (host.ipv6Interfaces !== undefined)
    host.ipv6Interfaces = host.ipv6Interfaces.map((name) => (name === from ? to : name));
}

function loseAddress(context: CommandContext, name: string): void {
  const { host } = context;
  const lost = host.addresses.filter((address) => address.interface === name);
  host.addresses = host.addresses.filter((address) => address.interface !== name);
  for (const { address } of lost) context.hazard('host-address-lost', `${name} was emptied with ${address} on it`);
  if (host.ipv6Interfaces?.includes(name) !== true) return;
  host.ipv6Interfaces = host.ipv6Interfaces.filter((each) => each !== name);
  context.hazard('host-ipv6-lost', `${name} was emptied while it was plumbed for IPv6`);
}

function runningOver({ host }: CommandContext, uplink: string): readonly string[] {
  return host.vswitches.filter((vswitch) => vswitch.isUp && vswitch.uplink === uplink).map(({ name }) => name);
}

/** The documented harm: hpvmnet reports a wrong MAC address until the vswitch is restarted (4.2.5 Release Notes 7.2.18). */
function disturbVswitches(context: CommandContext, uplink: string, what: string): void {
  for (const name of runningOver(context, uplink)) {
    context.hazard('apa-changed-under-vswitch', `${what} while ${name} is Up`);
    const vswitch = context.host.vswitches.find((each) => each.name === name);
    if (vswitch === undefined) continue;
    vswitch.capturedMac = '0x000000000000';
    if (!vswitch.needsRestart.includes('mac'))
      vswitch.needsRestart = [...vswitch.needsRestart, 'mac'].sort() as typeof vswitch.needsRestart;
  }
}

function isLoadBalancing(text: string | null | undefined): text is LoadBalancing {
  return LOAD_BALANCING.some((each) => each === text);
}
