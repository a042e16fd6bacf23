import { executePlan } from '../execute/execute-plan';
import type { ExecutionReport } from '../execute/execution-report';
import type { ExecutionProgress } from '../execute/follow-run';
import { STATE_FOLDER } from '../execute/run-folder';
import { digestOf } from '../model/canonical-json';
import type { DesiredHost } from '../model/desired-host';
import { errorDiagnostic, hasErrors, type Diagnostic } from '../model/diagnostic';
import type { Plan } from '../plan/plan-document';
import type { ApplyReport, ApplyVerdict } from '../review/apply-report';
import type { HostShell } from '../transport/host-shell';
import { lockDiagnostic } from './lock-diagnostic';
import { basisRefusal } from './plan-basis';
import type { Observer } from './observe';
import type { ExitCode } from './outcome';
import type { HostTarget, Ports } from './ports';
import { transportDiagnostic } from './transport-diagnostic';
import { verifyPlan } from './verify-plan';

/** A plan that somebody approved, and how to reach its host. */
export interface ApprovedPlan {
  readonly plan: Plan;
  readonly target: HostTarget;
  /** The document it was made from; absent when only the plan is at hand. */
  readonly desired: DesiredHost | undefined;
}

export interface ApplyDependencies {
  readonly ports: Ports;
  readonly observe: Observer;
  /** Who carries the plan out, for people: `user@machine`. */
  readonly owner: string;
  readonly onProgress: (host: string, progress: ExecutionProgress) => void;
  /** Called directly before the run is sent: from then on the host may be changed. */
  readonly onShip?: () => void;
  /** Aborting asks the host to stop before the next step at which that is safe. */
  readonly stopSignal: AbortSignal;
}

/**
 * Reads the host once more directly before, carries out one approved plan, reads the host again, and says what became
 * of it. Never throws for what a host does, and once the run has been sent for nothing at all: then the report says
 * what is known (exit code 8 when that is not how the run ended, else 7).
 */
export async function applyPlan(approved: ApprovedPlan, dependencies: ApplyDependencies): Promise<ApplyReport> {
  const { plan, target } = approved;
  if (plan.status === 'blocked') return settled(plan, 'refused', 4, plan.diagnostics);
  if (plan.status === 'no-op') return settled(plan, 'nothing-to-do', 0, []);
  // Time has passed since the plan looked: somebody thought about it, or other hosts had their turn.
  const refusal = await basisRefusal(plan, target, dependencies.observe);
  if (refusal !== undefined) return settled(plan, 'refused', refusal.exitCode, refusal.diagnostics);
  let shell: HostShell;
  try {
    shell = await dependencies.ports.hosts.connect(target);
  } catch (error) {
    return settled(plan, 'refused', 1, [transportDiagnostic(error, plan.host)]);
  }
  try {
    return await shipped(shell, approved, dependencies);
  } finally {
    // What the run did is known by now; a connection that does not close cleanly takes nothing of it back.
    await shell.close().catch(() => undefined);
  }
}

/** The run and the look at the host after it; a fault of ours on the way becomes part of the report. */
async function shipped(
  shell: HostShell,
  approved: ApprovedPlan,
  dependencies: ApplyDependencies,
): Promise<ApplyReport> {
  const { plan } = approved;
  const { now, randomToken } = dependencies.ports.surroundings;
  const runId = runIdOf(now(), randomToken());
  dependencies.onShip?.();
  let execution: ExecutionReport;
  try {
    execution = await runOn(shell, runId, approved, dependencies);
  } catch (error) {
    const known = `How far run ${runId} came is not known. Its journal is ${STATE_FOLDER}/runs/${runId}/journal on the host.`;
    return settled(plan, 'unknown', 8, [faultDiagnostic(plan.host, error, known)]);
  }
  try {
    return await afterRun(approved, execution, dependencies);
  } catch (error) {
    const known = `Run ${runId} itself ended as "${execution.outcome}".`;
    return { ...faultyEnd(plan, execution), diagnostics: [faultDiagnostic(plan.host, error, known)] };
  }
}

