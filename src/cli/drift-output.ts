import type { Shard } from '../fleet/shard';
import { sweepHeadLine, sweepResultLine, type HostDrift, type SweptHost } from '../fleet/sweep';
import type { Diagnostic } from '../model/diagnostic';
import { isRefused, isUnreachable, type ExitCode } from '../workflow/outcome';
import { driftJunit } from '../review/drift-junit';
import { driftMarkdown } from '../review/drift-markdown';
import { driftPrometheus } from '../review/drift-prometheus';
import { driftText } from '../review/drift-text';
import { incompleteMarkdown, incompleteText, notComparedMarkdown, notComparedText } from '../review/not-compared';
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
  const problems = problemsOf(drift);
  switch (format) {
    case 'json':
      return driftDocumentText(drift);
    case 'ndjson':
      return ndjson(drift);
    case 'junit':
      return driftJunit(results, problems);
    case 'prometheus':
      return driftPrometheus(results, problems);
    case 'markdown':
      return together(
        ...results.map(({ host, report, diagnostics }) =>
          report === null ? notComparedMarkdown(host, diagnostics) : driftMarkdown(report),
        ),
        incompleteMarkdown(problems),
      );
    case 'html':
      return driftPage(results, ruleCitations(), problems);
    case 'mermaid':
    case 'text':
      return `${together(
        ...results.map(({ host, report, diagnostics }) =>
          report === null ? notComparedText(host, diagnostics, context.outStyle) : driftText(report, context.outStyle),
        ),
        incompleteText(problems, context.outStyle),
      )}${resultsList(results.map(driftResult))}`;
  }
}

/** What keeps the hosts from being all: what is said of one of them already is not among it. */
export function problemsOf({ results, diagnostics }: DriftOfHosts): readonly Diagnostic[] {
  const told = new Set(results.flatMap((each) => (each.report === null ? each.diagnostics : [])));
  return diagnostics.filter((each) => each.severity === 'error' && !told.has(each));
}

function together(...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n');
}

function driftResult({ host, exitCode, report, diagnostics }: HostDrift): HostResult {
  return { host, exitCode, result: report === null ? unreadWords(exitCode, diagnostics) : driftWords(report) };
}

function unreadWords(exitCode: ExitCode, diagnostics: readonly Diagnostic[]): string {
  return isRefused(diagnostics) || isUnreachable(diagnostics) ? failureWords(exitCode, diagnostics) : 'not compared';
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
