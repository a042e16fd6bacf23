import { hasErrors } from '../../model/diagnostic';
import { driftMarkdown } from '../../review/drift-markdown';
import { driftText } from '../../review/drift-text';
import { driftOfHosts, type HostDrift } from '../../workflow/drift';
import { largestExitCode, type ExitCode } from '../../workflow/outcome';
import { formatOf, type DriftOptions } from '../command-options';
import type { CliContext } from '../context';
import { selectHosts } from '../host-selection';
import { suggestingOptions } from '../host-options';
import { noteDiagnostics } from '../note-diagnostics';
import { portsOf } from '../ports-of-cli';
import { resultsList } from '../results-list';
import { jsonFileText, saveFile } from '../save-file';

/** Compares the described hosts with their documents and prints what differs. */
export async function runDrift(plain: CliContext, paths: readonly string[], options: DriftOptions): Promise<ExitCode> {
  const context = suggestingOptions(plain, options);
  const selection = await selectHosts(context, portsOf(context, options), paths, { ...options, skipsBroken: true });
  noteDiagnostics(context, selection.diagnostics);
  if (!selection.ok) return 1;
  const results = await driftOfHosts(selection.value.documents, selection.value.observe);
  for (const result of results) noteDiagnostics(context, result.diagnostics);
  const format = formatOf(options);
  const reports = results.flatMap(({ report }) => (report === undefined ? [] : [report]));
  if (format === 'json') context.out(reports.length === 0 ? '' : jsonFileText(driftDocument(results)));
  else
    context.out(
      reports
        .map((report) => (format === 'markdown' ? driftMarkdown(report) : driftText(report, context.outStyle)))
        .join('\n'),
    );
  if (format === 'text') context.out(resultsList(results));
  if (
    options.out !== undefined &&
    !(await saveFile(context, options.out, jsonFileText(driftDocument(results)), 'the drift report'))
  )
    return 1;
  const hasBroken = hasErrors(selection.diagnostics);
  return largestExitCode([...results, { exitCode: hasBroken ? 1 : 0 }]);
}

function driftDocument(results: readonly HostDrift[]): unknown {
  const reports = results.flatMap(({ report }) => (report === undefined ? [] : [report]));
  if (results.length === 1 && reports.length === 1) return reports[0];
  const failures = results
    .filter(({ report }) => report === undefined)
    .map(({ host, exitCode, diagnostics }) => ({ host, exitCode, diagnostics }));
  return failures.length === 0 ? { reports } : { reports, failures };
}
