import type { DesiredHost } from '../../src/model/desired-host';
import type { ObservedHost } from '../../src/model/observed-host';
import { desiredFrom } from './desired-from';
import { MUTATIONS, own, type Goal } from './mutations';
import { randomFrom, type Random } from './random';
import { LARGE, SMALL, freePort, randomWorld } from './random-world';
import { observedFrom } from './observed-from';
import { groupOf, type World } from './world';

/** A host as it is and as it shall be. */
export interface Instance {
  /** Class and number: with the seed, all it takes to make it again. */
  readonly label: string;
  readonly observed: ObservedHost;
  readonly desired: DesiredHost;
}

/** The nth small instance of a seed: up to four NICs, three groups, four vswitches, and one to three differences. */
export function smallInstance(seed: number, number: number): Instance {
  const random = randomFrom(seed, number * 2);
  return { label: `small ${number}`, ...randomPair(random, randomWorld(random, SMALL), 1 + random.below(3)) };
}

/** The nth large instance of a seed: up to ten NICs, four groups, eight vswitches, and three to twelve differences. */
export function largeInstance(seed: number, number: number): Instance {
  const random = randomFrom(seed, number * 2 + 1);
  return { label: `large ${number}`, ...randomPair(random, randomWorld(random, LARGE), 3 + random.below(10)) };
}

function randomPair(random: Random, before: World, differences: number): Omit<Instance, 'label'> {
  const after = structuredClone(before);
  const goal: Goal = { before, after, unmentioned: new Set(), fixedPorts: new Set(), random };
  const total = MUTATIONS.reduce((sum, [weight]) => sum + weight, 0);
  for (let count = 0; count < differences; count += 1) {
    let drawn = random.below(total);
    for (const [weight, mutate] of MUTATIONS) {
      drawn -= weight;
      if (drawn >= 0) continue;
      mutate(goal);
      break;
    }
  }
  repair(goal);
  return { observed: observedFrom(before), desired: desiredFrom(goal) };
}

/** Makes the goal a document that the decoder accepts; what the planner is to refuse stays in now and then. */
function repair(goal: Goal): void {
  const { after } = goal;
  for (const [name, group] of [...after.groups]) {
    if (group.ports.length === 0) {
      after.groups.delete(name);
      own(goal, `apaGroup.${name}`);
    } else if (group.mode === 'LAN_MONITOR' && group.ports.length < 2) {
      after.groups.set(name, { ...group, mode: 'MANUAL', loadBalancing: 'LB_MAC' });
    }
  }
  for (const [name, vswitch] of after.vswitches) settleUplink(goal, `vswitch.${name}`, vswitch);
  for (const [name, vlan] of after.hostVlans) {
    settleUplink(goal, `hostVlan.${name}`, vlan);
    const isTwin = [...after.hostVlans].some(
      ([other, { uplink, vlanId }]) => other < name && uplink === vlan.uplink && vlanId === vlan.vlanId,
    );
    if (!isTwin) continue;
    after.hostVlans.delete(name);
    own(goal, `hostVlan.${name}`);
  }
  for (const identity of [...after.guestNics.keys()]) settleNic(goal, identity);
}

/** What sits on a NIC that joined a group moves to the group; what sits on a group that goes, to one of its ports. */
function settleUplink(goal: Goal, address: string, user: { uplink: string | null }): void {
  const { before, after, random } = goal;
  if (user.uplink === null) return;
  const isDeclaredPort = groupOf(after, user.uplink);
  const wasGroup = before.groups.get(user.uplink);
  const isGone = wasGroup !== undefined && !after.groups.has(user.uplink);
  if (isDeclaredPort === undefined && !isGone) return;
  if (random.chance(0.15)) {
    goal.unmentioned.add(address);
    const kept = address.startsWith('vswitch.')
      ? before.vswitches.get(address.slice('vswitch.'.length))
      : before.hostVlans.get(address.slice('hostVlan.'.length));
    if (kept !== undefined) {
      user.uplink = kept.uplink;
      return;
    }
  }
  const refuge = wasGroup?.ports.find((port) => groupOf(after, port) === undefined);
  user.uplink = isDeclaredPort ?? refuge ?? after.groups.keys().next().value ?? user.uplink;
  if (groupOf(after, user.uplink) !== undefined) goal.unmentioned.add(address);
}

function settleNic(goal: Goal, identity: string): void {
  const { after, random } = goal;
  const nic = after.guestNics.get(identity);
  if (nic === undefined || after.vswitches.has(nic.vswitch) || random.chance(0.08)) return;
  const isOn = after.guests.get(identity.split(':')[0] ?? '')?.isOn === true;
  const refuges = [...after.vswitches.keys()].filter((name) => name !== 'localnet');
  if ((isOn && random.chance(0.9)) || refuges.length === 0) {
    after.guestNics.delete(identity);
    own(goal, `guestNic.${identity}`);
    return;
  }
  nic.vswitch = random.pick(refuges);
  nic.port = freePort(after, nic.vswitch);
}
