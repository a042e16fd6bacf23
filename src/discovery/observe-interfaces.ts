import type { OnOff } from '../model/desired-host';
import type { InterfaceName } from '../model/names';
import type { ObservedApaGroup, ObservedHostVlan, ObservedLanInterface } from '../model/observed-host';
import { interfaceClassOf, interfaceOfPpa, ppaOf, type InterfaceClass } from '../model/ppa';
import { parseVlanId } from '../model/vlan-id';
import type { Evidence } from './evidence';
import { observeAggregates } from './observe-aggregates';
import { observeApaPort } from './observe-apa-port';
import { parseIoscan, type IoscanCard } from './parsers/parse-ioscan';
import { parseLinkSpeed } from './parsers/parse-link-speed';
import { quoteOutput } from './parsers/quote-output';
import { currentAttributes, parseNwmgrScript } from './parsers/parse-nwmgr-script';
import { parseNwmgrTable, type NwmgrInterface } from './parsers/parse-nwmgr-table';

/** Everything on the LAN side of the host below the vswitches. */
export interface ObservedInterfaces {
  readonly lanInterfaces: readonly ObservedLanInterface[];
  readonly apaGroups: readonly ObservedApaGroup[];
  readonly hostVlans: readonly ObservedHostVlan[];
}

/** Joins the interface listing with the attributes of each NIC, aggregate and host VLAN. Lists are sorted by PPA. */
export function observeInterfaces(evidence: Evidence): ObservedInterfaces {
  const question = { probe: 'interfaces', object: null, parse: parseNwmgrTable } as const;
  const listing = evidence.read('lanInterfaces', question);
  if (listing === undefined) {
    const why = 'The listing of interfaces could not be read.';
    evidence.miss('apaGroups', 'interfaces', null, why);
    evidence.miss('hostVlans', 'interfaces', null, why);
    return { lanInterfaces: [], apaGroups: [], hostVlans: [] };
  }
  const sorted = [...listing].sort((left, right) => ppaOf(left.name) - ppaOf(right.name));
  const rows = sorted.filter((row) => hasExpectedNumber(evidence, row));
  const ofClass = (wanted: InterfaceClass) => rows.filter((row) => classOf(row) === wanted);
  const apaGroups = observeAggregates(evidence, ofClass('aggregate'));
  const nics = ofClass('physical');
  if (nics.length === 0)
    evidence.miss('lanInterfaces', 'interfaces', null, 'It lists no NIC at all, and a host that answers has one.');
  const cards = observeCards(evidence);
  missUnlistedCards(evidence, cards, new Set(nics.map((nic) => nic.name)));
  const descriptions = new Map(cards.map((card) => [interfaceOfPpa(card.instance), card.description]));
  return {
    lanInterfaces: nics.map((nic) => ({
      ...observeNic(evidence, nic, apaGroups),
      description: descriptions.get(nic.name) || null,
      apaPort: observeApaPort(evidence, nic.name),
    })),
    apaGroups,
    hostVlans: ofClass('vlan').flatMap((row) => observeHostVlan(evidence, row) ?? []),
  };
}

function classOf(row: NwmgrInterface): InterfaceClass {
  if (row.subsystem === 'hp_apa') return 'aggregate';
  return row.subsystem === 'vlan' ? 'vlan' : 'physical';
}

/** The number and the sub-system must tell the same story, or we do not know what the interface is. */
function hasExpectedNumber(evidence: Evidence, row: NwmgrInterface): boolean {
  if (classOf(row) === interfaceClassOf(row.name)) return true;
  const why = `${row.name} is of sub-system ${row.subsystem}, but its number is that of another kind of interface.`;
  for (const kind of ['lanInterface', 'apaGroup', 'hostVlan']) {
    evidence.miss(`${kind}.${row.name}`, 'interfaces', null, why);
  }
  return false;
}

