import { APA_MODES, type ApaMode } from '../../src/model/desired-host';
import { NULL_MAC, type MacAddress } from '../../src/model/mac-address';
import type { ObservedHost } from '../../src/model/observed-host';
import { observedFrom } from './observed-from';
import { randomFrom, type Random } from './random';
import { smallInstance, type Instance } from './random-instance';
import { VLAN_IDS } from './random-world';
import { emptyWorld, macOfGuestNic, plainNic, type World } from './world';

/** A host as few are, and what is wanted of it. */
interface Unusual {
  readonly observed: ObservedHost;
  readonly lists: object;
}

/** Situations that no random host stands in, each for a rule that would else never speak. */
const SITUATIONS: readonly (readonly [name: string, build: (random: Random) => Unusual])[] = [
  ['host-that-is-a-guest', hostThatIsAGuest],
  ['guest-of-many-nics', guestOfManyNics],
  ['group-of-many-ports', groupOfManyPorts],
  ['other-keys', otherKeys],
  ['no-link', noLink],
  ['busy-vswitch', busyVswitch],
  ['stale-vswitch', staleVswitch],
  ['vlan-id-in-use', vlanIdInUse],
];

/** Everything that a plan may have to know about. */
const UNREADABLE = [
  'addresses',
  'netconf',
  'ipv6Interfaces',
  'vswitches',
  'guests',
  'guestNics',
  'promiscuousPrograms',
] as const;

/** The nth unusual instance of a seed: the situations by turns; in the last turn of nine, something cannot be read. */
export function unusualInstance(seed: number, number: number): Instance {
  const random = randomFrom(seed ^ 0x0dd, number);
  const [name, build] = SITUATIONS[number % (SITUATIONS.length + 1)] ?? ['unreadable', undefined];
  const label = `unusual ${number} (${name})`;
  if (build === undefined) return { ...unreadable(smallInstance(seed ^ 0x0dd, number), random), label };
  const { observed, lists } = build(random);
  const desired = { formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1', ...lists };
  return { label, observed, desired: desired as unknown as Instance['desired'] };
}

function unreadable(instance: Instance, random: Random): Instance {
  const { vswitches, coverage } = instance.observed;
  const subject = random.pick([...UNREADABLE, ...vswitches.map(({ name }) => `vswitch.${name}`)]);
  const gap = { subject, probe: 'a probe', reason: 'it failed' };
  return { ...instance, observed: { ...instance.observed, coverage: [...coverage, gap] } };
}

/** A host with NICs alike, the first of which manages it, and vswitches `vsa` on lan1 and `vsb` on lan2. */
function plainWorld(nics: number, vswitches: number): World {
  const world = emptyWorld();
  for (let ppa = 0; ppa < nics; ppa += 1) world.nics.push(plainNic(`lan${ppa}`));
  world.addresses.push({ interface: 'lan0', address: '10.0.0.1' });
  world.netconf.push({ interface: 'lan0', address: '10.0.0.1' });
  for (const [index, name] of ['vsa', 'vsb'].slice(0, vswitches).entries())
    world.vswitches.set(name, { uplink: `lan${index + 1}`, isUp: true, isShareable: true });
  return world;
}

function addGuest(world: World, name: string, isOn: boolean): void {
  world.guests.set(name, { isOn, hasPendingConfiguration: false, isModifiable: true });
}

function addNic(world: World, identity: string, vswitch: string, vlanId: number | null = null): void {
  const port = 1 + [...world.guestNics.values()].filter((nic) => nic.vswitch === vswitch).length;
  const mac = macOfGuestNic(world.guestNics.size + 1);
  world.guestNics.set(identity, { vswitch, adapter: 'avio_lan', port, vlanId, mac });
}

function ports(from: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `lan${from + index}`);
}

function hostThatIsAGuest(random: Random): Unusual {
  const observed = observedFrom(plainWorld(4, 1));
  const model = random.chance(0.7) ? 'ia64 hp server Integrity Virtual Machine' : 'ia64 hp server rx8640';
  const wanted = { name: 'lan900', mode: random.pick(APA_MODES), ports: ['lan2', 'lan3'] };
  return { observed: { ...observed, platform: { ...observed.platform, model } }, lists: { apaGroups: [wanted] } };
}

