import { brokenLink, type AuditEntry } from '../execute/audit';
import { errorDiagnostic } from '../model/diagnostic';
import { failure, success, type Result } from '../model/result';
import type { Plan } from '../plan/plan-document';
import type { ApplyReport } from '../review/apply-report';
import { decodePlans } from './load-plan';

/** What a report proves of a run: its audit, whose chain is whole, and the plan that was carried out. */
export interface ProvenAudit {
  readonly audit: readonly AuditEntry[];
  readonly plan: Plan;
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
  return success(plan === undefined ? null : { audit, plan });
}
