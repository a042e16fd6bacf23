import { errorDiagnostic } from '../model/diagnostic';
import { failure, success, type Result } from '../model/result';
import type { Plan } from '../plan/plan-document';
import type { ApplyReport } from '../review/apply-report';
import { REHEARSAL_OWNER } from '../review/report-text';
import { scenarioFromSnapshot } from '../simulator/scenario-from-snapshot';
import type { OutstandingHazard } from '../simulator/outstanding-hazards';
import { createSimulatedHost } from '../simulator/simulated-host';
import type { Hazard } from '../simulator/simulated-host-state';
import { createVirtualMachine } from '../simulator/virtual/create-virtual-machine';
import { applyPlan } from '../workflow/apply';
import { targetOf } from '../workflow/host-target';
import { liveObserver } from '../workflow/observe';
import type { Ports } from '../workflow/ports';

export interface RehearsalRequest {
  readonly takesBack: boolean;
  /** Step that is to fail, without an effect; absent: none. */
  readonly failingStep?: string;
  /** Step after whose command the host is booted; absent: none. */
  readonly rebootAfter?: string;
}

/** What came of a rehearsal. */
export interface Rehearsal {
  readonly formatVersion: '1';
  readonly kind: 'hpvm-rehearsal';
  readonly report: ApplyReport;
  /** What the simulated host was driven into. */
  readonly hazards: readonly Hazard[];
  /** What is wrong with it in the end that was not so before. */
  readonly standingHarms: readonly OutstandingHazard[];
  /** Seconds by the clock of the simulated host; it says nothing about a real one. */
  readonly virtualSeconds: number;
}

/**
 * Carries a plan out on a simulated host that looks as the real one did when the plan was made: with the program that would be sent there, its
 * guard and the looks at the host, in virtual time. Fails with `no-snapshot` for a plan without one, and with `no-such-step`.
 */
export async function rehearsePlan(plan: Plan, request: RehearsalRequest): Promise<Result<Rehearsal>> {
  if (plan.snapshot === undefined)
    return failure(
      errorDiagnostic(
        'no-snapshot',
        `The plan for ${plan.host} has nothing to rehearse`,
        'It has no steps.',
        plan.host,
      ),
    );
  for (const wanted of [request.failingStep, request.rebootAfter]) {
    if (wanted === undefined || plan.steps.some(({ id }) => id === wanted)) continue;
    const known = `It has ${plan.steps[0]?.id ?? ''} to ${plan.steps.at(-1)?.id ?? ''}.`;
    return failure(
      errorDiagnostic('no-such-step', `The plan for ${plan.host} has no step ${wanted}`, known, plan.host),
    );
  }
  const host = createSimulatedHost(scenarioFromSnapshot(plan.snapshot));
  const machine = createVirtualMachine(host);
  const harmsBefore = new Set(host.outstandingHazards().map(textOf));
  disturb(plan, request, host, machine);
  const before = machine.now().getTime();
  let tokens = 0;
  const ports: Ports = {
    hosts: { connect: () => Promise.resolve(machine.shell()) },
    files: { kindOf: never, readText: never, filesBelow: never },
    surroundings: {
      now: () => machine.now(),
      pause: (durationMs) => machine.pause(durationMs),
      randomToken: () => `rehearsal${String((tokens += 1)).padStart(16, '0')}`,
    },
  };
  const report = await applyPlan(
    { plan, target: targetOf(plan), desired: undefined },
    {
      ports,
      observe: liveObserver(ports),
      owner: REHEARSAL_OWNER,
      takesBack: request.takesBack,
      onProgress: () => undefined,
      stopSignal: new AbortController().signal,
    },
  );
  const virtualSeconds = Math.round((machine.now().getTime() - before) / 1000);
  const standingHarms = host.outstandingHazards().filter((harm) => !harmsBefore.has(textOf(harm)));
  return success({
    formatVersion: '1',
    kind: 'hpvm-rehearsal',
    report,
    hazards: host.hazards(),
    standingHarms,
    virtualSeconds,
  });
}

function textOf({ id, detail }: OutstandingHazard): string {
  return `${id}: ${detail}`;
}

function disturb(
  plan: Plan,
  { failingStep, rebootAfter }: RehearsalRequest,
  host: ReturnType<typeof createSimulatedHost>,
  machine: ReturnType<typeof createVirtualMachine>,
): void {
  const failing = plan.steps.find(({ id }) => id === failingStep);
  if (failing !== undefined) {
    const [path = '', ...args] = failing.command;
    const line = [path.slice(path.lastIndexOf('/') + 1), ...args].join(' ');
    const stderr = 'this step was made to fail for the rehearsal\n';
    host.injectFault({
      id: 'rehearsal',
      pattern: `^${line.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`,
      times: 1,
      effect: { kind: 'exit', status: 1, isApplied: false, stderr },
    });
  }
  const last = plan.steps.find(({ id }) => id === rebootAfter);
  if (last === undefined) return;
  const command = last.command.join(' ');
  const end = machine.onAction((action) => {
    if (action.phase !== 'after' || action.argv.join(' ') !== command) return undefined;
    end();
    machine.reboot();
    return undefined;
  });
}

function never(): never {
  throw new Error('rehearsing a plan reads no file');
}
