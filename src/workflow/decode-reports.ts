import { z } from 'zod';
import { errorDiagnostic } from '../model/diagnostic';
import { failure, success, type Result } from '../model/result';
import type { ApplyReport } from '../review/apply-report';
import type { DriftReport } from '../review/drift-report';
import { applyReportSchema, driftReportSchema } from './report-schemas';

/** Decodes one drift report or `{ "reports": [...] }`; `source` names them in diagnostics. */
export function decodeDriftReports(json: unknown, source: string): Result<readonly DriftReport[]> {
  return decodeReports<DriftReport>(json, source, driftReportSchema);
}

/** Decodes one apply report or `{ "reports": [...] }`; `source` names them in diagnostics. */
export function decodeApplyReports(json: unknown, source: string): Result<readonly ApplyReport[]> {
  return decodeReports<ApplyReport>(json, source, applyReportSchema);
}

function decodeReports<Report>(json: unknown, source: string, schema: z.ZodType): Result<readonly Report[]> {
  const list = z.object({ reports: z.array(schema) }).safeParse(json);
  if (list.success) return success(list.data.reports as readonly Report[]);
  const one = schema.safeParse(json);
  if (one.success) return success([one.data as Report]);
  const [issue] = one.error.issues;
  const place = `/${(issue?.path ?? []).map(String).join('/')}`;
  return failure(
    errorDiagnostic(
      'malformed-report',
      `${source} is not a report of this format`,
      `${place}: ${issue?.message ?? 'unreadable'}. Give the file as hpvmctl wrote it.`,
      place,
    ),
  );
}
