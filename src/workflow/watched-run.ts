import type { ExecutionReport } from '../execute/execution-report';
import type { ExecutionProgress } from '../execute/follow-run';
import { STATE_FOLDER } from '../model/state-folder';
import type { DesiredHost } from '../model/desired-host';
import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { Plan } from '../plan/plan-document';
import type { ApplyReport } from '../review/apply-report';
import type { HostShell } from '../transport/host-shell';
import { afterRun, VERDICT_OF } from './after-run';
import { applyReportOf } from './apply-report-of';
import { targetAfter, withAddressOf } from './host-target';
import type { LastLook } from './look-at-run';
import type { Observer } from './observe';
import type { HostConnector, HostTarget } from './ports';

export interface WatchedRunInput {
  readonly plan: Plan;
  readonly target: HostTarget;
  readonly desired: DesiredHost | undefined;
  readonly observe: Observer;
  readonly runId: string;
  /** What the last look during the run found. */
  readonly last: () => LastLook | undefined;
}

/** Watches a run to its end and says what became of its host. Never throws: a fault of ours becomes part of the report. */
export async function watchedToTheEnd(
  input: WatchedRunInput,
  run: () => Promise<ExecutionReport>,
): Promise<ApplyReport> {
  const { plan, runId } = input;
  let execution: ExecutionReport;
  try {
    execution = await run();
  } catch (error) {
    const known = `How far run ${runId} came is not known. Its journals are in ${STATE_FOLDER}/runs/${runId} on the host.`;
    return applyReportOf(plan.host, 'unknown', 8, { diagnostics: [faultDiagnostic(plan.host, error, known)] });
  }
  try {
    return await afterRun({ ...input, execution, last: input.last() });
  } catch (error) {
    const fault = faultDiagnostic(plan.host, error, `Run ${runId} itself ended as "${execution.outcome}".`);
    const exitCode = execution.outcome === 'unknown' ? 8 : execution.outcome === 'locked' ? 5 : 7;
    return applyReportOf(plan.host, VERDICT_OF[execution.outcome], exitCode, { execution, diagnostics: [fault] });
  }
}

/** Connects to a host as it is reached, or, when the plan may have moved its address already, as it will be. */
export async function connectToEither(
  { plan, target }: { readonly plan: Plan; readonly target: HostTarget },
  hosts: HostConnector,
): Promise<HostShell> {
  const after = withAddressOf(target, targetAfter(plan));
  const isMoved = plan.managementPath.moves === true && after.connection.address !== target.connection.address;
  return isMoved ? hosts.connect(target).catch(() => hosts.connect(after)) : hosts.connect(target);
}

/** The same listener, until it fails: a run is watched to its end although nobody can be told how it goes. */
export function tellingSafely(tell: (progress: ExecutionProgress) => void): (progress: ExecutionProgress) => void {
  let isTelling = true;
  return (progress) => {
    if (!isTelling) return;
    try {
      tell(progress);
    } catch {
      isTelling = false;
    }
  };
}

function faultDiagnostic(host: string, error: unknown, known: string): Diagnostic {
  return errorDiagnostic(
    'internal-error',
    `hpvmctl itself failed after the run had been sent to ${host}`,
    `${error instanceof Error ? error.message : String(error)}\n${known} Look at the host ("hpvmctl drift") before you apply again, and please report this fault.`,
    host,
  );
}
