import { APA_MODES, LOAD_BALANCING } from '../../src/model/desired-host';
import type { Random } from './random';
import { SLOTS, VLAN_IDS, VSWITCH_NAMES, freeInterfaces, freePort, randomGroup } from './random-world';
import { GROUPS, groupOf, macOfGuestNic, type World, type WorldGuestNic } from './world';

/** A goal under construction: the host as it shall be, and what it takes to say so. */
export interface Goal {
  readonly before: World;
  readonly after: World;
  /** Addresses that the desired state does not mention although they exist. */
  readonly unmentioned: Set<string>;
  /** Guest NICs whose port number is written down. */
  readonly fixedPorts: Set<string>;
  readonly random: Random;
}

type Mutation = (goal: Goal) => void;

/** Ways a desired state differs from a host, with how often each is drawn. */
export const MUTATIONS: readonly (readonly [weight: number, mutation: Mutation])[] = [
  [3, switchChecksumOffload],
  [2, switchSegmentationOffload],
  [4, createGroup],
  [2, deleteGroup],
  [3, changeGroupMode],
  [4, movePort],
  [1, changeLoadBalancing],
  [2, createHostVlan],
  [2, changeHostVlan],
  [1, deleteHostVlan],
  [4, createVswitch],
  [3, deleteVswitch],
  [3, repointVswitch],
  [2, flipVswitch],
  [1, renameVswitch],
  [1, swapUplinks],
  [5, addGuestNic],
  [3, removeGuestNic],
  [3, moveGuestNic],
  [3, tagGuestNic],
  [1, changeAdapter],
  [1, replaceMac],
  [1, fixPort],
  [1, changeFrames],
];

/** What is removed must be known as ours, or nothing will be planned. */
export function own(goal: Goal, address: string): void {
  goal.before.owned.add(address);
}

function pickKey(goal: Goal, map: ReadonlyMap<string, unknown>): string | undefined {
  return map.size === 0 ? undefined : goal.random.pick([...map.keys()]);
}

function pickVswitch(goal: Goal): string | undefined {
  const names = [...goal.after.vswitches.keys()].filter((name) => name !== 'localnet');
  return names.length === 0 ? undefined : goal.random.pick(names);
}

function pickNic({ after, random }: Goal): World['nics'][number] {
  return random.pick(after.nics);
}

function switchChecksumOffload(goal: Goal): void {
  const nic = pickNic(goal);
  const value = nic.receive === 'on' || goal.random.chance(0.2) ? 'off' : 'on';
  Object.assign(nic, { receive: value, transmit: value, segmentation: value === 'on' && nic.segmentation });
}

function switchSegmentationOffload(goal: Goal): void {
  const able = goal.after.nics.filter(({ is10G }) => is10G);
  if (able.length === 0) return;
  const nic = goal.random.pick(able);
  nic.segmentation = !nic.segmentation;
  if (nic.segmentation) Object.assign(nic, { receive: 'on', transmit: 'on' });
}

function createGroup({ after, random }: Goal): void {
  const name = random.pick(GROUPS);
  const spare = random.shuffled(after.nics.filter((nic) => groupOf(after, nic.name) === undefined));
  if (after.groups.has(name) || spare.length === 0) return;
  after.groups.set(
    name,
    randomGroup(
      random,
      spare.slice(0, 1 + random.below(3)).map((nic) => nic.name),
    ),
  );
}

function deleteGroup(goal: Goal): void {
  const name = pickKey(goal, goal.after.groups);
  if (name === undefined) return;
  goal.after.groups.delete(name);
  own(goal, `apaGroup.${name}`);
}

function changeGroupMode(goal: Goal): void {
  const name = pickKey(goal, goal.after.groups);
  const group = goal.after.groups.get(name ?? '');
  if (name === undefined || group === undefined) return;
  goal.after.groups.set(name, randomGroup(goal.random, group.ports, goal.random.pick(APA_MODES)));
}

