import type { GuardReport } from '../execute/execution-report';
import { guardText } from './guard-text';
import type { TextStyle } from './palette';
import { paletteFor } from './palette';
import { countText } from './plan-summary';
import { printableText } from './printable-text';
import { revertReasonText } from './revert-reason-text';
import { leftLines } from './report-text';
import type { RunPhase, RunStatus } from './run-status';
import { wrapText } from './wrap-text';

const PHASES: Readonly<Record<RunPhase, string>> = {
  beginning: 'it is beginning',
  'waiting-for-go': 'it holds the lock and waits for the client to say that the host is still as planned',
  arming: 'its guard is being armed',
  running: 'its steps are being carried out',
  'waiting-for-confirmation':
    'its steps are done, and it waits for the confirmation: "hpvmctl confirm" looks at the host and keeps it, "hpvmctl revert" takes it back',
  saving: 'it was confirmed, and the rest is being carried out and saved',
  'waiting-for-a-look': 'all is done and saved; it waits a moment for somebody to look: "hpvmctl resume"',
  'taking-back': 'it is being taken back',
  'left-alone': 'it has not ended, and nobody works on it any more: "hpvmctl resume" takes it back',
  ended: 'it has ended',
};

/** Where a run stands, for a person. */
export function runStatusText(status: RunStatus, style: TextStyle): string {
  const { bold, yellow } = paletteFor(style);
  const { execution, phase } = status;
  const wrapped = (text: string): readonly string[] =>
    wrapText(text, { widthColumns: style.widthColumns, first: '  ', rest: '    ' });
  const done = execution.steps.filter((step) => step.status === 'done').length;
  const unknown = execution.steps.filter(
    (step) => step.status === 'unknown' && step.exitStatus === null && phase === 'left-alone',
  );
  const { guard, outcome, revertReason } = execution;
  const ending = phase === 'ended' ? `: ${outcome}` : '';
  return [
    `${bold(printableText(status.host))}: run ${printableText(status.runId)}${ending}`,
    ...wrapped(
      `begun by ${printableText(status.owner || 'somebody unknown')} at ${printableText(status.startedAt ?? 'an unknown time')} (clock of the host)`,
    ),
    ...wrapped(`${String(done)} of ${countText(execution.steps.length, 'step')} done; ${PHASES[phase]}`),
    ...unknown.flatMap(({ id, title }) =>
      wrapped(yellow(`${printableText(id)} (${printableText(title)}) began, and its end is not recorded`)),
    ),
    ...(revertReason === undefined ? [] : wrapped(`taken back because ${revertReasonText(revertReason)}`)),
    ...guardLines(guard, wrapped),
    ...leftLines(status, style),
    '',
  ].join('\n');
}

function guardLines(guard: GuardReport, wrapped: (text: string) => readonly string[]): readonly string[] {
  if (guard.status === 'armed')
    return wrapped(
      `armed until ${printableText(guard.armedUntil)} (clock of the host): by then it is confirmed, or the host takes it back`,
    );
  const text = guardText(guard);
  return text === undefined ? [] : wrapped(`its guard is ${text.summary}. ${text.detail}`);
}
