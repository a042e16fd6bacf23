import { APA_MODES, type ApaMode } from '../../src/model/desired-host';
import type { Random } from './random';
import {
  GROUPS,
  emptyWorld,
  groupOf,
  macOfGuestNic,
  nicsUnder,
  plainNic,
  type World,
  type WorldGroup,
  type WorldVswitch,
} from './world';

/** How big generated hosts are. Each maximum is reached now and then. */
export interface WorldSize {
  readonly nics: number;
  readonly groups: number;
  readonly vswitches: number;
  readonly guests: number;
  readonly nicsPerGuest: number;
}

export const SMALL: WorldSize = { nics: 4, groups: 3, vswitches: 4, guests: 3, nicsPerGuest: 3 };
export const LARGE: WorldSize = { nics: 10, groups: 4, vswitches: 8, guests: 6, nicsPerGuest: 4 };

export const VSWITCH_NAMES = ['vsa', 'vsb', 'vsc', 'vsd', 'vse', 'vsf', 'vsg', 'vsh'] as const;
export const SLOTS = ['0,1', '0,2', '0,3', '0,4', '0,5'] as const;
export const VLAN_IDS = [0, 20, 120, 4094] as const;

/**
 * Draws a host. Most are healthy (no VLAN over checksum offload, no capture program); a few stand in a state that the
 * vendor warns of, have gaps in what could be read, or are of another release.
 */
export function randomWorld(random: Random, size: WorldSize): World {
  const world: World = { ...emptyWorld(), version: version(random) };
  const nicCount = 1 + random.below(size.nics);
  for (let ppa = 0; ppa < nicCount; ppa += 1) world.nics.push(randomNic(random, `lan${ppa}`));
  addGroups(world, random, size);
  addHostVlans(world, random);
  addAddresses(world, random);
  addVswitches(world, random, size);
  addGuests(world, random, size);
  if (!random.chance(0.03)) switchOffloadUnderVlans(world);
  world.frames = random.chance(0.6) ? null : random.pick([0, 1, 3, 5]);
  addOwnership(world, random);
  addTroubles(world, random);
  return world;
}

/** Interfaces that something can be put on: configured groups, and NICs that are in none. */
export function freeInterfaces(world: World): readonly string[] {
  return [...world.groups.keys(), ...world.nics.map(({ name }) => name).filter((name) => !groupOf(world, name))];
}

/** A group of these ports that the host would accept. */
export function randomGroup(random: Random, ports: string[], mode: ApaMode = random.pick(APA_MODES)): WorldGroup {
  const fitting = mode === 'LAN_MONITOR' && ports.length < 2 ? 'MANUAL' : mode;
  const loadBalancing =
    fitting === 'LAN_MONITOR' ? 'LB_HS' : random.pick(['LB_MAC', 'LB_MAC', 'LB_IP', 'LB_PORT'] as const);
  return { mode: fitting, ports, loadBalancing };
}

/** The lowest port of a vswitch, from a number on, that no guest NIC has. */
export function freePort(world: World, vswitch: string, from = 1): number {
  const used = new Set([...world.guestNics.values()].filter((nic) => nic.vswitch === vswitch).map(({ port }) => port));
  let port = from;
  while (used.has(port)) port += 1;
  return port;
}

function version(random: Random): string {
  if (random.chance(0.85)) return 'B.04.20.05';
  return random.pick(['B.04.30', 'B.04.20', 'B.03.50']);
}

function randomNic(random: Random, name: string): World['nics'][number] {
  const nic = plainNic(name);
  if (random.chance(0.45)) {
    nic.receive = 'on';
    nic.transmit = random.chance(0.92) ? 'on' : 'off';
  } else if (random.chance(0.05)) nic.transmit = 'on';
  const is10G = random.chance(0.3);
  nic.segmentation = is10G && (nic.transmit === 'on' ? random.chance(0.7) : random.chance(0.03));
  return {
    ...nic,
    driver: random.chance(0.02) ? 'gelan' : is10G ? 'iexgbe' : nic.driver,
    description: random.chance(0.02) ? 'HP A5506B PCI 10/100Base-TX 4 Port' : nic.description,
    is10G,
  };
}

function addGroups(world: World, random: Random, size: WorldSize): void {
  const spare = random.shuffled(world.nics.map(({ name }) => name)).filter(() => random.chance(0.7));
  const groupCount = random.chance(0.35) ? 0 : 1 + random.below(size.groups);
  for (const name of random.shuffled(GROUPS.slice(0, size.groups)).slice(0, groupCount)) {
    const ports = spare.splice(0, 1 + random.below(3));
    if (ports.length > 0) world.groups.set(name, randomGroup(random, ports));
  }
}

function addHostVlans(world: World, random: Random): void {
  const uplinks = freeInterfaces(world);
  if (uplinks.length === 0) return;
  for (const name of ['lan5000', 'lan5001']) {
    if (!random.chance(0.12)) continue;
    const vlan = { uplink: random.pick(uplinks), vlanId: random.pick(VLAN_IDS) };
    const isTwin = [...world.hostVlans.values()].some(
      (other) => other.uplink === vlan.uplink && other.vlanId === vlan.vlanId,
    );
    if (!isTwin) world.hostVlans.set(name, vlan);
  }
}

