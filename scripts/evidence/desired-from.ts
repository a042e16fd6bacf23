import type { DesiredHost } from '../../src/model/desired-host';
import { resourceAddress } from '../../src/model/resource';
import type { Goal } from './mutations';
import { sortedNics, sortedPorts, type World, type WorldGuestNic } from './world';

/**
 * Writes a goal down as a desired state. Kinds in which something differs are mentioned, others now and then; resources
 * that stay as they are, and fields that do, may be left out; what this tool owns and does not mention goes.
 */
export function desiredFrom(goal: Goal): DesiredHost {
  const { before, after, random } = goal;
  const lists = {
    lanInterfaces: after.nics.flatMap((nic, index) => lanInterface(goal, nic, before.nics[index])),
    apaGroups: mentioned(goal, 'apaGroup', before.groups, after.groups).map(([name, group]): object => {
      const isFailover = group.mode === 'LAN_MONITOR';
      const old = before.groups.get(name);
      const fields = { mode: group.mode, ports: sortedPorts(group.ports), loadBalancing: group.loadBalancing };
      const was = old && { mode: old.mode, ports: sortedPorts(old.ports), loadBalancing: old.loadBalancing };
      const { loadBalancing, ...rest } = partial(goal, was, fields);
      return { name, ...rest, ...(isFailover || loadBalancing === undefined ? {} : { loadBalancing }) };
    }),
    hostVlans: mentioned(goal, 'hostVlan', before.hostVlans, after.hostVlans).map(([name, vlan]): object => ({
      name,
      ...partial(goal, before.hostVlans.get(name), vlan),
    })),
    vswitches: mentioned(goal, 'vswitch', before.vswitches, after.vswitches)
      .filter(([name]) => name !== 'localnet')
      .map(([name, vswitch]): object => {
        const old = before.vswitches.get(name);
        const fields = stateOf(vswitch);
        return { name, ...partial(goal, old === undefined ? undefined : stateOf(old), fields) };
      }),
    guestNics: guestNics(goal),
  };
  const desired: Record<string, unknown> = { formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1' };
  for (const [list, items] of Object.entries(lists)) {
    if (isTouched(goal, list as keyof typeof lists, items) || (items.length > 0 && random.chance(0.3)))
      desired[list] = items;
  }
  if (after.frames !== before.frames) desired['tunables'] = { macAddressFrames: after.frames };
  return desired as unknown as DesiredHost;
}

function stateOf(vswitch: { uplink: string | null; isUp: boolean }): { uplink: string | null; state: string } {
  return { uplink: vswitch.uplink, state: vswitch.isUp ? 'up' : 'down' };
}

type List = 'lanInterfaces' | 'apaGroups' | 'hostVlans' | 'vswitches' | 'guestNics';

/** Something of the kind differs or goes. */
function isTouched({ before, after }: Goal, list: List, items: readonly object[]): boolean {
  if (list === 'lanInterfaces') return items.length > 0;
  const property = {
    apaGroups: 'groups',
    hostVlans: 'hostVlans',
    vswitches: 'vswitches',
    guestNics: 'guestNics',
  } as const;
  const [old, now] = [before[property[list]], after[property[list]]] as [Map<string, unknown>, Map<string, unknown>];
  return old.size !== now.size || [...now].some(([name, value]) => !isSame(old.get(name), value));
}

/** What is ours or differs must be mentioned; of the rest, some is not. Ascending by name. */
function mentioned<T>(
  goal: Goal,
  kind: 'apaGroup' | 'hostVlan' | 'vswitch',
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
): readonly (readonly [string, T])[] {
  return [...after]
    .filter(([name, value]) => {
      const address = resourceAddress(kind, name);
      if (goal.unmentioned.has(address)) return false;
      if (!isSame(before.get(name), value) || goal.before.owned.has(address)) return true;
      return goal.random.chance(0.5);
    })
    .sort(([left], [right]) => (left < right ? -1 : 1));
}

/** Fields that differ, and most of the others. */
function partial<T extends object>(goal: Goal, before: T | undefined, fields: T): Partial<T> {
  if (before === undefined) return fields;
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([key, value]) => !isSame((before as Record<string, unknown>)[key], value) || goal.random.chance(0.7),
    ),
  ) as Partial<T>;
}

function lanInterface(goal: Goal, nic: World['nics'][number], before: World['nics'][number] | undefined): object[] {
  const isChanged = !isSame(nic, before);
  if (!isChanged && !goal.random.chance(0.05)) return [];
  const says: { checksumOffload?: string; segmentationOffload?: string } = {};
  const isChecksumChanged = nic.receive !== before?.receive || nic.transmit !== before.transmit;
  if (nic.receive === nic.transmit && (isChecksumChanged || goal.random.chance(0.3)))
    says.checksumOffload = nic.receive;
  const isSegmentationChanged = nic.segmentation !== before?.segmentation && says.checksumOffload !== 'off';
  if (isSegmentationChanged || goal.random.chance(0.1)) says.segmentationOffload = nic.segmentation ? 'on' : 'off';
  if (says.checksumOffload === 'off' && says.segmentationOffload === 'on') delete says.segmentationOffload;
  return [{ name: nic.name, ...says }];
}

function guestNics(goal: Goal): object[] {
  const { before, after, random } = goal;
  const usedPorts = new Set<string>();
  const usedMacs = new Set<string>();
  return sortedNics(after).flatMap(([identity, nic]): object[] => {
    const old = before.guestNics.get(identity);
    const isOurs = before.owned.has(`guestNic.${identity}`);
    const isChanged = !isSame(old, nic) || goal.fixedPorts.has(identity);
    if (!isChanged && !isOurs && random.chance(0.5)) return [];
    const [guest, slot] = identity.split(':');
    const { port, mac, ...fields } = nic;
    const says: Record<string, unknown> = { guest, slot, ...partial(goal, old && withoutPort(old), fields) };
    if (old === undefined && nic.vlanId === null && random.chance(0.7)) delete says['vlanId'];
    const saysPort = goal.fixedPorts.has(identity) || (!isChanged && random.chance(0.2));
    const place = `${nic.vswitch} ${port}`;
    if (saysPort && !usedPorts.has(place)) {
      usedPorts.add(place);
      Object.assign(says, { vswitch: nic.vswitch, port });
    }
    if (mac !== null && (mac !== old?.mac || random.chance(0.1)) && !usedMacs.has(mac)) {
      usedMacs.add(mac);
      says['mac'] = mac;
    }
    return [says];
  });
}

function withoutPort(nic: WorldGuestNic): Omit<WorldGuestNic, 'port' | 'mac'> {
  return { vswitch: nic.vswitch, adapter: nic.adapter, vlanId: nic.vlanId };
}

function isSame(left: unknown, right: unknown): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}