/** A NIC joins a group, leaves it, changes places with another, or takes a vswitch's uplink into the group. */
function movePort({ after, random }: Goal): void {
  const groups = [...after.groups.values()];
  if (groups.length === 0) return;
  const into = random.pick(groups);
  const nic = random.pick(after.nics).name;
  const from = groups.find((group) => group.ports.includes(nic));
  if (from === into) {
    if (into.ports.length > 1) into.ports = into.ports.filter((port) => port !== nic);
    return;
  }
  const given = into.ports.length > 0 && random.chance(0.4) ? random.pick(into.ports) : undefined;
  if (from !== undefined) {
    from.ports = from.ports.filter((port) => port !== nic);
    if (given !== undefined) from.ports.push(given);
  }
  into.ports = [...into.ports.filter((port) => port !== given), nic];
}

function changeLoadBalancing(goal: Goal): void {
  const group = goal.after.groups.get(pickKey(goal, goal.after.groups) ?? '');
  if (group !== undefined && group.mode !== 'LAN_MONITOR') group.loadBalancing = goal.random.pick(LOAD_BALANCING);
}

function createHostVlan({ after, random }: Goal): void {
  const name = random.pick(['lan5000', 'lan5001', 'lan5002']);
  if (!after.hostVlans.has(name))
    after.hostVlans.set(name, { uplink: random.pick(freeInterfaces(after)), vlanId: random.pick(VLAN_IDS) });
}

function changeHostVlan(goal: Goal): void {
  const vlan = goal.after.hostVlans.get(pickKey(goal, goal.after.hostVlans) ?? '');
  if (vlan === undefined) return;
  if (goal.random.chance(0.5)) vlan.vlanId = goal.random.pick(VLAN_IDS);
  else vlan.uplink = goal.random.pick(freeInterfaces(goal.after));
}

function deleteHostVlan(goal: Goal): void {
  const name = pickKey(goal, goal.after.hostVlans);
  if (name === undefined) return;
  goal.after.hostVlans.delete(name);
  own(goal, `hostVlan.${name}`);
}

function createVswitch({ after, random }: Goal): void {
  const name = random.pick(VSWITCH_NAMES.slice(0, 5));
  if (after.vswitches.has(name)) return;
  const uplink = random.chance(0.1) ? null : random.pick(freeInterfaces(after));
  after.vswitches.set(name, { uplink, isUp: random.chance(0.85), isShareable: true });
}

function deleteVswitch(goal: Goal): void {
  const name = pickVswitch(goal);
  if (name === undefined) return;
  goal.after.vswitches.delete(name);
  own(goal, `vswitch.${name}`);
}

function repointVswitch(goal: Goal): void {
  const vswitch = goal.after.vswitches.get(pickVswitch(goal) ?? '');
  if (vswitch === undefined) return;
  vswitch.uplink = goal.random.chance(0.08) ? null : goal.random.pick(freeInterfaces(goal.after));
}

function flipVswitch(goal: Goal): void {
  const vswitch = goal.after.vswitches.get(pickVswitch(goal) ?? '');
  if (vswitch !== undefined) vswitch.isUp = !vswitch.isUp;
}

function renameVswitch(goal: Goal): void {
  const name = pickVswitch(goal);
  const vswitch = goal.after.vswitches.get(name ?? '');
  const other = goal.random.pick(VSWITCH_NAMES.slice(0, 5));
  if (name === undefined || vswitch === undefined || goal.after.vswitches.has(other)) return;
  goal.after.vswitches.delete(name);
  own(goal, `vswitch.${name}`);
  goal.after.vswitches.set(other, vswitch);
  for (const [identity, nic] of goal.after.guestNics)
    if (nic.vswitch === name) goal.after.guestNics.set(identity, { ...nic, vswitch: other });
}

