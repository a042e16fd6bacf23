import type { Plan } from '../../src/plan/plan-document';
import type { SimulatedHost } from '../../src/simulator/simulated-host';

/** What carrying out a plan led to. */
export interface CarriedOut {
  /** Steps that did not end with status 0, with what they said. */
  readonly failures: readonly string[];
  /** Hazards recorded on the way and outstanding at the end. */
  readonly hazards: readonly string[];
  /** Addresses that this tool owns afterwards. */
  readonly owned: readonly string[];
}

/** Runs the steps of a plan on a simulated host in-process, in order, answers given, stopping at the first failure. */
export async function carryOut(plan: Plan, host: SimulatedHost, owned: readonly string[]): Promise<CarriedOut> {
  const ownedNow = new Set(owned);
  const before = host.hazards().length;
  const outstandingBefore = new Set(host.outstandingHazards().map((hazard) => JSON.stringify(hazard)));
  const failures: string[] = [];
  for (const step of plan.steps) {
    const stdin = (step.answers ?? []).map((line) => `${line}\n`).join('');
    const outcome = await host.run(step.command, { stdin });
    if (outcome.exitStatus !== 0) {
      failures.push(`${step.id} ${step.command.join(' ')}: ${String(outcome.exitStatus)} ${outcome.stderr.trim()}`);
      break;
    }
    if (step.ownership?.action === 'claim') ownedNow.add(step.ownership.address);
    if (step.ownership?.action === 'release') ownedNow.delete(step.ownership.address);
  }
  const hazards = [
    ...host
      .hazards()
      .slice(before)
      .map((hazard) => `${hazard.id}: ${hazard.detail} (${hazard.command})`),
    ...host
      .outstandingHazards()
      .flatMap((hazard) =>
        outstandingBefore.has(JSON.stringify(hazard)) ? [] : [`outstanding: ${JSON.stringify(hazard)}`],
      ),
  ];
  return { failures, hazards, owned: [...ownedNow].sort() };
}
