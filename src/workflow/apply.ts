import { executePlan } from '../execute/execute-plan';
import type { ExecutionReport } from '../execute/execution-report';
import type { ExecutionProgress } from '../execute/follow-run';
import { digestOf } from '../model/canonical-json';
import type { DesiredHost } from '../model/desired-host';
import { hasErrors, type Diagnostic } from '../model/diagnostic';
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
  /** Aborting asks the host to stop after the current step. */
  readonly stopSignal: AbortSignal;
}

/**
 * Reads the host once more directly before, carries out one approved plan, reads the host again, and says what became
 * of it. Never throws for what a host does.
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
    return await afterRun(approved, await runOn(shell, approved, dependencies), dependencies);
  } finally {
    await shell.close();
  }
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
  approved: ApprovedPlan,
  dependencies: ApplyDependencies,
): Promise<ExecutionReport> {
  const { ports, owner, stopSignal, onProgress } = dependencies;
  const { plan, target } = approved;
  return executePlan({
    plan,
    planDigest: digestOf(plan),
    shell,
    reconnect: () => ports.hosts.connect(target),
    runId: runIdOf(ports.surroundings.now(), ports.surroundings.randomToken()),
    owner,
    now: () => ports.surroundings.now(),
    onProgress: (progress) => onProgress(plan.host, progress),
    stopSignal,
  });
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
