import type { ApplyReport } from '../../review/apply-report';
import { reportText } from '../../review/report-text';
import { codeOfNoRun } from '../../workflow/ending-of-run';
import { settleRun, type RunIntent } from '../../workflow/found-run';
import { liveObserver } from '../../workflow/observe';
import { largestExitCode, type ExitCode } from '../../workflow/outcome';
import { applyProgress } from '../apply-progress';
import { formatOf, type RunOptions } from '../command-options';
import type { CliContext } from '../context';
import { listenForStop } from '../interrupts';
import { noteDiagnostics } from '../note-diagnostics';
import { portsOf } from '../ports-of-cli';
import { resultsList } from '../results-list';
import { runTargets } from '../run-targets';
import { canSaveFile, jsonFileText, saveFile } from '../save-file';

/** Resumes, confirms or reverts the runs of hosts, one after the other, and says what became of each. */
export async function runSettle(
  context: CliContext,
  intent: RunIntent,
  paths: readonly string[],
  options: RunOptions,
): Promise<ExitCode> {
  if (options.out !== undefined && !(await canSaveFile(context, options.out))) return 1;
  const ports = portsOf(context, options);
  const targets = await runTargets(context, ports, paths, options);
  noteDiagnostics(context, targets.diagnostics);
  if (!targets.ok) return 1;
  const stop = listenForStop(context);
  const reports: ApplyReport[] = [];
  const outcomes: { host: string; exitCode: ExitCode }[] = [];
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
      noteDiagnostics(context, settled.diagnostics);
      if (settled.ok) reports.push(settled.value);
      const exitCode = settled.ok ? (settled.value.exitCode as ExitCode) : codeOfNoRun(settled.diagnostics);
      outcomes.push({ host: target.host, exitCode });
    }
  } finally {
    stop.release();
  }
  const document = reports.length === 1 ? reports[0] : { reports };
  if (options.out !== undefined) await saveFile(context, options.out, jsonFileText(document), 'the report');
  if (formatOf(options) === 'json') context.out(jsonFileText(document));
  else {
    for (const report of reports) context.out(`\n${reportText(report, context.outStyle)}`);
    context.out(resultsList(outcomes));
  }
  return largestExitCode(outcomes);
}
