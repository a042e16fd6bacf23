import type { CommandContext, CommandEnd } from '../command-context';
import type { Draft } from '../draft';
import {
  addressOver,
  nicsWithChecksumOffload,
  vlansOver,
  vswitchesOver,
  aggregateOfPort,
  type InterfaceView,
} from '../network-view';
import type { NicAttributes, SimulatedNic } from '../simulated-host-state';
import { failNwmgr, type NwmgrRequest } from './nwmgr-request';
import { scriptRecord } from './nwmgr-table';

const DEFAULT_ATTRIBUTES: NicAttributes = { mtu: 1500, vmtu: 0, rx_cko: 'off', tx_cko: 'off' };
const LABELS = {
  mtu: 'MTU',
  vmtu: 'Virtual Maximum Transmission Unit',
  speed: 'Speed',
  rx_cko: 'Receive Checksum Offload',
  tx_cko: 'Transmit Checksum Offload',
  mac: 'MAC Address',
} as const;

/** `nwmgr -c lanN` for a NIC: synopsis of nwmgr_btlan(1M) and nwmgr_intl100(1M), February 2007. */
export function nicTarget(context: CommandContext, request: NwmgrRequest, view: InterfaceView): CommandEnd {
  if (request.operation === 'get') return showNic(context, request, view);
  if (request.operation === 'reset') {
    // nwmgr_iether(1M), September 2011, p. 7: a reset of a data-critical interface is refused unless forced.
    const isCritical = addressOver(context.host, view.name) !== undefined;
    return isCritical && !request.isForced ? failNwmgr(context, request, 'EBUSY') : 0;
  }
  if (request.operation !== 'set') return failNwmgr(context, request, 'ENOTSUP');
  if (request.isSaved) return saveNic(context, request, view.name);
  return setNic(context, request, view.name);
}

/** Speed as nwmgr words it, for example `10 Gbps Full Duplex`. */
export function speedText(megabits: number): string {
  if (megabits === 0) return '0 Mbps';
  const rate = megabits % 1000 === 0 ? `${String(megabits / 1000)} Gbps` : `${String(megabits)} Mbps`;
  return `${rate} Full Duplex`;
}

function showNic(context: CommandContext, request: NwmgrRequest, view: InterfaceView): CommandEnd {
  const { host } = context;
  const nic = host.nics.find(({ name }) => name === view.name);
  const stored = (request.isSaved ? host.saved : host.running).nicAttributes[view.name] ?? DEFAULT_ATTRIBUTES;
  if (request.isStatistics) return showStatistics(context, nic, view);
  const values: Readonly<Record<string, string>> = {
    speed: nic?.hasLink === true ? speedText(nic.speedMbps) : '0 Mbps',
    mtu: String(stored.mtu),
    vmtu: String(stored.vmtu),
    mac: view.mac,
    rx_cko: stored.rx_cko,
    tx_cko: stored.tx_cko,
  };
  const asked = [...request.attributes.keys()].filter((name) => name !== 'all');
  const names = asked.length > 0 ? asked : Object.keys(values);
  if (names.some((name) => !Object.hasOwn(values, name))) return failNwmgr(context, request, 'EINVAL');
  const which = request.isSaved ? 'saved' : 'current';
  if (!request.isScript) context.out(`${view.name} ${which} values:`);
  for (const name of names) {
    const value = values[name] ?? '';
    if (request.isScript) context.out(scriptRecord(view.subsystem, view.name, name, value, which));
    else context.out(`   ${LABELS[name as keyof typeof LABELS]} = ${value}`);
  }
  return 0;
}

/** Labels as Checkmk's hpux_if check reads them from `nwmgr -g --st mib`. */
function showStatistics(context: CommandContext, nic: SimulatedNic | undefined, view: InterfaceView): CommandEnd {
  context.out(`*** ${view.name} 64 bit MIB statistics:`);
  context.out(`Interface Name = ${view.name} ${nic?.description ?? ''}`);
  context.out(`PPA Number = ${view.name.slice('lan'.length)}`);
  context.out(`Speed = ${nic?.hasLink === true ? speedText(nic.speedMbps) : '0 Mbps'}`);
  context.out(`Operation Status = ${view.isUp ? 'Up' : 'Down'}`);
  context.out(`Station Address = ${view.mac}`);
  return 0;
}

