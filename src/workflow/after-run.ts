import type { ExecutionReport } from '../execute/execution-report';
import type { DesiredHost } from '../model/desired-host';
import { errorDiagnostic, warningDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { ObservedHost } from '../model/observed-host';
import { movedFields, type MovedField } from '../plan/footprint';
import type { Plan } from '../plan/plan-document';
import { unknownSaves, unrestoredFields } from '../plan/unrestored-fields';
import type { ApplyReport, ApplyVerdict } from '../review/apply-report';
import { guardText } from '../review/guard-text';
import { movedFieldLines } from '../review/moved-field-lines';
import { applyReportOf } from './apply-report-of';
import { targetAfter } from './host-target';
import { lockDiagnostic } from './lock-diagnostic';
import { isClean, withoutRun, type LastLook } from './look-at-run';
import type { Observer } from './observe';
import { leftUnsaved } from './left-unsaved';
import { notSaved } from './not-saved';
import { isUnreachable, type ExitCode } from './outcome';
import type { HostTarget } from './ports';
import { routesLeft } from './routes-left';
import { switchPortsLeft } from './switch-ports-left';
import { verifyPlan } from './verify-plan';
import { vswitchesStandingOn } from './vswitches-standing-on';
import { vswitchmgrLeft } from './vswitchmgr-left';

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
  const report: Report = (verdict, exitCode, rest = {}) =>
    applyReportOf(plan.host, verdict, exitCode, {
      plan,
      execution,
      ...rest,
      diagnostics: [...told, ...(rest.diagnostics ?? [])],
    });
  const { outcome } = execution;
  if (outcome === 'locked') return report('locked', 5, { diagnostics: [lockDiagnostic(execution)] });
  const isQuiet = outcome === 'stopped' || outcome === 'failed' || outcome === 'reverted';
  const seemsUntouched = isQuiet && execution.steps.every((step) => step.status === 'not-run');
  // The lock was given back, and nothing was begun: as if it had not been sent. We never said that it may go on.
  if (seemsUntouched && refusal?.question === 'ready') return report('refused', 3, { execution: null });
  const verdict: ApplyVerdict = seemsUntouched && outcome === 'reverted' ? 'stopped' : VERDICT_OF[outcome];
  if (seemsUntouched && execution.nothingBegan === true) return report(verdict, 1);
  if (outcome === 'applied' && input.last?.question === 'carried-out' && isClean(input.last.verification))
    return report('converged', 0, { remaining: [] });

  const observed = await observedAfter(input);
  if (!observed.ok) {
    const code = isUnreachable(observed.diagnostics) ? 8 : 7;
    return report(seemsUntouched ? 'unknown' : verdict, code, { diagnostics: observed.diagnostics });
  }
  const now = withoutRun(observed.value, execution.runId);
  if (seemsUntouched) {
    const moved = fieldsNotAsBefore(plan, now);
    if (moved.length === 0) return report(verdict, 1);
    return report('unknown', 7, { diagnostics: [notAsBefore(plan, moved, now)] });
  }
  if (outcome === 'reverted' || outcome === 'revert-failed') return afterRevert(input, now, report);
  const { remaining, ...found } = verifyPlan(plan, input.desired, now);
  const diagnostics = [...found.diagnostics, ...(outcome === 'applied' ? notSaved(plan, now) : [])];
  if (outcome === 'unknown') {
    const moved = fieldsNotAsBefore(plan, now);
    const where = moved.length === 0 ? asBefore(plan) : notAsBefore(plan, moved, now);
    return report('unknown', mayGoOn(execution) ? 8 : 7, { remaining, diagnostics: [...diagnostics, where] });
  }
  if (outcome !== 'applied')
    return report(verdict, 7, { remaining, diagnostics: [...diagnostics, ...leftUnsaved(plan, execution)] });
  const isConverged = isClean({ remaining, diagnostics });
  return report(isConverged ? 'converged' : 'different', isConverged ? 0 : 7, { remaining, diagnostics });
}

type Report = (
  verdict: ApplyVerdict,
  exitCode: ExitCode,
  rest?: Partial<Pick<ApplyReport, 'execution' | 'remaining' | 'diagnostics'>>,
) => ApplyReport;

/** What is said of a run whose host could not be read again. */
export const VERDICT_OF: Readonly<Record<ExecutionReport['outcome'], ApplyVerdict>> = {
  applied: 'unverified',
  reverted: 'revert-unverified',
  'revert-failed': 'revert-failed',
  failed: 'failed',
  stopped: 'stopped',
  locked: 'locked',
  unknown: 'unknown',
};

