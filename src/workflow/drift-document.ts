import type { z } from 'zod';
import type { Shard } from '../fleet/shard';
import type { HostDrift } from '../fleet/sweep';
import type { Diagnostic } from '../model/diagnostic';
import { success, type Result } from '../model/result';
import type { DriftReport } from '../review/drift-report';
import { decodeDriftReports } from './decode-reports';
import { EXIT_CODES } from './drift';
import { driftReportSchema, driftReportsSchema } from './report-schemas';

/** What `hpvmctl drift` keeps with `--out`: what became of each host, and what there is to say of them together. */
export interface DriftDocument {
  readonly shard: Shard | undefined;
  readonly results: readonly HostDrift[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What `--json` prints of several hosts, or of a part of them. */
interface ReportsDocument {
  readonly shard?: Shard;
  readonly reports: readonly DriftReport[];
  readonly failures?: readonly Omit<HostDrift, 'report'>[];
  readonly diagnostics?: readonly Diagnostic[];
}

/** Reads one report or the document of several; undefined for what is neither. */
export function readDriftDocument(json: unknown): DriftDocument | undefined {
  const one = asWritten<DriftReport>(driftReportSchema, json);
  if (one !== undefined) return { shard: undefined, results: [resultOf(one)], diagnostics: [] };
  const several = asWritten<ReportsDocument>(driftReportsSchema, json);
  if (several === undefined) return undefined;
  const { shard, reports, failures = [], diagnostics = [] } = several;
  const results = [
    ...reports.map(resultOf),
    ...failures.map((each) => ({ ...each, exitCode: exitCodeOf(null), report: null })),
  ];
  return { shard, results, diagnostics };
}

/** The same; `source` names the document where it cannot be read. */
export function decodeDriftDocument(json: unknown, source: string): Result<DriftDocument> {
  const read = readDriftDocument(json);
  if (read !== undefined) return success(read);
  const reports = decodeDriftReports(json, source);
  return reports.ok ? success({ shard: undefined, results: reports.value.map(resultOf), diagnostics: [] }) : reports;
}

/** The value itself, as it was written: a schema would put its properties into another order. */
export function asWritten<Value>(schema: z.ZodType, value: unknown): Value | undefined {
  return schema.safeParse(value).success ? (value as Value) : undefined;
}

/** What a result comes to, whatever the file says: a host without a report was not compared. */
export function exitCodeOf(report: DriftReport | null): 0 | 1 | 2 {
  return report === null ? 1 : EXIT_CODES[report.status];
}

function resultOf(report: DriftReport): HostDrift {
  return { host: report.host, exitCode: exitCodeOf(report), report, diagnostics: [] };
}
