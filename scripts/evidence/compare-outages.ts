import type { Outage, Plan } from '../../src/plan/plan-document';
import type { SimulatedHostState } from '../../src/simulator/simulated-host-state';
import type { CarriedOut } from './carry-out-steps';
import type { Random } from './random';
import { count, type Tally } from './tally';

/** Something that was cut off while a plan ran: from the step that cut it off to the one that brought it back. */
interface Interruption {
  /** What was cut off, and under which addresses a plan may have announced it. */
  readonly what: string;
  readonly addresses: readonly string[];
  /** Indexes of steps; `to` is null when it was not brought back. */
  readonly from: number;
  readonly to: number | null;
}

/**
 * Measures on the simulated host who was cut off between which steps, gives every step a duration drawn from its range,
 * and compares with what the plan announced.
 */
export function compareOutages(plan: Plan, done: CarriedOut, random: Random, tally: Tally, label: string): void {
  const seconds = plan.steps.map(({ durationSeconds }) => random.between(durationSeconds.min, durationSeconds.max));
  const place = new Map(plan.steps.map((step, index) => [step.id, index]));
  const found = interruptionsOf(plan, done.states);
  for (const interruption of found) {
    count(tally, 'outages measured');
    const announced = plan.outages.filter((outage) => covers(outage, interruption, place));
    if (announced.length === 0) {
      count(tally, 'outages unpredicted', 1, `${label}: ${interruption.what}`);
      continue;
    }
    const last = interruption.to ?? plan.steps.length - 1;
    const lasted = seconds.slice(interruption.from, last + 1).reduce((sum, each) => sum + each, 0);
    // Figures in a plan are rounded to tenths.
    const isInside = announced.some(({ seconds: { min, max } }) => lasted >= min - 0.05 && lasted <= max + 0.05);
    if (isInside) count(tally, 'outages inside the interval');
    else count(tally, 'outages outside the interval', 1, `${label}: ${interruption.what}, ${lasted.toFixed(1)} s`);
  }
  for (const outage of plan.outages) {
    count(tally, 'outages announced');
    // The guest NICs on a vswitch that stays down may all have been taken away before.
    const isVswitchForGood = outage.isPermanent === true && outage.address.startsWith('vswitch.');
    const isNicOfNobody = outage.guests.length === 0 && outage.address.startsWith('guestNic.');
    if (!isVswitchForGood && !isNicOfNobody && !found.some((interruption) => covers(outage, interruption, place)))
      count(tally, 'outages announced that nobody felt', 1, `${label}: ${outage.address} ${outage.fromStep}`);
  }
}

function covers(outage: Outage, { addresses, from, to }: Interruption, place: ReadonlyMap<string, number>): boolean {
  if (!addresses.includes(outage.address)) return false;
  const begins = place.get(outage.fromStep) ?? Number.POSITIVE_INFINITY;
  const ends = outage.isPermanent === true ? Number.POSITIVE_INFINITY : (place.get(outage.toStep) ?? -1);
  return begins <= from && ends >= (to ?? Number.POSITIVE_INFINITY);
}

/**
 * Every running guest NIC, every vswitch and every host address that worked at the start. What a plan brings up and takes away
 * again (a NIC to be removed, on a vswitch that comes up before) was of no use to anybody when it began.
 */
function interruptionsOf(plan: Plan, states: readonly SimulatedHostState[]): readonly Interruption[] {
  const start = states[0];
  if (start === undefined) return [];
  const found: Interruption[] = [];
  const watch = (what: string, addresses: readonly string[], isThere: (host: SimulatedHostState) => boolean): void => {
    if (!isThere(start)) return;
    let lostAt: number | null = null;
    let wasThere = true;
    for (const [index, state] of states.slice(1).entries()) {
      const isThereNow = isThere(state);
      if (!isThereNow && wasThere) lostAt = index;
      if (isThereNow && lostAt !== null) {
        found.push({ what, addresses, from: lostAt, to: index });
        lostAt = null;
      }
      wasThere = isThereNow;
    }
    if (lostAt !== null) found.push({ what, addresses, from: lostAt, to: null });
  };
  for (const guest of start.guests) {
    if (!guest.isOn) continue;
    for (const nic of guest.nics) {
      const address = `guestNic.${guest.name}:${nic.slot}`;
      const vlans = [start, states.at(-1) ?? start].map((host) => vlanOf(host, guest.name, nic.slot));
      watch(
        address,
        [address, `vswitch.${nic.vswitch}`],
        (host) => isConnected(host, guest.name, nic.slot) && vlans.includes(vlanOf(host, guest.name, nic.slot)),
      );
    }
  }
  const ofNics = found.length;
  for (const { name } of start.vswitches) watch(`vswitch.${name}`, [`vswitch.${name}`], (host) => isUp(host, name));
  // A vswitch that stays down cuts off the guest NICs that are still on it then: those are watched themselves.
  const ofVswitches = found.splice(ofNics).filter(({ to }) => to !== null);
  found.push(...ofVswitches);
  for (const { address } of start.addresses) {
    const groups = plan.changes.filter(({ address: changed }) => changed.startsWith('apaGroup.'));
    watch(
      `host address ${address}`,
      groups.map((change) => change.address),
      (host) => host.addresses.some((each) => each.address === address && each.isUp),
    );
  }
  return found;
}

function isUp(host: SimulatedHostState, vswitch: string): boolean {
  return host.vswitches.some(({ name, isUp: up }) => name === vswitch && up);
}

/** VLAN id of the port of a guest NIC; undefined: untagged; null: no such NIC. Traffic of another VLAN is that of another network. */
function vlanOf(host: SimulatedHostState, guest: string, slot: string): number | undefined | null {
  const nic = host.guests.find(({ name }) => name === guest)?.nics.find((each) => each.slot === slot);
  if (nic === undefined) return null;
  return host.vswitches.find(({ name }) => name === nic.vswitch)?.portVlans[String(nic.port)];
}

function isConnected(host: SimulatedHostState, guest: string, slot: string): boolean {
  const nic = host.guests.find(({ name }) => name === guest)?.nics.find((each) => each.slot === slot);
  return nic !== undefined && isUp(host, nic.vswitch);
}