/** A guest has 64 places for NICs. */
function slot(number: number): string {
  return `${Math.floor(number / 8)},${number % 8}`;
}

function guestOfManyNics(random: Random): Unusual {
  const world = plainWorld(3, 2);
  addGuest(world, 'g1', random.chance(0.5));
  const before = 56 + random.below(6);
  for (let number = 0; number < before; number += 1) addNic(world, `g1:${slot(number)}`, 'vsa');
  const added = 1 + random.below(Math.min(5, 64 - before));
  const guestNics = Array.from({ length: added }, (_, index) => ({
    ...{ guest: 'g1', slot: slot(before + index), vswitch: 'vsb', adapter: 'avio_lan' },
  }));
  return { observed: observedFrom(world), lists: { guestNics } };
}

/** A group about as large as its mode allows; a document that names too many ports is refused before it comes here. */
function groupOfManyPorts(random: Random): Unusual {
  const mode = random.pick(APA_MODES);
  const mayBeLarge = mode === 'LACP_AUTO' || mode === 'LAN_MONITOR';
  const after = random.pick(mayBeLarge ? [7, 8, 9, 10, 12] : [7, 8]);
  if (random.chance(0.4)) return largeGroupOfAnotherMode(random, mode);
  const before = random.chance(0.5) ? 0 : after - 1 - random.below(2);
  const world = plainWorld(after + 1, 0);
  if (before > 0) {
    const loadBalancing = mode === 'LAN_MONITOR' ? 'LB_HS' : 'LB_MAC';
    world.groups.set('lan900', { mode, ports: ports(1, before), loadBalancing });
    world.vswitches.set('vsa', { uplink: 'lan900', isUp: random.chance(0.7), isShareable: true });
  }
  const lists = { apaGroups: [{ name: 'lan900', mode, ports: ports(1, after) }] };
  return { observed: observedFrom(world), lists };
}

/** The mode changes, and the ports stay, which are too many for some modes. */
function largeGroupOfAnotherMode(random: Random, mode: ApaMode): Unusual {
  const count = random.pick([8, 9, 10]);
  const world = plainWorld(count + 1, 0);
  world.groups.set('lan900', { mode: 'LACP_AUTO', ports: ports(1, count), loadBalancing: 'LB_MAC' });
  return { observed: observedFrom(world), lists: { apaGroups: [{ name: 'lan900', mode }] } };
}

/** A group, or a NIC that is to join one, was set up with a number of somebody's own. */
function otherKeys(random: Random): Unusual {
  const mode = random.pick(['LACP_AUTO', 'FEC_AUTO'] as const);
  const field = mode === 'LACP_AUTO' ? 'key' : 'groupCapability';
  const world = plainWorld(5, 0);
  world.groups.set('lan900', { mode, ports: ['lan1'], loadBalancing: 'LB_MAC' });
  const number = random.pick([900, 901, 905]);
  const ofSpare = random.pick([undefined, 900, 901]);
  const observed = observedFrom(world);
  const altered: ObservedHost = {
    ...observed,
    apaGroups: observed.apaGroups.map((group) => (group.name === 'lan900' ? { ...group, [field]: number } : group)),
    lanInterfaces: observed.lanInterfaces.map((nic) => {
      const own = nic.name === 'lan1' ? number : nic.name === 'lan2' ? ofSpare : undefined;
      const none = { mode: 'MANUAL', key: null, groupCapability: null };
      return own === undefined ? nic : { ...nic, apaPort: { ...(nic.apaPort ?? none), mode, [field]: own } };
    }),
  };
  const wanted = random.chance(0.5)
    ? { name: 'lan900', mode, ports: ['lan1', 'lan2'] }
    : { name: 'lan901', mode, ports: ['lan2', 'lan3'] };
  return { observed: altered, lists: { apaGroups: [wanted] } };
}

