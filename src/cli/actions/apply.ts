import { errorDiagnostic } from '../../model/diagnostic';
import { signatureText, type PlanSignature } from '../../model/plan-signature';
import type { Plan } from '../../plan/plan-document';
import type { ApplyReport } from '../../review/apply-report';
import type { TextStyle } from '../../review/palette';
import { planSummary } from '../../review/plan-summary';
import { planText } from '../../review/plan-text';
import { printableText } from '../../review/printable-text';
import { reportText, verdictText } from '../../review/report-text';
import { wavesText } from '../../review/wave-lines';
import { wrapText } from '../../review/wrap-text';
import type { ApplyCandidate } from '../../workflow/apply-candidates';
import { applyReportOf } from '../../workflow/apply-report-of';
import { isSignatureRefusal } from '../../workflow/load-signed-plans';
import { largestExitCode, type ExitCode } from '../../workflow/outcome';
import type { Ports } from '../../workflow/ports';
import { rolloutOf, type Rollout } from '../../workflow/rollout';
import { ruleCitations } from '../../workflow/safety-rules';
import { carryOut, notBegun } from '../carry-out';
import { formatOf, type ApplyOptions } from '../command-options';
import type { CliContext } from '../context';
import { suggestingOptions, suggestingTarget } from '../host-options';
import { noteDiagnostics } from '../note-diagnostics';
import { plansToApply } from '../plans-to-apply';
import { portsOf } from '../ports-of-cli';
import { applyWords } from '../result-words';
import { resultsList, type HostResult } from '../results-list';
import { canSaveFile, jsonFileText, saveFile } from '../save-file';
import { writesApart } from '../separate-files';

/** Applies a saved plan or desired state, after somebody said yes, and says what became of it. */
export async function runApply(
  plainContext: CliContext,
  paths: readonly string[],
  options: ApplyOptions,
): Promise<ExitCode> {
  const context = suggestingOptions(plainContext, options);
  if (!(await writesApart(context, paths, options))) return 1;
  if (options.out !== undefined && !(await canSaveFile(context, options.out))) return 1;
  const ports = portsOf(context, options);
  const candidates = await plansToApply(context, ports, paths, options);
  noteDiagnostics(context, candidates.diagnostics);
  if (!candidates.ok) return isSignatureRefusal(candidates.diagnostics) ? 4 : 1;
  const { list, areSaved, signedBy } = candidates.value;
  if (signedBy !== undefined) context.note(`Plan signed by ${printableText(signatureText(signedBy))}.\n`);
  const isQuiet = formatOf(options) === 'json' || (areSaved && options.autoApprove === true);
  const rollout = rolloutOf(list, options);
  noteDiagnostics(context, rollout.diagnostics);
  if (!rollout.ok) return 1;
  const [file] = paths;
  showPlans(areSaved && file !== undefined ? showingFile(context, file) : context, list, isQuiet);
  if (rollout.value.hasWaves) showWaves(context, rollout.value, isQuiet);

  const plain = list.some((candidate) => candidate.exitCode !== 0)
    ? list.map((candidate) => refusedReport(candidate, paths))
    : await approveAndApply(actingFor(context, signedBy), ports, list, rollout.value, { ...options, paths });
  if (plain === undefined) return 1;
  const reports = signedBy === undefined ? plain : plain.map((report) => ({ ...report, signedBy }));
  const document = reports.length === 1 ? reports[0] : { reports };
  if (options.out !== undefined && !(await saveFile(context, options.out, jsonFileText(document), 'the report'))) {
    // Hosts may have been changed, and this is the only record of it here; what they are says the exit code still.
    if (formatOf(options) !== 'json') context.note(jsonFileText(document));
  }
  // The report is safe first: a terminal can go away, and rendering can have a fault.
  const styleOf = (host: string): TextStyle => {
    const target = list.find((candidate) => candidate.host === host)?.target;
    return (target === undefined ? context : suggestingTarget(plainContext, options, target)).outStyle;
  };
  showReports(context, reports, options, styleOf);
  return largestExitCode(outcomesOf(reports));
}

