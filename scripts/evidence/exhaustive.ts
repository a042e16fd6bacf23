import type { ApaMode, DesiredHost } from '../../src/model/desired-host';
import { observedFrom } from './observed-from';
import type { Instance } from './random-instance';
import { emptyWorld, fastNic, macOfGuestNic, plainNic, type World } from './world';

/** All combinations of a tiny world: the number of them, and the nth; undefined where it would contradict itself. */
export interface TinyWorld {
  readonly name: string;
  readonly combinations: number;
  readonly at: (index: number) => Instance | undefined;
}

/** One dimension after the other takes its digit from the number. */
function digits(index: number, radices: readonly number[]): readonly number[] {
  let rest = index;
  return radices.map((radix) => {
    const digit = rest % radix;
    rest = (rest - digit) / radix;
    return digit;
  });
}

function tinyWorld(
  name: string,
  radices: readonly number[],
  build: (...choice: readonly number[]) => { before: World; lists: object } | undefined,
): TinyWorld {
  return {
    name,
    combinations: radices.reduce((product, radix) => product * radix, 1),
    at: (index) => {
      const built = build(...digits(index, radices));
      if (built === undefined) return undefined;
      const desired = { formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1', ...built.lists };
      return {
        label: `${name} ${index}`,
        observed: observedFrom(built.before),
        desired: desired as unknown as DesiredHost,
      };
    },
  };
}

/** A host with a management NIC and two more. */
function threeNics(offload: number): World {
  const world = emptyWorld();
  for (const name of ['lan0', 'lan1', 'lan2']) {
    // Segmentation offload takes a card that can.
    const nic = name !== 'lan0' && offload > 1 ? fastNic(name) : plainNic(name);
    if (name !== 'lan0' && offload > 0) Object.assign(nic, { receive: 'on', transmit: 'on' });
    if (name !== 'lan0' && offload > 1) nic.segmentation = true;
    world.nics.push(nic);
  }
  world.addresses.push({ interface: 'lan0', address: '10.0.0.1' });
  world.netconf.push({ interface: 'lan0', address: '10.0.0.1' });
  return world;
}

function addGuest(world: World, isOn: boolean, adapter: 'lan' | 'avio_lan', vlanId: number | null): void {
  world.guests.set('g1', { isOn, hasPendingConfiguration: false, isModifiable: true });
  world.guestNics.set('g1:0,1', { vswitch: 'vsa', adapter, port: 1, vlanId, mac: macOfGuestNic(1) });
}

function ownAll(world: World): void {
  for (const name of world.groups.keys()) world.owned.add(`apaGroup.${name}`);
  for (const name of world.hostVlans.keys()) world.owned.add(`hostVlan.${name}`);
  for (const name of world.vswitches.keys()) world.owned.add(`vswitch.${name}`);
  for (const identity of world.guestNics.keys()) world.owned.add(`guestNic.${identity}`);
}

const MODES: readonly (ApaMode | null)[] = [null, 'LAN_MONITOR', 'LACP_AUTO', 'MANUAL'];

/**
 * One group of up to two NICs, one vswitch on it or on a NIC, one guest NIC: every mode to every mode, with and without an
 * address, offload, a VLAN, ownership.
 */
const groupWorld = tinyWorld(
  'group-and-vswitch',
  [4, 3, 4, 3, 2, 2, 2, 5, 6, 4, 3],
  (mode = 0, offload = 0, vswitch = 0, nic = 0, tagged = 0, address = 0, owned = 0, ...wanted) => {
    const [groups = 0, vsa = 0, wantedNic = 0, checksum = 0] = wanted;
    if ((vswitch === 0 && nic !== 0) || (nic === 0 && tagged !== 0)) return undefined;
    const before = threeNics(offload);
    const now = MODES[mode] ?? null;
    if (now !== null)
      before.groups.set('lan900', {
        mode: now,
        ports: now === 'MANUAL' ? ['lan1'] : ['lan1', 'lan2'],
        loadBalancing: now === 'LAN_MONITOR' ? 'LB_HS' : 'LB_MAC',
      });
    const uplink = now === null ? 'lan1' : 'lan900';
    if (address === 1) {
      before.addresses.push({ interface: uplink, address: '10.0.1.1' });
      before.netconf.push({ interface: now === 'LAN_MONITOR' ? 'lan1' : uplink, address: '10.0.1.1' });
    }
    if (vswitch > 0)
      before.vswitches.set('vsa', { uplink: vswitch === 3 ? null : uplink, isUp: vswitch !== 2, isShareable: true });
    before.guests.set('g1', { isOn: true, hasPendingConfiguration: false, isModifiable: true });
    const adapter = nic === 2 || vswitch === 3 ? 'lan' : 'avio_lan';
    if (nic > 0) addGuest(before, nic === 1, adapter, tagged === 1 ? 120 : null);
    if (owned === 1) ownAll(before);

    const mode2 = [null, null, 'LAN_MONITOR', 'LACP_AUTO', 'MANUAL'][groups] ?? null;
    const isGroupedAfter = mode2 !== null || (now !== null && (groups === 0 || owned === 0));
    const uplink2 = isGroupedAfter ? 'lan900' : 'lan1';
    if (vsa === 4 && mode2 !== null) return undefined;
    const lists = {
      ...(groups === 0
        ? {}
        : { apaGroups: mode2 === null ? [] : [{ name: 'lan900', mode: mode2, ports: ['lan1', 'lan2'] }] }),
      ...[
        {},
        { vswitches: [] },
        { vswitches: [{ name: 'vsa', uplink: uplink2, state: 'up' }] },
        { vswitches: [{ name: 'vsa', uplink: uplink2, state: 'down' }] },
        { vswitches: [{ name: 'vsa', uplink: 'lan2' }] },
        { vswitches: [{ name: 'vsa', uplink: null }] },
      ][vsa],
      ...[
        {},
        { guestNics: [] },
        { guestNics: [{ guest: 'g1', slot: '0,1', vswitch: 'vsa', adapter, vlanId: null }] },
        { guestNics: [{ guest: 'g1', slot: '0,1', vswitch: 'vsa', adapter, vlanId: 120 }] },
      ][wantedNic],
      ...(checksum === 0 ? {} : { lanInterfaces: [{ name: 'lan1', checksumOffload: checksum === 1 ? 'on' : 'off' }] }),
    };
    return { before, lists };
  },
);

/** Two vswitches over two NICs with a host VLAN and a guest NIC between them: every move, swap, creation and removal. */
const moveWorld = tinyWorld(
  'two-vswitches',
  [2, 4, 5, 5, 2, 5, 5, 5, 3],
  (offload = 0, vsa = 0, vsb = 0, nic = 0, hostVlan = 0, ...wanted) => {
    const [vsaAfter = 0, vsbAfter = 0, nicAfter = 0, hostVlanAfter = 0] = wanted;
    const before = threeNics(offload);
    const place = (digit: number): { uplink: string; isUp: boolean; isShareable: true } => ({
      uplink: digit % 2 === 0 ? 'lan1' : 'lan2',
      isUp: digit < 2,
      isShareable: true,
    });
    before.vswitches.set('vsa', place(vsa));
    if (vsb > 0) before.vswitches.set('vsb', place(vsb - 1));
    before.guests.set('g1', { isOn: true, hasPendingConfiguration: false, isModifiable: true });
    if (nic > 0) addGuest(before, nic < 3, 'avio_lan', nic % 2 === 0 ? 120 : null);
    if (hostVlan === 1) before.hostVlans.set('lan5000', { uplink: 'lan1', vlanId: 20 });
    ownAll(before);
    const wish = (name: string, digit: number): readonly object[] => {
      if (digit === 0) return [];
      const { uplink, isUp } = place(digit - 1);
      return [{ name, uplink, state: isUp ? 'up' : 'down' }];
    };
    const guestNics = [1, 2, 3, 4]
      .filter((digit) => digit === nicAfter)
      .map((digit) => ({
        ...{ guest: 'g1', slot: '0,1', adapter: 'avio_lan', vswitch: digit < 3 ? 'vsa' : 'vsb' },
        vlanId: digit % 2 === 0 ? 120 : null,
      }));
    const lists = {
      hostVlans: hostVlanAfter === 0 ? [] : [{ name: 'lan5000', uplink: `lan${hostVlanAfter}`, vlanId: 20 }],
      vswitches: [...wish('vsa', vsaAfter), ...wish('vsb', vsbAfter)],
      guestNics,
    };
    return { before, lists };
  },
);

/** The worlds that are enumerated completely. */
export const TINY_WORLDS: readonly TinyWorld[] = [groupWorld, moveWorld];
