import { parseVlanId } from '../../model/vlan-id';
import type { CommandContext, CommandEnd } from '../command-context';
import { interfaceView, nicsWithChecksumOffload, ppaNumber } from '../network-view';
import type { SimulatedVlan } from '../simulated-host-state';
import { failNwmgr, type NwmgrRequest } from './nwmgr-request';
import { scriptRecord } from './nwmgr-table';

/**
 * Host VLAN interfaces: synopsis of nwmgr_vlan(1M), February 2007. Deleting what runs and what is saved are two calls;
 * a VLAN of which only the running half is deleted comes back at boot.
 */
export function vlanTarget(context: CommandContext, request: NwmgrRequest): CommandEnd {
  switch (request.operation) {
    case 'get':
      return showVlans(context, request);
    case 'add':
      return addVlan(context, request);
    case 'delete':
      return deleteVlan(context, request);
    case 'set':
      return request.isSaved ? saveVlans(context, request) : failNwmgr(context, request, 'ENOTSUP');
    case 'reset':
      return failNwmgr(context, request, 'ENOTSUP');
  }
}

function showVlans(context: CommandContext, request: NwmgrRequest): CommandEnd {
  const all = (request.isSaved ? context.host.saved : context.host.running).vlans;
  const vlans = request.instance === null ? all : all.filter(({ name }) => name === request.instance);
  if (request.instance !== null && vlans.length === 0) return failNwmgr(context, request, 'ENXIO');
  const which = request.isSaved ? 'saved' : 'current';
  for (const vlan of vlans) {
    if (!request.isScript) context.out(`${vlan.name} ${which} values:`);
    for (const [attribute, value] of Object.entries(vlanAttributes(vlan))) {
      if (request.isScript) context.out(scriptRecord('vlan', vlan.name, attribute, value, which));
      else context.out(`   ${attribute} = ${value}`);
    }
  }
  return 0;
}

/** Attribute names: nwmgr_vlan(1M), September 2010, p. 3. */
function vlanAttributes(vlan: SimulatedVlan): Readonly<Record<string, string>> {
  return {
    vlanid: String(vlan.vlanId),
    ppa: String(ppaNumber(vlan.uplink)),
    name: vlan.label,
    pri: String(vlan.pri),
    pri_override: 'CONF_PRI',
    tos: String(vlan.tos),
    tos_override: 'IP_HEADER',
  };
}

function addVlan(context: CommandContext, request: NwmgrRequest): CommandEnd {
  const { host } = context;
  const id = attributeNumber(request, 'vlanid');
  const uplink = `lan${String(attributeNumber(request, 'ppa'))}`;
  if (parseVlanId(id) === undefined) return failNwmgr(context, request, 'ERANGE');
  const below = interfaceView(host, uplink);
  if (below === undefined) return failNwmgr(context, request, 'ENXIO');
  if (below.subsystem === 'vlan') return failNwmgr(context, request, 'ENOTSUP');
  const name = request.instance ?? firstFreeName(host.running.vlans);
  if (ppaNumber(name) < 5000 || ppaNumber(name) > 8999) return failNwmgr(context, request, 'ERANGE');
  const taken = host.running.vlans.some((vlan) => vlan.name === name || (vlan.uplink === uplink && vlan.vlanId === id));
  if (taken) return failNwmgr(context, request, 'EBUSY');
  noteHazards(context, uplink, `${name} with VLAN ${String(id)} was made over ${uplink}`);
  const label = request.attributes.get('name') ?? 'UNNAMED';
  host.running.vlans.push({ name, vlanId: id, uplink, label, pri: Number(request.attributes.get('pri') ?? 0), tos: 0 });
  return 0;
}

function attributeNumber(request: NwmgrRequest, name: string): number {
  const text = request.attributes.get(name);
  return text !== undefined && text !== null && /^[0-9]+$/.test(text) ? Number(text) : Number.NaN;
}

function firstFreeName(vlans: readonly SimulatedVlan[]): string {
  let ppa = 5000;
  while (vlans.some(({ name }) => name === `lan${String(ppa)}`)) ppa += 1;
  return `lan${String(ppa)}`;
}

function noteHazards(context: CommandContext, uplink: string, what: string): void {
  const hasVswitch = context.host.vswitches.some((vswitch) => vswitch.isUp && vswitch.uplink === uplink);
  const offloading = hasVswitch ? nicsWithChecksumOffload(context.host, uplink) : [];
  if (offloading.length > 0) context.hazard('vlan-with-cko', `${what} while CKO is on (${offloading.join(', ')})`);
  for (const vswitch of context.host.vswitches) {
    const outstanding = vswitch.needsRestart.filter((reason) => reason !== 'adaptor');
    if (vswitch.uplink !== uplink || outstanding.length === 0) continue;
    context.hazard(
      'vlan-before-restart',
      `${what} while ${vswitch.name} waits for a restart (${outstanding.join(', ')})`,
    );
  }
}

function deleteVlan(context: CommandContext, request: NwmgrRequest): CommandEnd {
  const { host } = context;
  const { instance } = request;
  if (request.isSaved) {
    const remaining = host.saved.vlans.filter(({ name }) => instance !== null && name !== instance);
    if (instance !== null && remaining.length === host.saved.vlans.length) return failNwmgr(context, request, 'ENXIO');
    host.saved.vlans = remaining;
    return 0;
  }
  if (!host.running.vlans.some(({ name }) => name === instance)) return failNwmgr(context, request, 'ENXIO');
  const address = host.addresses.find((each) => each.interface === instance);
  if (address !== undefined) {
    // Interface Card CRA White Paper for HP-UX 11i v3, p. 23: deleting a VLAN interface with an address is data-critical.
    if (!request.isForced) return failNwmgr(context, request, 'EBUSY');
    host.addresses = host.addresses.filter((each) => each !== address);
    context.hazard('host-address-lost', `${address.interface} was deleted with ${address.address} on it`);
  }
  if (instance !== null && host.ipv6Interfaces?.includes(instance) === true) {
    if (!request.isForced) return failNwmgr(context, request, 'EBUSY');
    host.ipv6Interfaces = host.ipv6Interfaces.filter((each) => each !== instance);
    context.hazard('host-ipv6-lost', `${instance} was deleted while it was plumbed for IPv6`);
  }
  host.running.vlans = host.running.vlans.filter(({ name }) => name !== instance);
  return 0;
}

function saveVlans(context: CommandContext, request: NwmgrRequest): CommandEnd {
  const { host } = context;
  if (!request.attributes.has('all') || !request.isFromCurrent) return failNwmgr(context, request, 'EINVAL');
  const { instance } = request;
  const saving = host.running.vlans.filter(({ name }) => instance === null || name === instance);
  if (instance !== null && saving.length === 0) return failNwmgr(context, request, 'ENXIO');
  const kept = host.saved.vlans.filter(({ name }) => !saving.some((vlan) => vlan.name === name));
  host.saved.vlans = [...kept, ...saving.map((vlan) => ({ ...vlan }))].sort(
    (left, right) => ppaNumber(left.name) - ppaNumber(right.name),
  );
  return 0;
}
