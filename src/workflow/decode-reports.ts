import { z } from 'zod';
import { errorDiagnostic } from '../model/diagnostic';
import { failure, success, type Result } from '../model/result';
import type { ApplyReport } from '../review/apply-report';
import type { DriftReport } from '../review/drift-report';

const diagnostic = z.object({
  severity: z.enum(['error', 'warning', 'info']),
  code: z.string(),
  summary: z.string(),
  detail: z.string(),
  address: z.string().optional(),
});

const change = z.object({
  address: z.string(),
  kind: z.string(),
  action: z.enum(['create', 'update', 'delete']),
  fields: z.array(z.object({ path: z.string(), before: z.json(), after: z.json() })),
  derivedBy: z.string().optional(),
});

const driftReport = z.object({
  formatVersion: z.literal('1'),
  kind: z.literal('hpvm-drift-report'),
  host: z.string(),
  status: z.enum(['in-sync', 'drift', 'unknown']),
  desiredDigest: z.string(),
  observedAt: z.string(),
  changes: z.array(change),
  unmanaged: z.array(z.string()),
  diagnostics: z.array(diagnostic),
});

const execution = z.object({
  formatVersion: z.literal('1'),
  kind: z.literal('hpvm-report'),
  host: z.string(),
  runId: z.string(),
  planDigest: z.string(),
  outcome: z.enum(['applied', 'reverted', 'revert-failed', 'failed', 'stopped', 'locked', 'unknown']),
  lock: z
    .object({ owner: z.string(), since: z.string(), runId: z.string(), processId: z.number().nullable() })
    .optional(),
  steps: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      address: z.string(),
      command: z.string(),
      status: z.enum(['done', 'failed', 'not-run', 'unknown']),
      exitStatus: z.number().nullable(),
      seconds: z.number().nullable(),
      stdout: z.string(),
      stderr: z.string(),
      readBack: z.object({ command: z.string(), isShown: z.boolean(), output: z.string() }).optional(),
    }),
  ),
  nothingBegan: z.literal(true).optional(),
  revertReason: z.string().optional(),
  undone: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      command: z.string(),
      status: z.enum(['done', 'failed', 'unknown']),
      exitStatus: z.number().nullable(),
      stdout: z.string(),
      stderr: z.string(),
    }),
  ),
  guard: z.union([
    z.object({ status: z.literal('armed'), armedUntil: z.string() }),
    z.object({ status: z.enum(['none', 'boot-script-only', 'gone', 'unknown', 'disarmed', 'boot-script-left']) }),
  ]),
  audit: z.array(
    z.looseObject({
      sequence: z.number(),
      at: z.string().nullable(),
      event: z.enum(['begin', 'step', 'undo', 'confirmed', 'rebooted', 'end']),
      previous: z.string(),
      digest: z.string(),
    }),
  ),
  refusal: z.object({ question: z.string(), diagnostics: z.array(diagnostic) }).optional(),
  startedAt: z.string(),
  endedAt: z.string(),
  diagnostics: z.array(diagnostic),
});

const applyReport = z.object({
  formatVersion: z.literal('1'),
  kind: z.literal('hpvm-apply-report'),
  host: z.string(),
  verdict: z.enum([
    'nothing-to-do',
    'refused',
    'declined',
    'locked',
    'converged',
    'different',
    'unverified',
    'reverted',
    'revert-unverified',
    'revert-failed',
    'failed',
    'stopped',
    'unknown',
  ]),
  exitCode: z.number().int().min(0).max(8),
  signedBy: z.object({ principal: z.string(), key: z.string() }).optional(),
  plan: z.unknown().optional(),
  execution: execution.nullable(),
  remaining: z.array(change).nullable(),
  diagnostics: z.array(diagnostic),
});

/** Decodes one drift report or `{ "reports": [...] }`; `source` names them in diagnostics. */
export function decodeDriftReports(json: unknown, source: string): Result<readonly DriftReport[]> {
  return decodeReports<DriftReport>(json, source, driftReport);
}

/** Decodes one apply report or `{ "reports": [...] }`; `source` names them in diagnostics. */
export function decodeApplyReports(json: unknown, source: string): Result<readonly ApplyReport[]> {
  return decodeReports<ApplyReport>(json, source, applyReport);
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
