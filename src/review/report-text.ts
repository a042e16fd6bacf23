import { signatureText } from '../model/plan-signature';
import type { StepReport, StepStatus } from '../execute/execution-report';
import { STATE_FOLDER } from '../model/state-folder';
import type { Diagnostic } from '../model/diagnostic';
import type { ApplyReport, ApplyVerdict } from './apply-report';
import { diagnosticsText } from './diagnostics-text';
import { driftedChangeLines } from './drift-text';
import { leftLines, STATUS_WORDS, UNFINISHED, UNTOUCHED } from './left-lines';
import { paletteFor, type Paint, type TextStyle } from './palette';
import { countText } from './plan-summary';
import { printableLines, printableText } from './printable-text';
import { revertReasonText } from './revert-reason-text';
import { secondsText } from './seconds-text';
import { joinSections } from './text-sections';
import { styleAt, withHostOptions } from './suggested-commands';
import { wrapText } from './wrap-text';

/** Who carries out a rehearsal, as its audit says it; whoever works on a host is `user@machine`. */
export const REHEARSAL_OWNER = 'rehearsal';

/** Lines of a failed step's output that are shown; the report file holds more, and the host all of it. */
const OUTPUT_LINES = 20;

/** What happened on one host, for a reader: what was done, what failed and how, what was not run, and what next. */
export function reportText(report: ApplyReport, plainStyle: TextStyle): string {
  const style = styleAt(plainStyle, report.host);
  const { bold } = paletteFor(style);
  const steps = report.execution?.steps ?? [];
  const remaining = report.remaining ?? [];
  return joinSections([
    steps.length === 0
      ? []
      : [bold('Steps'), ...steps.flatMap((step) => stepReportLines(step, style)), ...whereLines(report)],
    undoLines(report, style),
    report.execution === null ? [] : leftLines(report.execution, style),
    remaining.length === 0
      ? []
      : [bold('Still different'), ...remaining.flatMap((each) => driftedChangeLines(each, style))],
    diagnosticsText([...(report.execution?.diagnostics ?? []).filter(isNotShown), ...report.diagnostics], style),
    signedLines(report, style),
    verdictLines(report, style),
  ]);
}

/** What a failed step said stands at the step itself. */
function isNotShown({ code }: Diagnostic): boolean {
  return code !== 'step-failed' && code !== 'step-without-effect';
}

/** Where the rest of what a failed step said can be found. */
function whereLines({ execution }: ApplyReport): readonly string[] {
  if (execution?.steps.some(({ status }) => status === 'failed') !== true) return [];
  if (execution.audit.some((entry) => entry.event === 'begin' && entry.owner === REHEARSAL_OWNER))
    return ['  It was a rehearsal: there is no host with more of what the commands said.'];
  return [`  All outputs are in ${STATE_FOLDER}/runs/${printableText(execution.runId)} on the host.`];
}

/** Only how it ended, for somebody who has watched the steps. */
export function verdictText(report: ApplyReport, style: TextStyle): string {
  return joinSections([signedLines(report, style), verdictLines(report, styleAt(style, report.host))]);
}

function stepReportLines(step: StepReport, style: TextStyle): readonly string[] {
  const palette = paletteFor(style);
  const paints: Readonly<Record<StepStatus, Paint>> = {
    done: palette.green,
    failed: palette.red,
    'not-run': palette.dim,
    unknown: palette.yellow,
  };
  const word = STATUS_WORDS[step.status].padEnd(8);
  const took = step.seconds === null ? '' : palette.dim(`  ${secondsText(step.seconds)}`);
  const line = `  ${palette.bold(printableText(step.id))}  ${paints[step.status](word)}${printableText(step.title)}${took}`;
  return step.status === 'failed' || step.status === 'unknown' ? [line, ...evidenceLines(step)] : [line];
}

/** The commands that took it back, and why it was. */
function undoLines({ execution }: ApplyReport, style: TextStyle): readonly string[] {
  if (execution?.revertReason === undefined) return [];
  if (execution.undone.length === 0 && execution.steps.every(({ status }) => status === 'not-run')) return [];
  const palette = paletteFor(style);
  const paints = {
    done: palette.green,
    needless: palette.dim,
    failed: palette.red,
    unknown: palette.yellow,
  } as const;
  const words = { done: 'done', needless: 'no need', failed: 'FAILED', unknown: 'UNKNOWN' } as const;
  return [
    palette.bold(`Taken back, because ${revertReasonText(execution.revertReason)}`),
    ...(execution.undone.length === 0 ? ['  nothing had been done'] : []),
    ...execution.undone.flatMap(({ id, title, status, command, exitStatus, stdout, stderr }) => [
      `  ${palette.bold(printableText(id))}  ${paints[status](words[status].padEnd(8))}${printableText(title)}`,
      ...(status === 'done' || status === 'needless'
        ? []
        : commandEvidence(command, `exit status ${String(exitStatus ?? 'not seen')}`, stderr, stdout)),
    ]),
  ];
}

