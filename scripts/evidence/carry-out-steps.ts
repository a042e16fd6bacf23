import type { PlanStep } from '../../src/plan/plan-document';
import { interpretCommand } from '../../src/simulator/command-interpreter';
import { outstandingHazards } from '../../src/simulator/outstanding-hazards';
import { hostFromScenario } from '../../src/simulator/scenario';
import { scenarioFromSnapshot } from '../../src/simulator/scenario-from-snapshot';
import type { SimulatedHostState } from '../../src/simulator/simulated-host-state';
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
  const before = new Set(outstandingHazards(start).map(({ id, detail }) => `${id}: ${detail}`));
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
  for (const { id, detail } of outstandingHazards(state))
    if (!before.has(`${id}: ${detail}`)) hazards.push(`outstanding ${id}: ${detail}`);
  return { refusal, hazards, states, owned: [...ownedNow].sort() };
}

/** True when the steps did what they were to do and nothing that a document warns of. */
export function wentWell(done: CarriedOut): boolean {
  return done.refusal === null && done.hazards.length === 0;
}
