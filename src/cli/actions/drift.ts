import { hasErrors } from '../../model/diagnostic';
import { driftJunit } from '../../review/drift-junit';
import { driftMarkdown } from '../../review/drift-markdown';
import { driftPrometheus } from '../../review/drift-prometheus';
import { driftText } from '../../review/drift-text';
import { driftOfHosts, historyOf, type HostDrift } from '../../workflow/drift';
import { driftSettings } from '../../workflow/drift-settings';
import { largestExitCode, type ExitCode } from '../../workflow/outcome';
import { formatOf, type DriftOptions, type OutputFormat } from '../command-options';
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
  const ports = portsOf(context, options);
  const settings = await driftSettings(ports, options);
  noteDiagnostics(context, settings.diagnostics);
  if (!settings.ok) return 1;
  const selection = await selectHosts(context, ports, paths, { ...options, skipsBroken: true });
  noteDiagnostics(context, selection.diagnostics);
  if (!selection.ok) return 1;
  const results = await driftOfHosts(selection.value.documents, selection.value.observe, settings.value);
  for (const result of results) noteDiagnostics(context, result.diagnostics);
  context.out(driftOutput(context, results, formatOf(options)));
  if (options.out !== undefined && !(await saveFile(context, options.out, documentText(results), 'the drift report')))
    return 1;
  const { history } = settings.value;
  if (options.history !== undefined && history !== undefined) {
    const text = jsonFileText(historyOf(history, results));
    if (!(await saveFile(context, options.history, text, 'the drift history'))) return 1;
  }
  const hasBroken = hasErrors(selection.diagnostics);
  return largestExitCode([...results, { exitCode: hasBroken ? 1 : 0 }]);
}

function driftOutput(context: CliContext, results: readonly HostDrift[], format: OutputFormat): string {
  const reports = results.flatMap(({ report }) => (report === undefined ? [] : [report]));
  const hosts = results.map(({ host, report = null, diagnostics }) => ({ host, report, diagnostics }));
  switch (format) {
    case 'json':
      return reports.length === 0 ? '' : documentText(results);
    case 'junit':
      return driftJunit(hosts);
    case 'prometheus':
      return driftPrometheus(hosts);
    case 'markdown':
      return reports.map(driftMarkdown).join('\n');
    case 'html':
    case 'text':
      return `${reports.map((report) => driftText(report, context.outStyle)).join('\n')}${resultsList(results)}`;
  }
}

function documentText(results: readonly HostDrift[]): string {
  return jsonFileText(driftDocument(results));
}

function driftDocument(results: readonly HostDrift[]): unknown {
  const reports = results.flatMap(({ report }) => (report === undefined ? [] : [report]));
  if (results.length === 1 && reports.length === 1) return reports[0];
  const failures = results
    .filter(({ report }) => report === undefined)
    .map(({ host, exitCode, diagnostics }) => ({ host, exitCode, diagnostics }));
  return failures.length === 0 ? { reports } : { reports, failures };
}
