import { z } from 'zod';
import { DRIFT_ACTORS, DRIFT_CLASSES } from '../drift/drift-item';

const jsonValue = z.json();

const diagnostic = z.strictObject({
  severity: z.enum(['error', 'warning', 'info']),
  code: z.string(),
  summary: z.string(),
  detail: z.string(),
  address: z.string().exactOptional(),
});

const change = z.strictObject({
  address: z.string(),
  kind: z.string(),
  action: z.enum(['create', 'update', 'delete']),
  fields: z.array(z.strictObject({ path: z.string(), before: jsonValue, after: jsonValue })),
  derivedBy: z.string().exactOptional(),
});

const fieldChange = z.strictObject({ path: z.string(), before: jsonValue, after: jsonValue });

const ignoringRule = { owner: z.string(), reason: z.string(), expires: z.string() };

const driftItem = z.strictObject({
  class: z.enum(DRIFT_CLASSES),
  address: z.string(),
  action: z.enum(['create', 'update', 'delete']).nullable(),
  fields: z.array(fieldChange),
  note: z.string().exactOptional(),
  actor: z.enum(DRIFT_ACTORS).exactOptional(),
  since: z.string().exactOptional(),
  ignoredBy: z
    .strictObject({ ...ignoringRule, others: z.array(z.strictObject(ignoringRule)).exactOptional() })
    .exactOptional(),
});

/** A report of `hpvmctl drift` on one host, formatVersion "1". */
export const driftReportSchema = z.strictObject({
  formatVersion: z.literal('1'),
  kind: z.literal('hpvm-drift-report'),
  host: z.string(),
  status: z.enum(['in-sync', 'drift', 'unknown']),
  desiredDigest: z.string(),
  observedAt: z.string(),
  changes: z.array(change),
  items: z.array(driftItem),
  unmanaged: z.array(z.string()),
  diagnostics: z.array(diagnostic),
});

const shard = z.strictObject({ index: z.int().positive(), total: z.int().positive() });

/** First line of `hpvmctl drift --format ndjson`, formatVersion "1". */
export const sweepHeadSchema = z.strictObject({
  formatVersion: z.literal('1'),
  kind: z.literal('hpvm-drift-sweep'),
  startedAt: z.string(),
  shard: shard.nullable(),
  hosts: z.array(z.strictObject({ host: z.string(), desiredDigest: z.string().nullable() })),
  diagnostics: z.array(diagnostic),
});

const hostExitCode = z.union([z.literal(0), z.literal(1), z.literal(2)]);

/** Every further line of it: one host. */
export const sweepResultSchema = z.strictObject({
  formatVersion: z.literal('1'),
  kind: z.literal('hpvm-drift-result'),
  host: z.string(),
  exitCode: hostExitCode,
  report: driftReportSchema.nullable(),
  diagnostics: z.array(diagnostic),
});

/** Reports of several hosts, or of a part of them, in one document: `hpvmctl drift --json`. */
export const driftReportsSchema = z.strictObject({
  shard: shard.exactOptional(),
  reports: z.array(driftReportSchema),
  failures: z
    .array(z.strictObject({ host: z.string(), exitCode: hostExitCode, diagnostics: z.array(diagnostic) }))
    .exactOptional(),
  diagnostics: z.array(diagnostic).exactOptional(),
});

const place = { sequence: z.int().positive(), at: z.string().nullable(), previous: z.string(), digest: z.string() };
const auditEntry = z.union([
  z.strictObject({
    ...place,
    event: z.literal('begin'),
    owner: z.string(),
    planDigest: z.string(),
    hostKeyFingerprint: z.string().nullable(),
    runId: z.string(),
  }),
  z.strictObject({
    ...place,
    event: z.enum(['step', 'undo']),
    id: z.string(),
    command: z.array(z.string()),
    exitStatus: z.number().nullable(),
    effect: z.enum(['unasked', 'shown', 'missing', 'unseen']),
    outputDigest: z.string(),
    seconds: z.number().nullable(),
  }),
  z.strictObject({ ...place, event: z.literal('undo-needless'), id: z.string() }),
  z.strictObject({ ...place, event: z.enum(['confirmed', 'rebooted']) }),
  z.strictObject({ ...place, event: z.literal('end'), outcome: z.string() }),
]);

const execution = z.strictObject({
  formatVersion: z.literal('1'),
  kind: z.literal('hpvm-report'),
  host: z.string(),
  runId: z.string(),
  planDigest: z.string(),
  outcome: z.enum(['applied', 'reverted', 'revert-failed', 'failed', 'stopped', 'locked', 'unknown']),
  lock: z
    .object({ owner: z.string(), since: z.string(), runId: z.string(), processId: z.number().nullable() })
    .exactOptional(),
  steps: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      address: z.string(),
      command: z.string(),
      status: z.enum(['done', 'failed', 'not-run', 'unknown']),
      exitStatus: z.number().nullable(),
      seconds: z.number().nullable(),
      stdout: z.string(),
      stderr: z.string(),
      readBack: z.strictObject({ command: z.string(), isShown: z.boolean(), output: z.string() }).exactOptional(),
    }),
  ),
  nothingBegan: z.literal(true).exactOptional(),
  revertReason: z.string().exactOptional(),
  undone: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      command: z.string(),
      status: z.enum(['done', 'needless', 'failed', 'unknown']),
      exitStatus: z.number().nullable(),
      stdout: z.string(),
      stderr: z.string(),
    }),
  ),
  leftToTakeBack: z.array(z.strictObject({ id: z.string(), title: z.string(), command: z.string() })).exactOptional(),
  guard: z.union([
    z.strictObject({ status: z.literal('armed'), armedUntil: z.string() }),
    z.strictObject({ status: z.enum(['none', 'boot-script-only', 'gone', 'unknown', 'disarmed', 'boot-script-left']) }),
  ]),
  audit: z.array(auditEntry),
  refusal: z.strictObject({ question: z.string(), diagnostics: z.array(diagnostic) }).exactOptional(),
  startedAt: z.string(),
  endedAt: z.string(),
  diagnostics: z.array(diagnostic),
});

/** The plan that was carried out, in the format of plans; who uses it decodes it as such. */
export const planOfReport = z.unknown();

/** A report of `hpvmctl apply`, `resume`, `confirm` or `revert` on one host, formatVersion "1". */
export const applyReportSchema = z.strictObject({
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
  wave: z.int().positive().exactOptional(),
  signedBy: z.strictObject({ principal: z.string(), key: z.string() }).exactOptional(),
  plan: planOfReport.exactOptional(),
  execution: execution.nullable(),
  remaining: z.array(change).nullable(),
  diagnostics: z.array(diagnostic),
});
