import { countText } from '../../review/plan-summary';
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
import { applyWords, failureWords } from '../result-words';
import { resultsList, type HostResult } from '../results-list';
import { jsonFileText } from '../save-file';

/** Rehearses the plans of a file and tells how each went. */
export async function runRehearse(context: CliContext, file: string, options: RehearseOptions): Promise<ExitCode> {
  const loaded = await loadPlans(nodeFiles(context.workingFolder), file);
  noteDiagnostics(context, loaded.diagnostics);
  if (!loaded.ok) return 1;
  const done: Rehearsal[] = [];
  const outcomes: HostResult[] = [];
  const isDisturbed = options.fail !== undefined || options.rebootAfter !== undefined;
  for (const plan of loaded.value) {
    const rehearsed = await rehearsePlan(plan, {
      takesBack: options.revert,
      ...(options.fail === undefined ? {} : { failingStep: options.fail }),
      ...(options.rebootAfter === undefined ? {} : { rebootAfter: options.rebootAfter }),
    });
    noteDiagnostics(context, rehearsed.diagnostics);
    if (rehearsed.ok) done.push(rehearsed.value);
    outcomes.push({
      host: plan.host,
      exitCode: rehearsed.ok ? exitCodeOf(rehearsed.value, isDisturbed) : 1,
      result: rehearsed.ok ? rehearsalWords(rehearsed.value) : failureWords(1, rehearsed.diagnostics),
    });
  }
  if (formatOf(options) === 'json') context.out(jsonFileText(done.length === 1 ? done[0] : { rehearsals: done }));
  else {
    context.out(done.map((rehearsal) => rehearsalText(context, rehearsal)).join('\n'));
    context.out(resultsList(outcomes));
  }
  return largestExitCode(outcomes);
}

/** Undisturbed it must converge; disturbed it must converge or be taken back. */
function exitCodeOf({ report, hazards, standingHarms }: Rehearsal, isDisturbed: boolean): ExitCode {
  const isAsItShould = report.exitCode === 0 || (isDisturbed && report.exitCode === 6);
  return isAsItShould && hazards.length === 0 && standingHarms.length === 0 ? 0 : 4;
}

function rehearsalWords({ report, hazards, standingHarms }: Rehearsal): string {
  const harms = hazards.length + standingHarms.length;
  return `rehearsed: ${applyWords(report)}${harms === 0 ? '' : `; ${countText(harms, 'harm')} seen`}`;
}

function rehearsalText({ outStyle }: CliContext, rehearsal: Rehearsal): string {
  const { report, virtualSeconds } = rehearsal;
  const layout = { widthColumns: outStyle.widthColumns, first: '', rest: '  ' };
  const harm = harmLines(rehearsal);
  const said = [
    ...harm,
    `Rehearsed on a simulated host that looks as ${report.host} did when the plan was made, in ${String(virtualSeconds)} s of its own clock (not those of a real host).`,
  ];
  const lines = said.flatMap((line) => wrapText(printableText(line), layout));
  return `${reportText(report, outStyle)}\n${lines.join('\n')}\n`;
}

/** What happened, and apart from it what is wrong in the end: a boot may bring up a harm that no command did. */
function harmLines({ hazards, standingHarms }: Rehearsal): readonly string[] {
  if (hazards.length === 0 && standingHarms.length === 0) return ['No harm was seen on the simulated host.'];
  const list = (harms: readonly { readonly id: string; readonly detail: string }[]): readonly string[] =>
    harms.map(({ id, detail }) => `  ${id}: ${detail}`);
  return [
    ...(hazards.length === 0 ? [] : ['Hazards that this made on the simulated host:', ...list(hazards)]),
    ...(standingHarms.length === 0 ? [] : ['The simulated host is left with:', ...list(standingHarms)]),
  ];
}
