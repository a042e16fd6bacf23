import type { ExecutionReport } from '../execute/execution-report';
import type { DesiredHost } from '../model/desired-host';
import { errorDiagnostic, warningDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { ObservedHost } from '../model/observed-host';
import { movedFields } from '../plan/footprint';
import type { Plan } from '../plan/plan-document';
import { unrestoredFields } from '../plan/unrestored-fields';
import type { ApplyReport, ApplyVerdict } from '../review/apply-report';
import { targetAfter } from './host-target';
import { lockDiagnostic } from './lock-diagnostic';
import { isClean, withoutRun, type LastLook } from './look-at-run';
import type { Observer } from './observe';
import { notSaved } from './not-saved';
import { isUnreachable, type ExitCode } from './outcome';
import { showValue } from './plan-basis';
import type { HostTarget } from './ports';
import { verifyPlan } from './verify-plan';

export interface AfterRunInput {
  readonly plan: Plan;
  readonly target: HostTarget;
  readonly desired: DesiredHost | undefined;
  readonly observe: Observer;
  readonly execution: ExecutionReport;
  /** What the last look during the run found. */
  readonly last: LastLook | undefined;
}

/**
 * What became of a host after a run: it is read once more where the run has not done so at its very end, and compared with what the plan makes of it, or,
 * after a revert, with what the plan was made from. Only what was read is called done.
 */
export async function afterRun(input: AfterRunInput): Promise<ApplyReport> {
  const { plan, execution } = input;
  const { refusal } = execution;
  const told = [...(refusal?.diagnostics ?? []), ...guardDiagnostics(plan, execution)];
  const report = (verdict: ApplyVerdict, exitCode: ExitCode, rest: Partial<ApplyReport> = {}): ApplyReport => ({
    formatVersion: '1',
    kind: 'hpvm-apply-report',
    host: plan.host,
    verdict,
    exitCode,
    plan,
    execution,
    remaining: null,
    ...rest,
    diagnostics: [...told, ...(rest.diagnostics ?? [])],
  });
  if (execution.outcome === 'locked') return report('locked', 5, { diagnostics: [lockDiagnostic(execution)] });
  if (
    execution.outcome === 'unknown' &&
    execution.guard.status !== 'disarmed' &&
    execution.guard.status !== 'boot-script-left'
  )
    return report('unknown', 8);
  const hasBegun = execution.steps.some((step) => step.status !== 'not-run');
  if (!hasBegun && execution.outcome !== 'applied' && execution.outcome !== 'revert-failed') {
    // The lock was given back, and nothing was begun: as if it had not been sent.
    if (refusal?.question === 'ready') return report('refused', 3, { execution: null });
    return report(
      execution.outcome === 'reverted' ? 'stopped' : execution.outcome === 'unknown' ? 'failed' : execution.outcome,
      1,
    );
  }
  if (execution.outcome === 'applied' && input.last?.question === 'carried-out' && isClean(input.last.verification))
    return report('converged', 0, { remaining: [] });

  const target =
    execution.outcome === 'applied'
      ? { ...input.target, connection: { ...input.target.connection, ...afterOf(plan) } }
      : input.target;
  const observed = await input.observe(target);
  if (!observed.ok) {
    const code = isUnreachable(observed.diagnostics) ? 8 : 7;
    const verdict =
      execution.outcome === 'applied'
        ? 'unverified'
        : execution.outcome === 'reverted'
          ? 'revert-unverified'
          : execution.outcome;
    return report(verdict, code, { diagnostics: observed.diagnostics });
  }
  const now = withoutRun(observed.value, execution.runId);
  if (execution.outcome === 'reverted' || execution.outcome === 'revert-failed') return afterRevert(input, now, report);
  const { remaining, ...found } = verifyPlan(plan, input.desired, now);
  const diagnostics = [...found.diagnostics, ...(execution.outcome === 'applied' ? notSaved(plan, now) : [])];
  if (execution.outcome !== 'applied') return report(execution.outcome, 7, { remaining, diagnostics });
  const isConverged = isClean({ remaining, diagnostics });
  return report(isConverged ? 'converged' : 'different', isConverged ? 0 : 7, { remaining, diagnostics });
}

/** The host is what the plan was made from, field by field, or it is said which fields differ. */
function afterRevert(
  { plan, execution }: AfterRunInput,
  observed: ObservedHost,
  report: (verdict: ApplyVerdict, exitCode: ExitCode, rest?: Partial<ApplyReport>) => ApplyReport,
): ApplyReport {
  const basis = movedFields(plan, observed);
  const known = new Set(basis.map(({ path }) => path));
  const moved = [...basis, ...unrestoredFields(plan, observed).filter(({ path }) => !known.has(path))];
  if (moved.length === 0)
    return report(
      execution.outcome === 'reverted' ? 'reverted' : 'revert-failed',
      execution.outcome === 'reverted' ? 6 : 7,
    );
  const fields = moved.map(
    ({ path, planned, observed: now }) => `- ${path}: was ${showValue(planned)}, is ${showValue(now)}`,
  );
  return report(execution.outcome === 'reverted' ? 'revert-unverified' : 'revert-failed', 7, {
    diagnostics: [
      errorDiagnostic(
        'not-as-before',
        `${plan.host} is not what it was before the run`,
        `${fields.join('\n')}\nSomebody else may have changed it meanwhile, a boot may have dropped what was not saved, or a command that takes back had no effect. Look at it, then plan again.`,
        plan.host,
      ),
    ],
  });
}

function afterOf(plan: Plan): { readonly address?: string; readonly port?: number } {
  const { address, port } = targetAfter(plan).connection;
  return { ...(plan.managementPath.touched ? { address } : {}), ...(port === undefined ? {} : { port }) };
}

function guardDiagnostics(plan: Plan, { guard }: ExecutionReport): readonly Diagnostic[] {
  if (guard.status === 'boot-script-left')
    return [
      warningDiagnostic(
        'boot-script-left',
        `/sbin/init.d/hpvmctl could not be removed from ${plan.host}`,
        'It does nothing more: the run has ended. Remove it and /sbin/rc3.d/S990hpvmctl by hand.',
        plan.host,
      ),
    ];
  if (guard.status !== 'armed') return [];
  return [
    warningDiagnostic(
      'guard-armed',
      `The guard of the run on ${plan.host} is armed until ${guard.armedUntil} (clock of the host)`,
      'By then the host takes the run back by itself, unless it is confirmed: "hpvmctl status" shows it, "hpvmctl resume" goes on with it, "hpvmctl confirm" keeps it.',
      plan.host,
    ),
  ];
}