function setNic(context: CommandContext, request: NwmgrRequest, name: string): CommandEnd {
  const { host } = context;
  const attributes: Draft<NicAttributes> = { ...(host.running.nicAttributes[name] ?? DEFAULT_ATTRIBUTES) };
  if (request.attributes.size === 0) return failNwmgr(context, request, 'EINVAL');
  for (const [attribute, value] of request.attributes) {
    if (attribute === 'rx_cko' || attribute === 'tx_cko') {
      if (value !== 'on' && value !== 'off') return failNwmgr(context, request, 'EINVAL');
      attributes[attribute] = value;
    } else if (attribute === 'vmtu' || attribute === 'mtu') {
      if (value === null || !/^[0-9]+$/.test(value)) return failNwmgr(context, request, 'EINVAL');
      attributes[attribute] = Number(value);
    } else return failNwmgr(context, request, 'EINVAL');
  }
  const before = host.running.nicAttributes[name] ?? DEFAULT_ATTRIBUTES;
  if (attributes.vmtu !== before.vmtu && attributes.vmtu > 0 && attributes.tx_cko === 'off') {
    return failNwmgr(context, request, 'ENOTSUP');
  }
  if (attributes.vmtu !== before.vmtu && isSegmentationFixed(context, name))
    return failNwmgr(context, request, 'ENOTSUP');
  const isCritical = host.assumptions.nicSetCra === 'refused-without-force' && addressOver(host, name) !== undefined;
  if (isCritical && !request.isForced) return failNwmgr(context, request, 'EBUSY');
  host.running.nicAttributes[name] = attributes;
  noteOffloadHazards(context, name, before, attributes);
  return 0;
}

/** The TSO capability of a port of a link aggregate cannot be changed (APA guide 11i v3, September 2008, p. 16). */
function isSegmentationFixed({ host }: CommandContext, name: string): boolean {
  const mode = aggregateOfPort(host, name)?.mode;
  return mode === 'LAN_MONITOR' ? host.assumptions.vmtuOfFailoverPort === 'refused' : mode !== undefined;
}

function noteOffloadHazards(context: CommandContext, name: string, before: NicAttributes, after: NicAttributes): void {
  const { host } = context;
  if (before.tx_cko === 'on' && after.tx_cko === 'off' && after.vmtu > 0) {
    context.hazard(
      'tx-cko-off-with-tso',
      `transmit CKO of ${name} was switched off while TSO is on (vmtu ${String(after.vmtu)})`,
    );
  }
  const isSwitchedOn = (['rx_cko', 'tx_cko'] as const).some((key) => before[key] === 'off' && after[key] === 'on');
  if (!isSwitchedOn) return;
  const uplink = aggregateOfPort(host, name)?.name ?? name;
  const hasVswitch = host.vswitches.some((vswitch) => vswitch.isUp && vswitch.uplink === uplink);
  const vlans = hasVswitch ? vlansOver(host, uplink) : [];
  const ports = vswitchesOver(host, name).filter(({ isUp, portVlans }) => isUp && Object.keys(portVlans).length > 0);
  if (vlans.length === 0 && ports.length === 0) return;
  const over = [...vlans, ...ports.map((vswitch) => vswitch.name)].join(', ');
  context.hazard(
    'vlan-with-cko',
    `CKO was switched on (${nicsWithChecksumOffload(host, uplink).join(', ')}) under the VLANs of ${over}`,
  );
}

function saveNic(context: CommandContext, request: NwmgrRequest, name: string): CommandEnd {
  const { host } = context;
  if (!request.attributes.has('all') || !request.isFromCurrent) return failNwmgr(context, request, 'EINVAL');
  host.saved.nicAttributes[name] = { ...(host.running.nicAttributes[name] ?? DEFAULT_ATTRIBUTES) };
  return 0;
}