function swapUplinks(goal: Goal): void {
  const one = goal.after.vswitches.get(pickVswitch(goal) ?? '');
  const two = goal.after.vswitches.get(pickVswitch(goal) ?? '');
  if (one === undefined || two === undefined) return;
  [one.uplink, two.uplink] = [two.uplink, one.uplink];
}

function addGuestNic(goal: Goal): void {
  const { after, random } = goal;
  const guest = pickKey(goal, after.guests);
  const vswitch = pickKey(goal, after.vswitches);
  if (guest === undefined || vswitch === undefined) return;
  const identity = `${guest}:${random.pick(SLOTS)}`;
  if (after.guestNics.has(identity)) return;
  const isInner = after.vswitches.get(vswitch)?.uplink === null;
  after.guestNics.set(identity, {
    vswitch,
    adapter: isInner ? 'lan' : random.chance(0.9) ? 'avio_lan' : 'lan',
    port: freePort(after, vswitch),
    vlanId: vswitch !== 'localnet' && random.chance(0.35) ? random.pick(VLAN_IDS) : null,
    mac: random.chance(0.2) ? macOfGuestNic(random.chance(0.9) ? 700 + random.below(9) : 1) : null,
  });
  if (random.chance(0.2)) goal.fixedPorts.add(identity);
}

function removeGuestNic(goal: Goal): void {
  const identity = pickKey(goal, goal.after.guestNics);
  if (identity === undefined) return;
  goal.after.guestNics.delete(identity);
  own(goal, `guestNic.${identity}`);
}

function moveGuestNic(goal: Goal): void {
  const vswitch = pickKey(goal, goal.after.vswitches);
  const identity = pickSettledNic(goal);
  const nic = goal.after.guestNics.get(identity ?? '');
  if (vswitch === undefined || nic === undefined || nic.vswitch === vswitch) return;
  Object.assign(nic, { vswitch, port: freePort(goal.after, vswitch) } satisfies Partial<WorldGuestNic>);
  if (goal.after.vswitches.get(vswitch)?.uplink === null) nic.adapter = 'lan';
  if (vswitch === 'localnet') nic.vlanId = null;
}

/** Mostly a NIC of a stopped guest, whose every property can be changed. */
function pickSettledNic(goal: Goal): string | undefined {
  const all = [...goal.after.guestNics.keys()];
  const stopped = all.filter((identity) => goal.after.guests.get(identity.split(':')[0] ?? '')?.isOn === false);
  const from = stopped.length > 0 && goal.random.chance(0.85) ? stopped : goal.random.chance(0.4) ? all : [];
  return from.length === 0 ? undefined : goal.random.pick(from);
}

function tagGuestNic(goal: Goal): void {
  const nic = goal.after.guestNics.get(pickKey(goal, goal.after.guestNics) ?? '');
  if (nic === undefined || nic.vswitch === 'localnet') return;
  nic.vlanId = nic.vlanId !== null && goal.random.chance(0.6) ? null : goal.random.pick(VLAN_IDS);
}

function changeAdapter(goal: Goal): void {
  const nic = goal.after.guestNics.get(pickSettledNic(goal) ?? '');
  if (nic !== undefined) nic.adapter = nic.adapter === 'lan' ? 'avio_lan' : 'lan';
}

function replaceMac(goal: Goal): void {
  const nic = goal.after.guestNics.get(pickKey(goal, goal.after.guestNics) ?? '');
  if (nic !== undefined) nic.mac = macOfGuestNic(goal.random.chance(0.95) ? 800 + goal.random.below(9) : 1);
}

function fixPort(goal: Goal): void {
  const identity = pickSettledNic(goal);
  const nic = goal.after.guestNics.get(identity ?? '');
  if (identity === undefined || nic === undefined) return;
  nic.port = goal.random.chance(0.8) ? freePort(goal.after, nic.vswitch) : 1 + goal.random.below(4);
  goal.fixedPorts.add(identity);
}

function changeFrames({ after, random }: Goal): void {
  after.frames = random.pick([0, 1, 2, 30]);
}