function addAddresses(world: World, random: Random): void {
  for (const name of [...freeInterfaces(world), ...world.hostVlans.keys()]) {
    if (!random.chance(world.hostVlans.has(name) ? 0.3 : 0.45)) continue;
    const address = `10.0.${world.addresses.length}.1`;
    world.addresses.push({ interface: name, address });
    const group = world.groups.get(name);
    const named = group?.mode === 'LAN_MONITOR' ? group.ports[0] : name;
    if (random.chance(0.93)) world.netconf.push({ interface: named ?? name, address });
  }
}

function addVswitches(world: World, random: Random, size: WorldSize): void {
  if (random.chance(0.25)) world.vswitches.set('localnet', { uplink: null, isUp: true, isShareable: true });
  const uplinks = random.shuffled(freeInterfaces(world));
  const count = 1 + random.below(size.vswitches);
  for (const name of random.shuffled(VSWITCH_NAMES.slice(0, size.vswitches)).slice(0, count)) {
    const isInner = random.chance(0.1);
    const shared = random.chance(0.1) && uplinks.length > 0 ? random.pick(freeInterfaces(world)) : undefined;
    const uplink = isInner ? null : (shared ?? uplinks.pop());
    if (uplink !== undefined) {
      world.vswitches.set(name, { uplink, isUp: random.chance(0.8), isShareable: !random.chance(0.02) });
    }
  }
}

function addGuests(world: World, random: Random, size: WorldSize): void {
  const vswitches = [...world.vswitches.keys()];
  const guestCount = random.below(size.guests + 1);
  for (let number = 1; number <= guestCount; number += 1) {
    const guest = `g${number}`;
    const isOn = random.chance(0.7);
    const isModifiable = !random.chance(0.01);
    world.guests.set(guest, { isOn, hasPendingConfiguration: random.chance(0.02), isModifiable });
    if (vswitches.length === 0) continue;
    const count = random.below(size.nicsPerGuest + 1);
    for (const slot of SLOTS.slice(0, count)) addGuestNic(world, random, `${guest}:${slot}`, random.pick(vswitches));
  }
}

function addGuestNic(world: World, random: Random, identity: string, vswitch: string): void {
  const below = world.vswitches.get(vswitch) as WorldVswitch;
  const mayTag = vswitch !== 'localnet';
  const mayAccelerate = below.uplink !== null || (world.version === 'B.04.30' && vswitch !== 'localnet');
  world.guestNics.set(identity, {
    vswitch,
    adapter: mayAccelerate && random.chance(0.8) ? 'avio_lan' : 'lan',
    port: freePort(world, vswitch, random.chance(0.1) ? 5 : 1),
    vlanId: mayTag && random.chance(0.3) ? random.pick(VLAN_IDS) : null,
    mac: macOfGuestNic(world.guestNics.size + 1),
  });
}

/** Checksum offload goes off wherever a VLAN meets a vswitch. */
function switchOffloadUnderVlans(world: World): void {
  const tagged = new Set<string>();
  for (const nic of world.guestNics.values()) {
    const uplink = world.vswitches.get(nic.vswitch)?.uplink;
    if (nic.vlanId !== null && uplink !== null && uplink !== undefined) tagged.add(uplink);
  }
  for (const { uplink } of world.hostVlans.values())
    if ([...world.vswitches.values()].some((vswitch) => vswitch.uplink === uplink)) tagged.add(uplink);
  for (const name of [...tagged].flatMap((uplink) => nicsUnder(world, uplink))) {
    const nic = world.nics.find((each) => each.name === name);
    if (nic !== undefined) Object.assign(nic, { receive: 'off', transmit: 'off', segmentation: false });
  }
}

function addOwnership(world: World, random: Random): void {
  const addresses = [
    ...[...world.groups.keys()].map((name) => `apaGroup.${name}`),
    ...[...world.hostVlans.keys()].map((name) => `hostVlan.${name}`),
    ...[...world.vswitches.keys()].filter((name) => name !== 'localnet').map((name) => `vswitch.${name}`),
    ...[...world.guestNics.keys()].map((identity) => `guestNic.${identity}`),
  ];
  for (const address of addresses) if (random.chance(0.35)) world.owned.add(address);
}

function addTroubles(world: World, random: Random): void {
  if (random.chance(0.02)) {
    const on = random.chance(0.5) ? random.pick(world.nics).name : null;
    world.programs.push({ command: on === null ? 'tcpdump' : `tcpdump -i ${on}`, interface: on });
  }
  if (random.chance(0.01)) world.cluster = { vswitchmgr: 'running', serviceguard: 'running' };
  if (random.chance(0.02)) world.cluster = { ...world.cluster, serviceguard: 'running' };
  if (random.chance(0.03)) world.managementPathIsKnown = false;
  for (const name of [...world.groups.keys(), ...world.hostVlans.keys()])
    if (random.chance(0.02)) world.unsaved.add(name);
  if (random.chance(0.003)) world.hasUnfinishedRun = true;
  if (random.chance(0.01)) {
    const subjects = [
      'addresses',
      'netconf',
      'promiscuousPrograms',
      'guestNics',
      'hostVlans',
      ...[...world.vswitches.keys()].map((name) => `vswitch.${name}`),
      ...[...world.guests.keys()].map((name) => `guest.${name}`),
      ...world.nics.map(({ name }) => `lanInterface.${name}`),
    ];
    world.coverage.push({ subject: random.pick(subjects), probe: 'a probe', reason: 'it failed' });
  }
}
