import type { ApplyReport } from '../../review/apply-report';
import type { TextStyle } from '../../review/palette';
import { reportText } from '../../review/report-text';
import { styleAt } from '../../review/suggested-commands';
import { codeOfNoRun } from '../../workflow/ending-of-run';
import { settleRun, type RunIntent } from '../../workflow/found-run';
import { liveObserver } from '../../workflow/observe';
import { largestExitCode, type ExitCode } from '../../workflow/outcome';
import { applyProgress } from '../apply-progress';
import { formatOf, type RunOptions } from '../command-options';
import type { CliContext } from '../context';
import { listenForStop } from '../interrupts';
import { suggestingOptions, suggestingTarget } from '../host-options';
import { noteDiagnostics } from '../note-diagnostics';
import { portsOf } from '../ports-of-cli';
import { applyWords, noRunWords } from '../result-words';
import { resultsList, type HostResult } from '../results-list';
import { runTargets } from '../run-targets';
import { canSaveFile, jsonFileText, saveFile } from '../save-file';
import { writesApart } from '../separate-files';

/** Resumes, confirms or reverts the runs of hosts, one after the other, and says what became of each. */
export async function runSettle(
  plainContext: CliContext,
  intent: RunIntent,
  paths: readonly string[],
  options: RunOptions,
): Promise<ExitCode> {
  const context = suggestingOptions(plainContext, options);
  if (!(await writesApart(context, paths, options))) return 1;
  if (options.out !== undefined && !(await canSaveFile(context, options.out))) return 1;
  const ports = portsOf(context, options);
  const targets = await runTargets(context, ports, paths, options);
  noteDiagnostics(context, targets.diagnostics);
  if (!targets.ok) return 1;
  const stop = listenForStop(
    context,
    targets.value.map(({ target }) => target.host),
  );
  const reports: { readonly report: ApplyReport; readonly style: TextStyle }[] = [];
  const outcomes: HostResult[] = [];
  try {
    for (const { target, planDigest } of targets.value) {
      context.setFaultExitCode(8);
      const settled = await settleRun(
        {
          target,
          ports,
          observe: liveObserver(ports),
          ...(options.run === undefined ? {} : { runId: options.run }),
          ...(planDigest === undefined ? {} : { planDigest }),
          onProgress: applyProgress(context),
          stopSignal: stop.signal,
        },
        intent,
      );
      const at = suggestingTarget(plainContext, options, target);
      noteDiagnostics({ ...at, noteStyle: styleAt(at.noteStyle, target.host) }, settled.diagnostics);
      if (settled.ok) reports.push({ report: settled.value, style: at.outStyle });
      const exitCode = settled.ok ? (settled.value.exitCode as ExitCode) : codeOfNoRun(settled.diagnostics);
      const result = settled.ok ? applyWords(settled.value) : noRunWords(exitCode, settled.diagnostics);
      outcomes.push({ host: target.host, exitCode, result });
    }
  } finally {
    stop.release();
  }
  const plain = reports.map(({ report }) => report);
  const document = plain.length === 1 ? plain[0] : { reports: plain };
  if (options.out !== undefined) await saveFile(context, options.out, jsonFileText(document), 'the report');
  if (formatOf(options) === 'json') context.out(jsonFileText(document));
  else {
    for (const { report, style } of reports) context.out(`\n${reportText(report, style)}`);
    context.out(resultsList(outcomes));
  }
  return largestExitCode(outcomes);
}
