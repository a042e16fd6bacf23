import { checkText } from '../../review/check-text';
import { checkSavedPlan } from '../../workflow/check';
import { loadPlans } from '../../workflow/load-plan';
import { largestExitCode, type ExitCode } from '../../workflow/outcome';
import { formatOf, type FormatOptions } from '../command-options';
import type { CliContext } from '../context';
import { nodeFiles } from '../node-files';
import { noteDiagnostics } from '../note-diagnostics';
import { checkWords } from '../result-words';
import { resultsList } from '../results-list';
import { jsonFileText } from '../save-file';

/** Proves the plans of a file again and prints what came of it. */
export async function runCheck(context: CliContext, file: string, options: FormatOptions): Promise<ExitCode> {
  const loaded = await loadPlans(nodeFiles(context.workingFolder), file);
  noteDiagnostics(context, loaded.diagnostics);
  if (!loaded.ok) return 1;
  const checked = loaded.value.map(checkSavedPlan);
  if (formatOf(options) === 'json') {
    const reports = checked.map(({ report }) => report);
    context.out(jsonFileText(reports.length === 1 ? reports[0] : { reports }));
  } else {
    context.out(checked.map(({ report, plan }) => checkText(report, plan, context.outStyle)).join('\n'));
    context.out(
      resultsList(
        checked.map(({ plan, exitCode, report }) => ({ host: plan.host, exitCode, result: checkWords(report) })),
      ),
    );
  }
  return largestExitCode(checked);
}
