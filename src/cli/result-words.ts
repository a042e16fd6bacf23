import type { ApplyReport, ApplyVerdict } from '../review/apply-report';
import type { CheckReport } from '../review/check-report';
import type { DriftReport } from '../review/drift-report';
import { driftingItems } from '../review/drift-text';
import { countText, waitsForApproval } from '../review/plan-summary';
import type { RunStatus } from '../review/run-status';
import type { Diagnostic } from '../model/diagnostic';
import type { Plan } from '../plan/plan-document';
import { EXIT_CODE_MEANINGS, isRefused, isUnreachable, type ExitCode } from '../workflow/outcome';

/** What came of a host in a few words, for a list of hosts: of whatever there is no more to say than its exit code. */
export function codeWords(exitCode: ExitCode): string {
  return EXIT_CODE_MEANINGS[exitCode].replace(/ \(.*\)$/, '');
}

/** Why there is nothing of a host. */
export function failureWords(exitCode: ExitCode, diagnostics: readonly Diagnostic[]): string {
  if (isRefused(diagnostics)) return 'not reached: login or host key refused';
  return isUnreachable(diagnostics) ? 'not reached' : codeWords(exitCode);
}

/** Why nothing can be said of the run of a host. */
export function noRunWords(exitCode: ExitCode, diagnostics: readonly Diagnostic[]): string {
  return diagnostics.some(({ code }) => code === 'no-run') ? 'no run' : failureWords(exitCode, diagnostics);
}

/** What a plan asks for. */
export function planWords({ status, steps, diagnostics }: Plan): string {
  if (status === 'no-op') return 'nothing to do';
  if (status === 'ready') return `${countText(steps.length, 'step')} to do`;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return `${waitsForApproval(errors) ? 'needs approval' : 'blocked'}: ${countText(errors.length, 'reason')}`;
}

/** What a comparison found. */
export function driftWords(report: DriftReport): string {
  if (report.status === 'in-sync') return 'in sync';
  if (report.status === 'unknown') return 'unknown: not everything could be read';
  return `drift in ${countText(driftingItems(report).length, 'resource')}`;
}

const APPLIED: Readonly<Record<Exclude<ApplyVerdict, 'refused'>, string>> = {
  'nothing-to-do': 'nothing to do',
  declined: 'not approved; nothing was changed',
  locked: 'refused: another run holds its lock',
  converged: 'applied',
  different: 'applied, but not as desired: a person must look',
  unverified: 'applied, but could not be read again',
  reverted: 'taken back, and as before',
  'revert-unverified': 'taken back, but not known to be as before: a person must look',
  'revert-failed': 'taking back failed: a person must look',
  failed: 'a step failed, nothing was taken back: a person must look',
  stopped: 'stopped on request',
  unknown: 'outcome unknown: resume later',
};

/** What became of a host that was to be changed. */
export function applyWords({ verdict, exitCode, diagnostics }: ApplyReport): string {
  if (verdict !== 'refused') return APPLIED[verdict];
  if (diagnostics.some(({ code }) => code === 'not-begun')) return 'not begun';
  return failureWords(exitCode as ExitCode, diagnostics);
}

/** Where a run stands. */
export function runWords({ phase, execution, exitCode }: RunStatus): string {
  if (phase !== 'ended') return 'has not ended';
  return execution.outcome === 'applied' ? 'applied' : codeWords(exitCode as ExitCode);
}

const CHECKED: Readonly<Record<CheckReport['verdict'], string>> = {
  proven: 'proven',
  refuted: 'refuted',
  blocked: 'blocked',
  unreadable: 'not proven: the plan does not hold its host',
  'nothing-to-prove': 'nothing to do',
};

/** What came of proving a plan again. */
export function checkWords({ verdict }: CheckReport): string {
  return CHECKED[verdict];
}