/** A NIC or group without a link, which a new vswitch or guest NIC is to use. */
function noLink(random: Random): Unusual {
  const world = plainWorld(5, 2);
  world.groups.set('lan900', { mode: 'LACP_AUTO', ports: ['lan3', 'lan4'], loadBalancing: 'LB_MAC' });
  addGuest(world, 'g1', random.chance(0.5));
  const dead = new Set(random.chance(0.5) ? ['lan1'] : random.chance(0.5) ? ['lan3', 'lan4'] : ['lan3', 'lan1']);
  const observed = observedFrom(world);
  const isGroupDead = random.chance(0.3);
  const altered: ObservedHost = {
    ...observed,
    lanInterfaces: observed.lanInterfaces.map((nic) => (dead.has(nic.name) ? { ...nic, state: 'down' } : nic)),
    apaGroups: observed.apaGroups.map((group) => (isGroupDead ? { ...group, state: 'down' } : group)),
  };
  const guestNics = [{ guest: 'g1', slot: '0,1', vswitch: random.pick(['vsa', 'vsb', 'vsc']), adapter: 'avio_lan' }];
  const lists = { vswitches: [{ name: 'vsc', uplink: 'lan900', state: 'up' }], guestNics };
  return { observed: altered, lists };
}

/** Seven to twelve guests on one vswitch, some of them off, and more to come. */
function busyVswitch(random: Random): Unusual {
  const world = plainWorld(3, 2);
  const count = 7 + random.below(6);
  for (let number = 1; number <= count; number += 1) {
    addGuest(world, `g${number}`, random.chance(0.9));
    addNic(world, `g${number}:0,1`, 'vsa', random.chance(0.2) ? random.pick(VLAN_IDS) : null);
  }
  addGuest(world, 'g99', random.chance(0.8));
  const wanted = { guest: 'g99', slot: '0,1', vswitch: random.chance(0.8) ? 'vsa' : 'vsb', adapter: 'avio_lan' };
  return { observed: observedFrom(world), lists: { guestNics: [wanted] } };
}

/** A running vswitch shows an address that its uplink no longer has. */
function staleVswitch(random: Random): Unusual {
  const world = plainWorld(3, 2);
  addGuest(world, 'g1', random.chance(0.7));
  addNic(world, 'g1:0,1', 'vsa', random.chance(0.3) ? 20 : null);
  world.addresses.push({ interface: 'lan1', address: '10.0.1.1' });
  world.netconf.push({ interface: 'lan1', address: '10.0.1.1' });
  const observed = observedFrom(world);
  const isMacStale = random.chance(0.6);
  const stale = isMacStale
    ? { mac: (random.chance(0.1) ? NULL_MAC : '0x00306e3981ff') as MacAddress }
    : { ipAddress: '10.0.9.9' };
  const altered: ObservedHost = {
    ...observed,
    vswitches: observed.vswitches.map((vswitch) => (vswitch.name === 'vsa' ? { ...vswitch, ...stale } : vswitch)),
  };
  const lists = random.pick<object>([
    { vswitches: [{ name: 'vsa', uplink: 'lan1', state: 'up' }] },
    { vswitches: [{ name: 'vsa', uplink: 'lan2' }] },
    { guestNics: [{ guest: 'g1', slot: '0,2', vswitch: 'vsa', adapter: 'avio_lan' }] },
    { lanInterfaces: [{ name: 'lan1', checksumOffload: 'on' }] },
  ]);
  return { observed: altered, lists };
}

/** A host VLAN that is not ours already has the id that another is to get. */
function vlanIdInUse(random: Random): Unusual {
  const world = plainWorld(3, random.below(3));
  world.hostVlans.set('lan5000', { uplink: 'lan1', vlanId: 20 });
  if (random.chance(0.5)) world.hostVlans.set('lan5001', { uplink: 'lan2', vlanId: 20 });
  if (random.chance(0.3)) world.owned.add('hostVlan.lan5000');
  const wanted = random.pick([
    { name: 'lan5001', uplink: 'lan1', vlanId: 20 },
    { name: 'lan5002', uplink: 'lan1', vlanId: random.pick(VLAN_IDS) },
  ]);
  return { observed: observedFrom(world), lists: { hostVlans: [wanted] } };
}