function faultyEnd(plan: Plan, execution: ExecutionReport): ApplyReport {
  const report = { ...settled(plan, 'unknown', 8, []), execution };
  switch (execution.outcome) {
    case 'unknown':
      return report;
    case 'locked':
      return { ...report, verdict: 'locked', exitCode: 5 };
    case 'applied':
      return { ...report, verdict: 'unverified', exitCode: 7 };
    case 'failed':
    case 'stopped':
      return { ...report, verdict: execution.outcome, exitCode: 7 };
  }
}

function faultDiagnostic(host: string, error: unknown, known: string): Diagnostic {
  return errorDiagnostic(
    'internal-error',
    `hpvmctl itself failed after the run had been sent to ${host}`,
    `${error instanceof Error ? error.message : String(error)}\n${known} Look at the host (hpvmctl drift) before you apply again, and please report this fault.`,
    host,
  );
}

/** A report of a host on which nothing was started. */
export function settled(
  plan: Pick<Plan, 'host'>,
  verdict: ApplyVerdict,
  exitCode: ExitCode,
  diagnostics: readonly Diagnostic[],
): ApplyReport {
  const head = { formatVersion: '1', kind: 'hpvm-apply-report', host: plan.host } as const;
  return { ...head, verdict, exitCode, execution: null, remaining: null, diagnostics };
}

async function runOn(
  shell: HostShell,
  runId: string,
  approved: ApprovedPlan,
  dependencies: ApplyDependencies,
): Promise<ExecutionReport> {
  const { ports, owner, stopSignal, onProgress } = dependencies;
  const { plan, target } = approved;
  let isTelling = true;
  return executePlan({
    plan,
    planDigest: digestOf(plan),
    shell,
    reconnect: () => ports.hosts.connect(target),
    runId,
    owner,
    now: () => ports.surroundings.now(),
    onProgress: (progress) => {
      if (isTelling) isTelling = tells(() => onProgress(plan.host, progress));
    },
    stopSignal,
  });
}

/** False when telling failed: a run is watched to its end although nobody can be told how it goes. */
function tells(tell: () => void): boolean {
  try {
    tell();
    return true;
  } catch {
    return false;
  }
}

/** Sorts by time, and two runs never share one: `20261122-104500-4f7a9c2e`. */
function runIdOf(now: Date, randomToken: string): string {
  const time = now.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `${time}-${randomToken.slice(0, 8)}`;
}

async function afterRun(
  approved: ApprovedPlan,
  execution: ExecutionReport,
  dependencies: ApplyDependencies,
): Promise<ApplyReport> {
  const { plan, target, desired } = approved;
  const report = (verdict: ApplyVerdict, exitCode: ExitCode, rest: Partial<ApplyReport> = {}): ApplyReport => ({
    ...settled(plan, verdict, exitCode, []),
    execution,
    ...rest,
  });
  if (execution.outcome === 'locked') return report('locked', 5, { diagnostics: [lockDiagnostic(execution)] });
  if (execution.outcome === 'unknown') return report('unknown', 8);
  const hasBegun = execution.steps.some((step) => step.status !== 'not-run');
  if (!hasBegun && execution.outcome !== 'applied') return report(execution.outcome, 1);

  const observed = await dependencies.observe(target);
  if (!observed.ok) {
    const isUnreachable = observed.diagnostics.some((each) => each.code.startsWith('transport-'));
    const verdict = execution.outcome === 'applied' ? 'unverified' : execution.outcome;
    return report(verdict, isUnreachable ? 8 : 7, { diagnostics: observed.diagnostics });
  }
  const { remaining, diagnostics } = verifyPlan(plan, desired, observed.value);
  if (execution.outcome !== 'applied') return report(execution.outcome, 7, { remaining, diagnostics });
  const isConverged = remaining.length === 0 && !hasErrors(diagnostics);
  return report(isConverged ? 'converged' : 'different', isConverged ? 0 : 7, { remaining, diagnostics });
}
