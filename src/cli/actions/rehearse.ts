import { printableText } from '../../review/printable-text';
import { reportText } from '../../review/report-text';
import { wrapText } from '../../review/wrap-text';
import { loadPlans } from '../../workflow/load-plan';
import { largestExitCode, type ExitCode } from '../../workflow/outcome';
import { formatOf, type RehearseOptions } from '../command-options';
import type { CliContext } from '../context';
import { nodeFiles } from '../node-files';
import { noteDiagnostics } from '../note-diagnostics';
import { rehearsePlan, type Rehearsal } from '../rehearse-plan';
import { resultsList } from '../results-list';
import { jsonFileText } from '../save-file';

/** Rehearses the plans of a file and tells how each went. */
export async function runRehearse(context: CliContext, file: string, options: RehearseOptions): Promise<ExitCode> {
  const loaded = await loadPlans(nodeFiles(context.workingFolder), file);
  noteDiagnostics(context, loaded.diagnostics);
  if (!loaded.ok) return 1;
  const done: Rehearsal[] = [];
  const outcomes: { host: string; exitCode: ExitCode }[] = [];
  const isDisturbed = options.fail !== undefined || options.rebootAfter !== undefined;
  for (const plan of loaded.value) {
    const rehearsed = await rehearsePlan(plan, {
      takesBack: options.revert,
      ...(options.fail === undefined ? {} : { failingStep: options.fail }),
      ...(options.rebootAfter === undefined ? {} : { rebootAfter: options.rebootAfter }),
    });
    noteDiagnostics(context, rehearsed.diagnostics);
    if (rehearsed.ok) done.push(rehearsed.value);
    outcomes.push({ host: plan.host, exitCode: rehearsed.ok ? exitCodeOf(rehearsed.value, isDisturbed) : 1 });
  }
  if (formatOf(options) === 'json') context.out(jsonFileText(done.length === 1 ? done[0] : { rehearsals: done }));
  else {
    context.out(done.map((rehearsal) => rehearsalText(context, rehearsal)).join('\n'));
    context.out(resultsList(outcomes));
  }
  return largestExitCode(outcomes);
}

/** Undisturbed it must converge; disturbed it must converge or be taken back. */
function exitCodeOf({ report, hazards }: Rehearsal, isDisturbed: boolean): ExitCode {
  const isAsItShould = report.exitCode === 0 || (isDisturbed && report.exitCode === 6);
  return isAsItShould && hazards.length === 0 ? 0 : 4;
}

function rehearsalText({ outStyle }: CliContext, { report, hazards, virtualSeconds }: Rehearsal): string {
  const layout = { widthColumns: outStyle.widthColumns, first: '', rest: '  ' };
  const harm =
    hazards.length === 0
      ? ['No harm was seen on the simulated host.']
      : ['The simulated host was driven through:', ...hazards.map(({ id, detail }) => `  ${id}: ${detail}`)];
  const said = [
    ...harm,
    `Rehearsed on a simulated host that looks as ${report.host} did when the plan was made, in ${String(virtualSeconds)} s of its own clock (not those of a real host).`,
  ];
  const lines = said.flatMap((line) => wrapText(printableText(line), layout));
  return `${reportText(report, outStyle)}\n${lines.join('\n')}\n`;
}
