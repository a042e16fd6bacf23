import type { CommandContext, CommandEnd } from '../command-context';
import { aggregateNamed, aggregateOfPort, interfacesInOrder, interfaceView, nicsBehind } from '../network-view';
import type { SimulatedAggregate } from '../simulated-host-state';
import { failNwmgr, type NwmgrRequest } from './nwmgr-request';
import { addPorts, clearPorts, resetAggregate, setAggregate, setPortMode } from './nwmgr-apa-ports';
import { speedText } from './nwmgr-nic';
import { scriptRecord } from './nwmgr-table';
import { columns, row } from './table-text';

const LIST = columns('l8 l11 l9 l20 l0');
const ONE = columns('l8 l6 l11 l11 l9 l0');
const ONE_HEAD = [
  'Class    Parent APA         Mode        Load      Membership',
  'Instance PPA    State                   Balancing',
  '======== ====== =========== =========== ========= =============================',
];

/** `nwmgr -S apa`: nwmgr_apa(1M), September 2010, p. 6-11; listings from published sessions of 11i v3. */
export function apaTarget(context: CommandContext, request: NwmgrRequest): CommandEnd {
  const { instance } = request;
  if (request.operation === 'get') return showAggregates(context, request);
  if (request.operation === 'set' && request.isSaved) return saveApa(context, request);
  if (instance === null) return failNwmgr(context, request, 'EINVAL');
  const aggregate = context.host.running.aggregates.find(({ name }) => name === instance);
  if (aggregate === undefined) {
    const isNic = context.host.nics.some(({ name }) => name === instance);
    return request.operation === 'set' && isNic
      ? setPortMode(context, request, instance)
      : failNwmgr(context, request, 'ENXIO');
  }
  if (request.operation === 'add') return addPorts(context, request, aggregate);
  if (request.operation === 'delete') return clearPorts(context, request, aggregate);
  if (request.operation === 'set') return setAggregate(context, request, aggregate);
  return resetAggregate(context, request, aggregate);
}

function showAggregates(context: CommandContext, request: NwmgrRequest): CommandEnd {
  const { host } = context;
  if (request.instance === null) {
    context.out('Class    Mode        Load      Speed-               Membership');
    context.out('Instance             Balancing Duplex');
    context.out('======== =========== ========= ==================== ===========================');
    for (const each of host.running.aggregates) {
      const cells = [each.name, each.mode, each.lb, speedText(speedOf(context, each)), membership(context, each)];
      context.out(row(LIST, cells));
    }
    return 0;
  }
  const aggregate = aggregateNamed(host, request.instance);
  if (aggregate === undefined) return showPort(context, request, request.instance);
  const state = interfaceView(host, aggregate.name)?.isUp === true ? 'Up' : 'Down';
  const members = membership(context, aggregate);
  if (request.isScript) {
    const records = { parent_ppa: ' -', apa_state: state, mode: aggregate.mode, lb: aggregate.lb, membership: members };
    const keys = aggregate.key === null ? {} : { key: String(aggregate.key) };
    const groups = aggregate.gc === null ? {} : { gc: String(aggregate.gc) };
    for (const [attribute, value] of Object.entries({ ...records, ...keys, ...groups })) {
      context.out(scriptRecord('apa', aggregate.name, attribute, value));
    }
    return 0;
  }
  if (request.isVerbose) return showVerbose(context, aggregate, state);
  for (const line of ONE_HEAD) context.out(line);
  context.out(row(ONE, [aggregate.name, ' -', state, aggregate.mode, aggregate.lb, members]));
  return 0;
}

/**
 * A NIC as a port: `-c port_instance` is documented (nwmgr_apa(1M), September 2010), its answer is not. Key 0, group capability
 * 5 and mode MANUAL are the defaults of a port (APA guide 11i v3, March 2014, p. 80).
 */
function showPort(context: CommandContext, request: NwmgrRequest, name: string): CommandEnd {
  const { host } = context;
  const view = interfaceView(host, name);
  if (view === undefined || !host.nics.some((nic) => nic.name === name)) return failNwmgr(context, request, 'ENXIO');
  const parent = aggregateOfPort(host, name);
  const set = host.running.portModes.find((port) => port.name === name);
  const state = view.isUp ? 'Up' : 'Down';
  const parentPpa = parent === undefined ? ' -' : parent.name.slice('lan'.length);
  const mode = set?.mode ?? (parent?.mode === 'LAN_MONITOR' ? 'LAN_MONITOR' : 'MANUAL');
  if (request.isScript) {
    const key = String(set?.mode === 'LACP_AUTO' ? set.group : 0);
    const gc = String(set?.mode === 'FEC_AUTO' ? set.group : 5);
    for (const [attribute, value] of Object.entries({ parent_ppa: parentPpa, apa_state: state, mode, key, gc })) {
      context.out(scriptRecord('apa', name, attribute, value));
    }
    return 0;
  }
  for (const line of ONE_HEAD) context.out(line);
  context.out(row(ONE, [name, ` ${parentPpa.trim()}`, state, mode, '', ' -']));
  return 0;
}