function evidenceLines(step: StepReport): readonly string[] {
  const status = step.exitStatus === null ? 'its end was not seen' : `exit status ${String(step.exitStatus)}`;
  const { readBack } = step;
  return [
    ...commandEvidence(step.command, status, step.stderr, step.stdout),
    ...(readBack === undefined || readBack.isShown
      ? []
      : commandEvidence(readBack.command, 'the host does not show that it worked', readBack.output)),
  ];
}

function commandEvidence(command: string, status: string, ...texts: readonly string[]): readonly string[] {
  const output = texts.flatMap(printableLines).filter((line) => line !== '');
  const hidden = output.length - OUTPUT_LINES;
  return [
    `       $ ${printableText(command)}`,
    `       ${status}${output.length === 0 ? ', no output' : ''}`,
    ...output.slice(0, OUTPUT_LINES).map((line) => `       | ${line}`),
    ...(hidden > 0 ? [`       | ... ${countText(hidden, 'more line')}`] : []),
  ];
}

const NEXT: Readonly<Record<ApplyVerdict, string>> = {
  'nothing-to-do': 'nothing to do; the host is as desired.',
  refused: 'refused; nothing was changed.',
  declined: 'not approved; nothing was changed.',
  locked:
    'another run holds the lock of this host; nothing was changed. Wait until it has ended, then plan and apply again.',
  converged: 'applied; the host was read again and is as desired.',
  different:
    'every step succeeded, but the host was read again and is not as desired. Look at the differences above, then plan again.',
  unverified: 'every step succeeded, but the host could not be read again. Run "hpvmctl drift" when it can be reached.',
  reverted: 'what was done was taken back; the host was read again and is what it was before.',
  'revert-unverified':
    'what was done was taken back, but the host could not be read again, or is not what it was before: a person must look (what differs stands above).',
  'revert-failed': `taking back what was done failed half way: a person must look (what is where is printed). ${UNFINISHED}`,
  failed: `a step failed; the steps after it were not run, and nothing was taken back: a person must look (what is where is printed). ${UNFINISHED}`,
  stopped:
    'stopped on request between two steps; nothing was taken back. The steps that were not run stand above; a new plan holds what is left.',
  unknown:
    'nobody can say how far the run came; it may still be going on. Run "hpvmctl resume": it finds out, and goes on with it.',
};

/** A guarded run that failed behind the point up to which it can be taken back stands where it is. */
function nextText({ verdict, exitCode, execution, plan, diagnostics }: ApplyReport): string {
  const until = plan?.revert?.guardedUntil ?? null;
  if (verdict === 'stopped' && exitCode === 1 && execution?.steps.every(({ status }) => status === 'not-run') === true)
    return `stopped before the first step; ${UNTOUCHED}`;
  if (verdict === 'locked' && diagnostics.some(({ code }) => code === 'lock-free-again'))
    return `another run held the lock of this host; ${UNTOUCHED}`;
  const isGuarded = execution !== null && execution.guard.status !== 'none' && plan?.revert !== null;
  if (verdict === 'unknown' && exitCode === 7)
    return 'nobody can say how far the run came, and by itself it does not go on: a person must look (what differs stands above).';
  const behind = plan?.steps.slice(plan.steps.findIndex(({ id }) => id === until)).map(({ id }) => id) ?? [];
  const hasPassed = execution?.steps.some(({ id, status }) => behind.includes(id) && status !== 'not-run') === true;
  if (verdict !== 'failed' || !isGuarded || until === null || !hasPassed) return NEXT[verdict];
  return `it failed after ${printableText(until)} had begun, which nothing takes back, so nothing was taken back: a person must look (what is where is printed). ${UNFINISHED}`;
}

function signedLines({ signedBy }: ApplyReport, { widthColumns }: TextStyle): readonly string[] {
  if (signedBy === undefined) return [];
  return wrapText(`Plan signed by ${printableText(signatureText(signedBy))}.`, { widthColumns, first: '', rest: '  ' });
}

function verdictLines(report: ApplyReport, style: TextStyle): readonly string[] {
  const palette = paletteFor(style);
  const host = printableText(report.host);
  const isGood = report.exitCode === 0;
  const [first = '', ...rest] = wrapText(`${host}: ${countsText(report)}${withHostOptions(nextText(report), style)}`, {
    widthColumns: style.widthColumns,
    first: '',
    rest: '  ',
  });
  const paint: Paint = isGood ? palette.green : palette.red;
  return [paint(palette.bold(first)), ...rest.map(paint)];
}

function countsText({ execution }: ApplyReport): string {
  if (execution === null || execution.steps.length === 0) return '';
  const done = execution.steps.filter((step) => step.status === 'done').length;
  return `${String(done)} of ${countText(execution.steps.length, 'step')} done; `;
}
