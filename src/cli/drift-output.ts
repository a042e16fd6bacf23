import type { Shard } from '../fleet/shard';
import { sweepHeadLine, sweepResultLine, type HostDrift, type SweptHost } from '../fleet/sweep';
import type { Diagnostic } from '../model/diagnostic';
import { driftJunit } from '../review/drift-junit';
import { driftMarkdown } from '../review/drift-markdown';
import { driftPrometheus } from '../review/drift-prometheus';
import { driftText } from '../review/drift-text';
import { driftPage } from '../review/page/drift-page';
import { ruleCitations } from '../workflow/safety-rules';
import type { OutputFormat } from './command-options';
import type { CliContext } from './context';
import { driftWords, failureWords } from './result-words';
import { resultsList, type HostResult } from './results-list';
import { jsonFileText } from './save-file';

/** Drift of hosts, sorted, and what there is to say of them together. */
export interface DriftOfHosts {
  readonly results: readonly HostDrift[];
  readonly shard: Shard | undefined;
  /** Head of lines that join sweeps; undefined: lines are printed as each host is done, and not here. */
  readonly head?: { readonly startedAt: string; readonly hosts: readonly SweptHost[] };
  /** What is wrong beside the hosts: documents that cannot be used, parts that are missing. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Drift of hosts in one format. */
export function driftOutput(context: CliContext, drift: DriftOfHosts, format: OutputFormat): string {
  const { results } = drift;
  const reports = results.flatMap(({ report }) => (report === null ? [] : [report]));
  switch (format) {
    case 'json':
      // A part is always a document: whoever joins parts must tell a host that failed from a part that is missing.
      return reports.length === 0 && results.length === 1 && drift.shard === undefined ? '' : driftDocumentText(drift);
    case 'ndjson':
      return ndjson(drift);
    case 'junit':
      return driftJunit(results);
    case 'prometheus':
      return driftPrometheus(results);
    case 'markdown':
      return reports.map(driftMarkdown).join('\n');
    case 'html':
      return driftPage(results, ruleCitations());
    case 'mermaid':
    case 'text':
      return `${reports.map((report) => driftText(report, context.outStyle)).join('\n')}${resultsList(results.map(driftResult))}`;
  }
}

function driftResult({ host, exitCode, report, diagnostics }: HostDrift): HostResult {
  return { host, exitCode, result: report === null ? failureWords(exitCode, diagnostics) : driftWords(report) };
}

/** The document that `--json` prints and `--out` keeps: the report of one host, or the reports of several. */
export function driftDocumentText({ results, shard, diagnostics }: DriftOfHosts): string {
  const reports = results.flatMap(({ report }) => (report === null ? [] : [report]));
  const isOne = results.length === 1 && reports.length === 1 && shard === undefined && diagnostics.length === 0;
  if (isOne) return jsonFileText(reports[0]);
  const failures = results
    .filter(({ report }) => report === null)
    .map(({ host, exitCode, diagnostics: why }) => ({ host, exitCode, diagnostics: why }));
  return jsonFileText({
    ...(shard === undefined ? {} : { shard }),
    reports,
    ...(failures.length === 0 ? {} : { failures }),
    ...(diagnostics.length === 0 ? {} : { diagnostics }),
  });
}

function ndjson({ results, shard, head, diagnostics }: DriftOfHosts): string {
  const first = head === undefined ? '' : sweepHeadLine({ ...head, shard: shard ?? null, diagnostics });
  return [first, ...results.map(sweepResultLine)].join('');
}