/**
 * Labels and their order: published `nwmgr -v -c lan900 -S apa` capture of an LACP aggregate; the lines of a failover group
 * are documented too, their place is not. The features are what an aggregate can do, not what is on.
 */
function showVerbose(context: CommandContext, aggregate: SimulatedAggregate, state: string): CommandEnd {
  const members = membership(context, aggregate);
  const nmid = interfacesInOrder(context.host).indexOf(aggregate.name) + 1;
  context.out(`${aggregate.name} current values:`);
  const lines = [
    `Speed = ${speedText(speedOf(context, aggregate))}`,
    'MTU = 1500',
    'Virtual Maximum Transmission Unit = 0',
    `MAC Address = ${interfaceView(context.host, aggregate.name)?.mac ?? ''}`,
    `Network Management ID = ${String(nmid)}`,
    'Features = Linkagg Interface',
    ...['IPV4 Recv CKO', 'IPV4 Send CKO', 'VLAN Support', 'VLAN Tag Offload', '64Bit MIB Support'].map(
      (each) => `           ${each}`,
    ),
    `Load Distribution Algorithm = ${aggregate.lb}`,
    `Mode = ${aggregate.mode}`,
    'Parent PPA =  -',
    `APA State = ${state}`,
    `Membership = ${members}`,
    `Active Port(s) = ${aggregate.mode === 'LAN_MONITOR' ? (members.split(',')[0] ?? '') : members}`,
    ...(aggregate.mode === 'LAN_MONITOR' ? failoverLines(members) : []),
    'Not Ready Port(s) =  -',
    ...(aggregate.key === null ? [] : [`Key = ${String(aggregate.key)}`, 'Operational Key = 0']),
    'Fixed Mac Address = off',
  ];
  for (const line of lines) context.out(`   ${line}`);
  return 0;
}

function failoverLines(members: string): readonly string[] {
  const ready = members.split(',').slice(1).join(',') || ' -';
  return [
    `Ready Port(s) = ${ready}`,
    `Connected Port(s) = ${ready}`,
    'Polling Interval = 10000000',
    'Dead Count = 3',
    'Rapid ARP = on',
    'Rapid ARP Interval = 1.0 second(s)',
    'Rapid ARP Count = 10',
    'Failover Policy = PRIORITY_BASED',
  ];
}

/** Port PPAs in joining order, a down port starred, ` -` for none (APA guide 11i v3, March 2014, p. 44). */
function membership({ host }: CommandContext, aggregate: SimulatedAggregate): string {
  if (aggregate.ports.length === 0) return ' -';
  const star = (port: string): string => (interfaceView(host, port)?.isUp === true ? '' : '*');
  return aggregate.ports.map((port) => `${port.slice('lan'.length)}${star(port)}`).join(',');
}

function speedOf({ host }: CommandContext, aggregate: SimulatedAggregate): number {
  const speeds = nicsBehind(host, aggregate.name).map(
    (port) => host.nics.find(({ name }) => name === port)?.speedMbps ?? 0,
  );
  const all = speeds.reduce((sum, speed) => sum + speed, 0);
  return aggregate.mode === 'LAN_MONITOR' ? (speeds[0] ?? 0) : all;
}

/** Copies the running configuration of the sub-system, or of one instance and its ports, over the saved one. */
function saveApa(context: CommandContext, request: NwmgrRequest): CommandEnd {
  const { host } = context;
  if (!request.attributes.has('all') || !request.isFromCurrent) return failNwmgr(context, request, 'EINVAL');
  const { instance } = request;
  if (instance === null) {
    host.saved.aggregates = structuredClone(host.running.aggregates);
    host.saved.portModes = structuredClone(host.running.portModes);
    return 0;
  }
  const current = host.running.aggregates.find(({ name }) => name === instance);
  if (current === undefined) return failNwmgr(context, request, 'ENXIO');
  host.saved.aggregates = host.saved.aggregates.map((saved) =>
    saved.name === instance ? structuredClone(current) : saved,
  );
  const isPort = (name: string): boolean => current.ports.includes(name);
  const others = host.saved.portModes.filter(({ name }) => !isPort(name));
  host.saved.portModes = [...others, ...structuredClone(host.running.portModes.filter(({ name }) => isPort(name)))];
  return 0;
}
