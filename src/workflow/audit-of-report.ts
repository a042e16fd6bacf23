import { brokenLink, type AuditEntry } from '../execute/audit';
import { digestOf } from '../model/canonical-json';
import { errorDiagnostic, type Diagnostic } from '../model/diagnostic';
import { failure, success, type Result } from '../model/result';
import type { Plan } from '../plan/plan-document';
import type { ApplyReport } from '../review/apply-report';
import { decodePlans } from './load-plan';

/** What a report proves of a run: its audit, whose chain is whole, and the plan that was carried out. */
export interface ProvenAudit {
  readonly audit: readonly AuditEntry[];
  readonly plan: Plan;
}

/** What the report says and its audit does not, or of another plan. */
function contradictionOf(report: ApplyReport, audit: readonly AuditEntry[], plan: Plan): Diagnostic | undefined {
  const { execution, host } = report;
  const altered = (what: string): Diagnostic =>
    errorDiagnostic(
      'audit-altered',
      `The report of ${host} does not fit its audit`,
      `${what}. One of the two was altered. The journals on the host, in /var/opt/hpvmctl/runs, are another record of the run.`,
      host,
    );
  const [begin] = audit;
  const end = audit.at(-1);
  if (begin?.event !== 'begin' || end?.event !== 'end') return altered('The audit has no beginning or no end');
  if (begin.planDigest !== digestOf(plan)) return altered('The plan in it is not the one that was carried out');
  if (begin.runId !== execution?.runId) return altered('It is of another run');
  if (end.outcome !== execution.outcome)
    return altered(`The audit ends as "${end.outcome}", the report says "${execution.outcome}"`);
  const ended = new Map(
    audit.flatMap((entry) => (entry.event === 'step' ? [[entry.id, entry.exitStatus] as const] : [])),
  );
  const unproven = execution.steps.find(({ id, status }) => status === 'done' && ended.get(id) !== 0);
  if (unproven !== undefined) return altered(`Step ${unproven.id} is said to be done, and the audit does not say so`);
  const commands = new Map(
    [...plan.steps, ...(plan.revert?.steps ?? [])].map(({ id, command }) => [id, command.join('\0')]),
  );
  const other = audit.find(
    (entry) =>
      (entry.event === 'step' || entry.event === 'undo') && commands.get(entry.id) !== entry.command.join('\0'),
  );
  return other === undefined ? undefined : altered(`Entry ${String(other.sequence)} has another command than the plan`);
}

/** Reads the audit of a report; null when nothing was started. Fails with `audit-altered` where the chain is broken, and as a plan does that cannot be read. */
export function auditOfReport(report: ApplyReport): Result<ProvenAudit | null> {
  const audit = report.execution?.audit ?? [];
  if (audit.length === 0) return success(null);
  const broken = brokenLink(audit);
  if (broken !== undefined) {
    return failure(
      errorDiagnostic(
        'audit-altered',
        `The audit of ${report.host} was altered`,
        `Entry ${String(broken)} does not fit the one before it, so the report is not what hpvmctl wrote. The journals on the host, in /var/opt/hpvmctl/runs, are another record of the run.`,
        report.host,
      ),
    );
  }
  const plans = decodePlans(report.plan, `the plan in the report of ${report.host}`);
  if (!plans.ok) return plans;
  const [plan] = plans.value;
  const contradiction = plan === undefined ? undefined : contradictionOf(report, audit, plan);
  if (contradiction !== undefined) return failure(contradiction);
  return success(plan === undefined ? null : { audit, plan });
}