/** The journal on the host names both: who carries the plan out, and who signed it. */
function actingFor(context: CliContext, signedBy: PlanSignature | undefined): CliContext {
  if (signedBy === undefined) return context;
  return { ...context, owner: `${context.owner}, plan signed by ${signatureText(signedBy)}` };
}

function showingFile(context: CliContext, planFile: string): CliContext {
  return { ...context, outStyle: { ...context.outStyle, planFile } };
}

function showPlans(context: CliContext, list: readonly ApplyCandidate[], isQuiet: boolean): void {
  for (const { plan, exitCode } of list) {
    if (plan === undefined || exitCode !== 0) continue;
    if (isQuiet) noteSummary(context, plan);
    else context.out(planText(plan, context.outStyle, ruleCitations()));
  }
}

function noteSummary(context: CliContext, plan: Plan): void {
  const { widthColumns } = context.noteStyle;
  for (const line of wrapText(planSummary(plan), { widthColumns, first: '', rest: '  ' })) context.note(`${line}\n`);
}

/** Whoever says yes has seen it: everything is approved before the first wave. */
function showWaves(context: CliContext, { waves, atOnce }: Rollout, isQuiet: boolean): void {
  if (waves.length === 0) return;
  const hosts = waves.map((wave) => wave.map(({ host }) => host));
  if (isQuiet) context.note(wavesText(hosts, atOnce, context.noteStyle));
  else context.out(`\n${wavesText(hosts, atOnce, context.outStyle)}`);
}

/** Undefined when nobody could be asked. */
async function approveAndApply(
  context: CliContext,
  ports: Ports,
  list: readonly ApplyCandidate[],
  rollout: Rollout,
  options: ApplyOptions & { readonly paths: readonly string[] },
): Promise<readonly ApplyReport[] | undefined> {
  const hasWork = list.some(({ plan }) => plan?.status === 'ready');
  const mustAsk = hasWork && options.autoApprove !== true;
  if (mustAsk && context.ask === undefined) {
    const next =
      'Nothing was changed. Run it at a terminal, or give --auto-approve when the plan has been approved already.';
    noteDiagnostics(context, [
      errorDiagnostic('nobody-to-ask', 'Applying needs a yes, and there is no terminal to ask at', next),
    ]);
    return undefined;
  }
  if (mustAsk) {
    const hosts = list.map(({ host }) => printableText(host)).join(', ');
    const answer = await context.ask?.(`\nCarry this out on ${hosts}? Only yes is taken as a yes: `);
    if (answer?.trim() !== 'yes') return list.map(({ host }) => applyReportOf(host, 'declined', 1));
  }
  return carryOut(context, ports, list, rollout, options);
}

function refusedReport(candidate: ApplyCandidate, paths: readonly string[]): ApplyReport {
  if (candidate.exitCode === 0) return notBegun(candidate.host, 'another host is refused', paths);
  const { host, exitCode, diagnostics } = candidate;
  return applyReportOf(host, 'refused', exitCode, { diagnostics });
}

function showReports(
  context: CliContext,
  reports: readonly ApplyReport[],
  options: ApplyOptions,
  styleOf: (host: string) => TextStyle,
): void {
  if (formatOf(options) === 'json') {
    context.out(jsonFileText(reports.length === 1 ? reports[0] : { reports }));
    for (const { diagnostics, execution } of reports)
      noteDiagnostics(context, [...(execution?.diagnostics ?? []), ...diagnostics]);
    return;
  }
  for (const report of reports) {
    // Whoever watched has seen each step; the whole story is told again only when it went wrong.
    const isTold = report.exitCode === 0 && report.execution !== null;
    const style = styleOf(report.host);
    context.out(`\n${isTold ? verdictText(report, style) : reportText(report, style)}`);
  }
  context.out(resultsList(outcomesOf(reports)));
}

function outcomesOf(reports: readonly ApplyReport[]): readonly HostResult[] {
  return reports.map((report) => ({
    host: report.host,
    exitCode: report.exitCode as ExitCode,
    ...(report.wave === undefined ? {} : { wave: report.wave }),
    result: applyWords(report),
  }));
}
