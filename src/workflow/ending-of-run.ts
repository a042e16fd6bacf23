import type { ExecutionReport } from '../execute/execution-report';
import type { Diagnostic } from '../model/diagnostic';
import type { Plan } from '../plan/plan-document';
import type { RunPhase } from '../review/run-status';
import { afterRun } from './after-run';
import type { Observer } from './observe';
import { isUnreachable, type ExitCode } from './outcome';
import type { HostTarget } from './ports';

export interface EndingInput {
  readonly plan: Plan;
  readonly target: HostTarget;
  readonly observe: Observer;
  readonly phase: RunPhase;
  readonly execution: ExecutionReport;
}

/**
 * How a run that is only looked at ends for whoever asks: as `apply` ended with it, and 8 while it has not ended, so that no script takes it for done.
 * The host is read where that decides: what was taken back is only called so (6) when it is as it was before, as is what was never begun.
 */
export async function endingOfRun(
  input: EndingInput,
): Promise<{ readonly exitCode: ExitCode; readonly diagnostics: readonly Diagnostic[] }> {
  const { phase, execution } = input;
  if (phase !== 'ended') return { exitCode: 8, diagnostics: [] };
  const isUntouched = execution.steps.every(({ status }) => status === 'not-run');
  const { outcome } = execution;
  if (outcome === 'applied') return { exitCode: 0, diagnostics: [] };
  if (outcome === 'locked') return { exitCode: 5, diagnostics: [] };
  if (outcome !== 'reverted' && !(isUntouched && outcome !== 'unknown')) return { exitCode: 7, diagnostics: [] };
  const { exitCode, diagnostics } = await afterRun({ ...input, desired: undefined, last: undefined });
  return { exitCode: exitCode as ExitCode, diagnostics };
}

/** Nothing was told to a run that was not found, or is over; one that cannot be read may have done anything. */
export function codeOfNoRun(diagnostics: readonly Diagnostic[]): ExitCode {
  if (isUnreachable(diagnostics)) return 8;
  return diagnostics.some(({ code }) => code === 'run-unreadable') ? 7 : 1;
}
