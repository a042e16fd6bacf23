import type { ExecutionProgress } from '../../execute/follow-run';
import { errorDiagnostic, type Diagnostic } from '../../model/diagnostic';
import type { Plan } from '../../plan/plan-document';
import { DEFAULT_WIDTH_COLUMNS } from '../../review/palette';
import type { ApplyReport } from '../../review/apply-report';
import { reportText } from '../../review/report-text';
import { pathOfAddress } from '../diagnostics';
import { applyPlan } from '../../workflow/apply';
import { targetOf } from '../../workflow/host-target';
import type { LoadedDesired } from '../../workflow/load-desired';
import { liveObserver } from '../../workflow/observe';
import type { ObjectValue } from '../protocol/value';
import type { World } from '../world';
import type { LocatedDiagnostic } from './host-network-config';

/** What became of a host, and what is to be told about it. */
export interface CarriedOut {
  readonly report: ApplyReport;
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/** Carries a plan out, guarded as every run is: under the lock the host is read again and must be what it was planned from. */
export async function carryOut(
  plan: Plan,
  loaded: LoadedDesired,
  options: ObjectValue,
  world: World,
): Promise<CarriedOut> {
  const { ports, owner, log, stopSignal } = world;
  const confirmSeconds = options['confirm_seconds'];
  log('info', 'carrying out a plan', { host: plan.host, steps: plan.steps.length });
  world.forget();
  const report = await applyPlan(
    { plan, target: targetOf(loaded.desired), desired: loaded.desired },
    {
      ports,
      observe: liveObserver(ports),
      owner,
      takesBack: options['revert'] !== false,
      ...(typeof confirmSeconds === 'number' ? { confirmSeconds } : {}),
      onProgress: (host, progress) => log('info', progressText(progress), { host, ...progressValues(progress) }),
      stopSignal,
    },
  ).finally(() => world.forget());
  log('info', 'the run has ended', { host: plan.host, verdict: report.verdict, exitCode: report.exitCode });
  return { report, diagnostics: diagnosticsOf(report) };
}

function progressText(progress: ExecutionProgress): string {
  return 'step' in progress ? `${progress.kind} ${progress.step.id}: ${progress.step.title}` : progress.kind;
}

/** What else is known of it, under its own names: numbers, words and reasons, and nothing of a command line. */
function progressValues(progress: ExecutionProgress): Readonly<Record<string, unknown>> {
  const plain = Object.entries(progress).filter(
    ([name, value]) => name !== 'kind' && (typeof value === 'string' || typeof value === 'number'),
  );
  return Object.fromEntries(plain);
}

function diagnosticsOf(report: ApplyReport): readonly LocatedDiagnostic[] {
  const { execution, diagnostics, exitCode, verdict, host } = report;
  const told = [...(execution?.diagnostics ?? []), ...diagnostics].filter(({ severity }) => severity !== 'info');
  const located = (diagnostic: Diagnostic): LocatedDiagnostic => ({
    diagnostic,
    path: pathOfAddress(diagnostic.address),
  });
  // A run that was never begun is told by its reasons alone; of one that was, every step is told.
  if (exitCode === 0 || (execution === null && told.length > 0)) return told.map(located);
  const text = reportText(report, { colour: false, widthColumns: DEFAULT_WIDTH_COLUMNS });
  const failed = execution?.steps.find(({ status }) => status === 'failed')?.address;
  return [located(errorDiagnostic(`apply-${verdict}`, `${host}: the run ended ${verdict}`, text, failed))];
}