/** Reads the host where it is reached by now; after a run of which nobody knows how it ended that may be here or there. */
async function observedAfter({ plan, target, observe, execution }: AfterRunInput): ReturnType<Observer> {
  const after = { ...target, connection: { ...target.connection, ...afterOf(plan) } };
  if (execution.outcome === 'applied') return observe(after);
  const observed = await observe(target);
  const isElsewhere = execution.outcome === 'unknown' && plan.managementPath.moves === true;
  return observed.ok || !isElsewhere || !isUnreachable(observed.diagnostics) ? observed : observe(after);
}

/** Whether somebody on the host may still be working on it, so that "resume" finds out more. */
function mayGoOn({ guard }: ExecutionReport): boolean {
  return guard.status === 'armed' || guard.status === 'none';
}

/** The host is what the plan was made from, field by field, or it is said which fields differ. */
function afterRevert({ plan, execution }: AfterRunInput, observed: ObservedHost, report: Report): ApplyReport {
  const moved = fieldsNotAsBefore(plan, observed);
  const begun = new Set(execution.steps.filter(({ status }) => status !== 'not-run').map(({ id }) => id));
  const problems = [
    ...(moved.length === 0 ? [] : [notAsBefore(plan, moved, observed)]),
    ...unknownSaves(plan, begun).map((address) => savedNotKnown(plan.host, address)),
  ];
  const diagnostics = [
    ...problems,
    ...switchPortsLeft(plan, execution),
    ...routesLeft(plan, execution),
    ...vswitchmgrLeft(plan, execution, observed),
  ];
  if (execution.outcome !== 'reverted') return report('revert-failed', 7, { diagnostics });
  return report(problems.length === 0 ? 'reverted' : 'revert-unverified', problems.length === 0 ? 6 : 7, {
    diagnostics,
  });
}

/** What of the host is not what the plan was made from: what it read, and what it leaves besides. */
function fieldsNotAsBefore(plan: Plan, observed: ObservedHost): readonly MovedField[] {
  const basis = movedFields(plan, observed);
  const known = new Set(basis.map(({ path }) => path));
  return [...basis, ...unrestoredFields(plan, observed).filter(({ path }) => !known.has(path))];
}

function notAsBefore(plan: Plan, moved: readonly MovedField[], now: ObservedHost): Diagnostic {
  const { host } = plan;
  const changed = moved.flatMap(
    ({ path }) => /^(?:lanInterface|apaGroup|hostVlan|portSettings)\.([^/]+)/.exec(path)?.[1] ?? [],
  );
  const above = vswitchesStandingOn(changed, now);
  const standing =
    above.length === 0
      ? []
      : [`Up on these interfaces, and at work with what they were like when it booted: vswitch ${above.join(', ')}.`];
  return errorDiagnostic(
    'not-as-before',
    `${host} is not what it was before the run`,
    `${[...movedFieldLines(plan, moved), ...standing].join('\n')}\nSomebody else may have changed it meanwhile, a boot may have dropped what was not saved, or a command that takes back had no effect. Look at it, then plan again.`,
    host,
  );
}

function asBefore({ host }: Plan): Diagnostic {
  return warningDiagnostic(
    'as-before',
    `When it was read again, ${host} was what it was before the run`,
    'That may change while somebody still works on the run.',
    host,
  );
}

function savedNotKnown(host: string, address: string): Diagnostic {
  return errorDiagnostic(
    'saved-not-known',
    `Whether ${address} is saved on ${host} as it was before is not known`,
    'The run had saved it, and what ran before was saved again. No documented file shows what was saved before the run: it may have been something else. Compare the file of its driver in /etc/rc.config.d with a backup.',
    address,
  );
}

function afterOf(plan: Plan): { readonly address?: string; readonly port?: number } {
  const { address, port } = targetAfter(plan).connection;
  return { ...(plan.managementPath.touched ? { address } : {}), ...(port === undefined ? {} : { port }) };
}

function guardDiagnostics(plan: Plan, { guard, outcome }: ExecutionReport): readonly Diagnostic[] {
  const text = guardText(guard);
  if (text !== undefined)
    return [
      warningDiagnostic(
        guard.status === 'boot-script-left' ? guard.status : `guard-${guard.status}`,
        `The guard of the run on ${plan.host} is ${text.summary}`,
        text.detail,
        plan.host,
      ),
    ];
  if (guard.status === 'disarmed' || outcome !== 'unknown') return [];
  const detail = 'As far as is known nothing takes the run back by itself.';
  return [
    warningDiagnostic('guard-none', `A guard of the run on ${plan.host} has not been seen armed`, detail, plan.host),
  ];
}
