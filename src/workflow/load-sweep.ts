import type { z } from 'zod';
import type { HostDrift, SweepHead, SweepPart, SweepResult } from '../fleet/sweep';
import type { Shard } from '../fleet/shard';
import { errorDiagnostic, warningDiagnostic, type Diagnostic } from '../model/diagnostic';
import { parseJson } from '../model/parse-json';
import { failure, success, type Result } from '../model/result';
import type { DriftReport } from '../review/drift-report';
import { EXIT_CODES } from './drift';
import type { FileReader } from './ports';
import { parseJsonText, readInputFile } from './read-input-file';
import { driftReportSchema, driftReportsSchema, sweepHeadSchema, sweepResultSchema } from './report-schemas';

/**
 * Loads what `hpvmctl drift` wrote as NDJSON or JSON. A file may hold several sweeps behind one another. Of a sweep that was killed the last line may be torn: it is left
 * out, with a warning, as is any line that is damaged; their hosts then have no result.
 */
export async function loadSweep(files: FileReader, path: string): Promise<Result<readonly SweepPart[]>> {
  const next = 'Correct the path. What drift finds is kept with "hpvmctl drift --format ndjson > FILE".';
  const text = await readInputFile(files, path, next);
  return text.ok ? decodeSweep(text.value, path) : text;
}

/** The same for a text; `source` names it. */
function decodeSweep(text: string, source: string): Result<readonly SweepPart[]> {
  const whole = parseJsonText(text, source);
  const document = whole.ok ? documentPart(whole.value, source) : undefined;
  if (document !== undefined) return success([document]);
  const parts: OpenPart[] = [];
  const damaged: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    for (const value of line.trim() === '' ? [] : valuesIn(line)) {
      const head = read<SweepHead>(sweepHeadSchema, value);
      const result = read<SweepResult>(sweepResultSchema, value);
      if (head !== undefined) parts.push({ ...head, source, results: [] });
      else if (result !== undefined) currentPart(parts, source).results.push(result);
      else if (damaged.at(-1) !== index + 1) damaged.push(index + 1);
    }
  }
  if (parts.length > 0) return success(parts, damaged.length === 0 ? [] : [damagedLines(source, damaged)]);
  // Of one line that begins well it is known what is wrong with it.
  if (!whole.ok && /^\s*\{.*\s*$/.test(text)) return whole;
  return failure(
    errorDiagnostic(
      'malformed-report',
      `${source} holds no drift of hosts`,
      'Give what hpvmctl drift printed with --format ndjson or --json, as it was printed.',
    ),
  );
}

interface OpenPart extends SweepPart {
  readonly results: HostDrift[];
}

/** Lines without a head before them were cut out of a sweep: nobody knows who else was to be looked at. */
function currentPart(parts: OpenPart[], source: string): OpenPart {
  const last = parts.at(-1) ?? { source, startedAt: null, shard: null, hosts: [], results: [], diagnostics: [] };
  if (parts.length === 0) parts.push(last);
  return last;
}

const LINE_START = /(?=\{"formatVersion":"1","kind":"hpvm-drift-(?:sweep|result)")/;

/** What a line holds; undefined for what is none of ours. Behind a line that was torn, or only lacks its end, another sweep may have been written. */
function valuesIn(line: string): readonly unknown[] {
  const value = parsed(line);
  return value === undefined ? line.split(LINE_START).map(parsed) : [value];
}

function documentPart(json: unknown, source: string): SweepPart | undefined {
  const one = read<DriftReport>(driftReportSchema, json);
  if (one !== undefined)
    return { source, startedAt: null, shard: null, hosts: [], results: [resultOf(one)], diagnostics: [] };
  const several = read<ReportsDocument>(driftReportsSchema, json);
  if (several === undefined) return undefined;
  const { shard = null, reports, failures = [], diagnostics = [] } = several;
  const results = [...reports.map(resultOf), ...failures.map((each) => ({ ...each, report: null }))];
  return { source, startedAt: null, shard, hosts: [], results, diagnostics };
}

/** What `--json` prints of several hosts, or of a part of them. */
interface ReportsDocument {
  readonly shard?: Shard;
  readonly reports: readonly DriftReport[];
  readonly failures?: readonly Omit<HostDrift, 'report'>[];
  readonly diagnostics?: readonly Diagnostic[];
}

function resultOf(report: DriftReport): HostDrift {
  return { host: report.host, exitCode: EXIT_CODES[report.status], report, diagnostics: [] };
}

/** The value itself, as it was written: a schema would put its properties into another order. */
function read<Value>(schema: z.ZodType, value: unknown): Value | undefined {
  return schema.safeParse(value).success ? (value as Value) : undefined;
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

function damagedLines(source: string, lines: readonly number[]): Diagnostic {
  const [first] = lines;
  return warningDiagnostic(
    'damaged-line',
    lines.length === 1
      ? `Line ${String(first)} of ${source} is damaged`
      : `${String(lines.length)} lines of ${source} are damaged, the first is line ${String(first)}`,
    'A sweep that was killed while it wrote leaves such a line. Its host counts as not finished.',
  );
}
