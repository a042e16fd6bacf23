import { canonicalJson } from '../../src/model/canonical-json';
import type { PlanStep } from '../../src/plan/plan-document';
import { interpretCommand } from '../../src/simulator/command-interpreter';
import { outstandingHazards } from '../../src/simulator/outstanding-hazards';
import { hostFromScenario } from '../../src/simulator/scenario';
import { scenarioFromSnapshot } from '../../src/simulator/scenario-from-snapshot';
import {
  HPVMCONF,
  NETCONF,
  type SimulatedGuestNic,
  type SimulatedHostState,
} from '../../src/simulator/simulated-host-state';
import type { ObservedHost } from '../../src/model/observed-host';

/** What a sequence of steps led the simulated host into. */
export interface CarriedOut {
  /** The command that was refused, with what it said; the rest was not tried. */
  readonly refusal: string | null;
  /** Hazards recorded on the way, and those outstanding at the end that were not there before. */
  readonly hazards: readonly string[];
  /** The host before the first step and after each. */
  readonly states: readonly SimulatedHostState[];
  /** Addresses that this tool owns afterwards. */
  readonly owned: readonly string[];
}

/** The simulated host that looks like a snapshot. */
export function simulatedFrom(observed: ObservedHost): SimulatedHostState {
  return hostFromScenario(scenarioFromSnapshot(observed));
}

/** Runs steps on a simulated host in-process, in the given order, answers given, stopping at the first refusal. */
export function carryOutSteps(
  start: SimulatedHostState,
  steps: readonly PlanStep[],
  owned: readonly string[],
): CarriedOut {
  const before = new Set(outstandingParts(start));
  const states = [start];
  const ownedNow = new Set(owned);
  const hazards: string[] = [];
  let state = start;
  let refusal: string | null = null;
  for (const step of steps) {
    const result = interpretCommand(state, { argv: step.command, answers: step.answers ?? [] });
    if (result.kind === 'prompt') {
      refusal = `${step.id} ${step.command.join(' ')}: asks ${result.prompt}`;
      break;
    }
    if (result.exitStatus !== 0) {
      refusal = `${step.id} ${step.command.join(' ')}: ${result.exitStatus} ${result.stderr.trim()}`;
      break;
    }
    hazards.push(...result.hazards.map(({ id, detail }) => `${id}: ${detail} (${step.id})`));
    state = result.state;
    states.push(state);
    if (step.ownership?.action === 'claim') ownedNow.add(step.ownership.address);
    if (step.ownership?.action === 'release') ownedNow.delete(step.ownership.address);
  }
  for (const part of outstandingParts(state)) if (!before.has(part)) hazards.push(`outstanding ${part}`);
  return { refusal, hazards, states, owned: [...ownedNow].sort() };
}

/** What is wrong with a host, one line for each object in a list: a list that only became shorter shows nothing new. */
function outstandingParts(host: SimulatedHostState): readonly string[] {
  return outstandingHazards(host).flatMap(({ id, detail }) => {
    const [, start = '', list = detail] = /^(.*(?:: under |[(]|: ))([^()]*)[)]?$/.exec(detail) ?? [];
    return list.split(', ').map((each) => `${id}: ${start}${each}`);
  });
}

/** True when the steps did what they were to do and nothing that a document warns of. */
export function wentWell(done: CarriedOut): boolean {
  return done.refusal === null && done.hazards.length === 0;
}

/**
 * What a host was made into, apart from what only the order decides: numbers of new vswitches, MAC addresses that it made up
 * or that an aggregate takes from the port that joined first, recorded hazards. Running and saved configuration, and
 * restarts that are still due, are part of it.
 */
export function endOf({ states }: CarriedOut): string {
  const host = states.at(-1);
  if (host === undefined) return '';
  const { running, saved, addresses, files, vswitches, guests } = host;
  const byName = (left: { readonly name: string }, right: { readonly name: string }): number =>
    left.name < right.name ? -1 : 1;
  return canonicalJson([
    [running, saved].map(({ nicAttributes, aggregates, portModes, vlans }) => [
      nicAttributes,
      aggregates.map((group) => ({
        ...group,
        ports: group.mode === 'LAN_MONITOR' ? group.ports : [...group.ports].sort(),
      })),
      [...portModes].sort(byName),
      [...vlans].sort(byName),
    ]),
    // Other files number their entries in the order in which they were made.
    [files[NETCONF], files[HPVMCONF]],
    [...addresses].sort((left, right) => (left.interface < right.interface ? -1 : 1)),
    vswitches.map(({ number: _number, capturedMac: _mac, ...vswitch }) => vswitch).sort(byName),
    guests.map(({ name, nics, nextNics }) => ({
      name,
      nics: nics.map(withoutMac).sort(bySlot),
      nextNics: nextNics?.map(withoutMac).sort(bySlot) ?? null,
    })),
  ]);
}

function withoutMac({ mac: _mac, ...nic }: SimulatedGuestNic): Omit<SimulatedGuestNic, 'mac'> {
  return nic;
}

function bySlot(left: { readonly slot: string }, right: { readonly slot: string }): number {
  return left.slot < right.slot ? -1 : 1;
}