function observeNic(
  evidence: Evidence,
  row: NwmgrInterface,
  groups: readonly ObservedApaGroup[],
): Omit<ObservedLanInterface, 'description' | 'apaPort'> {
  const subject = `lanInterface.${row.name}`;
  const question = { probe: 'nic-attributes', object: row.name, parse: parseNwmgrScript } as const;
  const records = evidence.read(subject, question);
  const attributes = currentAttributes(records ?? [], row.name);
  const receive = readOnOff(attributes.get('rx_cko'));
  const transmit = readOnOff(attributes.get('tx_cko'));
  const vmtu = attributes.get('vmtu') ?? '';
  const virtualMtuBytes = /^\d{1,6}$/.test(vmtu) ? Number(vmtu) : null;
  const unread = Object.entries({ rx_cko: receive, tx_cko: transmit, vmtu: virtualMtuBytes })
    .filter(([, value]) => value === null)
    .map(([name]) => `${name} (${attributes.has(name) ? quoteOutput(attributes.get(name) ?? '') : 'not reported'})`);
  if (records !== undefined && unread.length > 0) {
    evidence.miss(subject, 'nic-attributes', row.name, `No readable running value of ${unread.join(', ')}.`);
  }
  return {
    name: row.name,
    mac: row.mac,
    state: row.state,
    driver: row.subsystem,
    interfaceType: row.interfaceType,
    aggregate: aggregateOf(evidence, row, groups),
    receiveChecksumOffload: receive,
    transmitChecksumOffload: transmit,
    virtualMtuBytes,
    speedMbps: parseLinkSpeed(attributes.get('speed') ?? ''),
  };
}

/** Failover ports may print no related interface; the membership of the group is enough. Two different answers are none. */
function aggregateOf(
  evidence: Evidence,
  row: NwmgrInterface,
  groups: readonly ObservedApaGroup[],
): InterfaceName | null {
  const group = groups.find((candidate) => candidate.ports.includes(row.name))?.name ?? null;
  if (row.related !== null && row.related !== group) {
    const why = `${row.name} is related to ${row.related}, but its membership says ${group ?? 'none'}.`;
    evidence.miss(`apaGroup.${row.related}`, 'interfaces', null, why);
    evidence.miss(`lanInterface.${row.name}`, 'interfaces', null, why);
  }
  return row.related ?? group;
}

function observeHostVlan(evidence: Evidence, row: NwmgrInterface): ObservedHostVlan | undefined {
  const subject = `hostVlan.${row.name}`;
  const question = { probe: 'vlan-attributes', object: row.name, parse: parseNwmgrScript } as const;
  const records = evidence.read(subject, question);
  const attributes = currentAttributes(records ?? [], row.name);
  const idText = attributes.get('vlanid') ?? '';
  const ppaText = attributes.get('ppa') ?? '';
  const vlanId = /^\d{1,4}$/.test(idText) ? parseVlanId(Number(idText)) : undefined;
  const parent = /^\d{1,5}$/.test(ppaText) ? interfaceOfPpa(Number(ppaText)) : undefined;
  const uplink = row.related ?? parent;
  if (records !== undefined && vlanId === undefined) {
    evidence.miss(subject, 'vlan-attributes', row.name, 'No readable running value of vlanid.');
  }
  if (uplink === undefined || (parent !== undefined && parent !== uplink)) {
    const why = `The parent is ${row.related ?? 'not listed'} in the listing and ${parent ?? 'not reported'} in the attributes.`;
    evidence.miss(subject, 'vlan-attributes', row.name, why);
    return undefined;
  }
  return { name: row.name, uplink, vlanId: vlanId ?? null, state: row.state };
}

/** Cards as the kernel knows them; none when that could not be read, with a warning. */
function observeCards(evidence: Evidence): readonly IoscanCard[] {
  const cards = evidence.attempt({ probe: 'cards', object: null, parse: parseIoscan });
  if (cards.ok) return cards.value;
  evidence.warn(cards.diagnostics);
  return [];
}

/** A card that the kernel has claimed and the listing does not show is unknown, not absent. */
function missUnlistedCards(evidence: Evidence, cards: readonly IoscanCard[], listed: ReadonlySet<InterfaceName>): void {
  for (const card of cards) {
    const name = interfaceOfPpa(card.instance);
    if (name === undefined || card.softwareState !== 'CLAIMED' || listed.has(name)) continue;
    evidence.miss(`lanInterface.${name}`, 'cards', null, `The kernel has claimed ${name}, but nwmgr does not list it.`);
  }
}

function readOnOff(text: string | undefined): OnOff | null {
  const word = text?.toLowerCase();
  return word === 'on' || word === 'off' ? word : null;
}
