import type { RunStatus } from '../../review/run-status';
import { runStatusText } from '../../review/run-status-text';
import { styleAt } from '../../review/suggested-commands';
import { codeOfNoRun } from '../../workflow/ending-of-run';
import { runStatus } from '../../workflow/found-run';
import { liveObserver } from '../../workflow/observe';
import { largestExitCode, type ExitCode } from '../../workflow/outcome';
import { formatOf, type RunOptions } from '../command-options';
import type { CliContext } from '../context';
import { suggestingOptions, suggestingTarget } from '../host-options';
import { noteDiagnostics } from '../note-diagnostics';
import { portsOf } from '../ports-of-cli';
import { noRunWords, runWords } from '../result-words';
import { resultsList, type HostResult } from '../results-list';
import { runTargets } from '../run-targets';
import { jsonFileText } from '../save-file';

/** Shows the runs of hosts, and ends as they ended. */
export async function runStatusCommand(
  plainContext: CliContext,
  paths: readonly string[],
  options: RunOptions,
): Promise<ExitCode> {
  const context = suggestingOptions(plainContext, options);
  const ports = portsOf(context, options);
  const targets = await runTargets(context, ports, paths, options);
  noteDiagnostics(context, targets.diagnostics);
  if (!targets.ok) return 1;
  const found: { readonly status: RunStatus; readonly context: CliContext }[] = [];
  const outcomes: HostResult[] = [];
  for (const { target, planDigest } of targets.value) {
    const status = await runStatus({
      target,
      ports,
      observe: liveObserver(ports),
      ...(options.run === undefined ? {} : { runId: options.run }),
      ...(planDigest === undefined ? {} : { planDigest }),
      onProgress: () => undefined,
      stopSignal: new AbortController().signal,
    });
    const at = suggestingTarget(plainContext, options, target);
    noteDiagnostics({ ...at, noteStyle: styleAt(at.noteStyle, target.host) }, status.diagnostics);
    if (status.ok) found.push({ status: status.value, context: at });
    const exitCode = status.ok ? (status.value.exitCode as ExitCode) : codeOfNoRun(status.diagnostics);
    const result = status.ok ? runWords(status.value) : noRunWords(exitCode, status.diagnostics);
    outcomes.push({ host: target.host, exitCode, result });
  }
  if (formatOf(options) === 'json')
    context.out(jsonFileText(found.length === 1 ? found[0]?.status : { runs: found.map(({ status }) => status) }));
  else {
    context.out(found.map(({ status, context: at }) => runStatusText(status, at.outStyle)).join('\n'));
    context.out(resultsList(outcomes));
  }
  return largestExitCode(outcomes);
}
