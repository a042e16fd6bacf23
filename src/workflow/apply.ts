import { executePlan } from '../execute/execute-plan';
import type { ExecutionProgress } from '../execute/follow-run';
import { digestOf } from '../model/canonical-json';
import type { DesiredHost } from '../model/desired-host';
import type { Plan } from '../plan/plan-document';
import type { ApplyReport } from '../review/apply-report';
import type { HostShell } from '../transport/host-shell';
import { applyReportOf } from './apply-report-of';
import { looksAtRun } from './look-at-run';
import { noWayBack } from './no-way-back';
import type { Observer } from './observe';
import type { HostTarget, Ports } from './ports';
import { transportDiagnostic } from './transport-diagnostic';
import { connectToEither, tellingSafely, watchedToTheEnd } from './watched-run';

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
  /** False (`--no-revert`): a failed step stops the run, and nothing is taken back. */
  readonly takesBack: boolean;
  /** Seconds the host waits for the confirmation; absent: what the plan's own steps make reasonable. */
  readonly confirmSeconds?: number;
  readonly onProgress: (host: string, progress: ExecutionProgress) => void;
  /** Called directly before the run is sent: from then on the host may be changed. */
  readonly onShip?: () => void;
  /** Aborting asks the host to take back what it did; without a guard, to stop before the next step at which that is safe. */
  readonly stopSignal: AbortSignal;
}

/**
 * Carries out one approved plan: under the lock the host is read once more and compared with what the plan was made from; what can be taken back is done and
 * confirmed by a login of its own that reads the host; then what comes behind the confirmation. Says what became
 * of it. Never throws for what a host does, and once the run has been sent for nothing at all: then the report says
 * what is known (exit code 8 when that is not how the run ended, else 7).
 */
export async function applyPlan(approved: ApprovedPlan, dependencies: ApplyDependencies): Promise<ApplyReport> {
  const { plan, target } = approved;
  if (plan.status === 'blocked') return applyReportOf(plan.host, 'refused', 4, { diagnostics: plan.diagnostics });
  if (plan.status === 'no-op') return applyReportOf(plan.host, 'nothing-to-do', 0);
  const unguarded = dependencies.takesBack ? noWayBack(plan) : undefined;
  if (unguarded !== undefined) return applyReportOf(plan.host, 'refused', 4, { diagnostics: [unguarded] });
  let shell: HostShell;
  try {
    shell = await dependencies.ports.hosts.connect(target);
  } catch (error) {
    return applyReportOf(plan.host, 'refused', 1, { diagnostics: [transportDiagnostic(error, plan.host)] });
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
  const { plan, target, desired } = approved;
  const { observe, ports, takesBack, confirmSeconds } = dependencies;
  const { surroundings } = ports;
  const runId = runIdOf(surroundings.now(), surroundings.randomToken());
  const looks = looksAtRun({ plan, target, desired, observe, runId });
  const { sudo } = target.connection;
  return watchedToTheEnd({ plan, target, desired, observe, runId, last: looks.last }, () => {
    dependencies.onShip?.();
    return executePlan({
      plan,
      planDigest: digestOf(plan),
      shell,
      reconnect: () => connectToEither(approved, ports.hosts),
      runId,
      owner: dependencies.owner,
      takesBack,
      ...(confirmSeconds === undefined ? {} : { confirmSeconds }),
      ...(sudo === undefined ? {} : { sudo }),
      look: looks.look,
      now: () => surroundings.now(),
      pause: (durationMs) => surroundings.pause(durationMs),
      onProgress: tellingSafely((progress) => dependencies.onProgress(plan.host, progress)),
      stopSignal: dependencies.stopSignal,
    });
  });
}

/** Sorts by time, and two runs never share one: `20261122-104500-4f7a9c2e`. */
function runIdOf(now: Date, randomToken: string): string {
  const time = now.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `${time}-${randomToken.slice(0, 8)}`;
}
