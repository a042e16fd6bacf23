import type { GuardReport } from '../execute/execution-report';
import { displayShellWord } from '../model/shell-word';
import { STATE_FOLDER } from '../model/state-folder';
import { diagnosticsText } from './diagnostics-text';
import { guardText } from './guard-text';
import { leftLines, notDoneLines, UNFINISHED, UNTOUCHED } from './left-lines';
import type { TextStyle } from './palette';
import { paletteFor } from './palette';
import { countText } from './plan-summary';
import { printableText } from './printable-text';
import { revertReasonText } from './revert-reason-text';
import type { RunPhase, RunStatus } from './run-status';
import { styleAt, suggestedCommandLines, withHostOptions } from './suggested-commands';
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
export function runStatusText(status: RunStatus, plainStyle: TextStyle): string {
  const style = styleAt(plainStyle, status.host);
  const { bold, yellow } = paletteFor(style);
  const { execution, phase } = status;
  const wrapped = (text: string): readonly string[] =>
    wrapText(withHostOptions(text, style), { widthColumns: style.widthColumns, first: '  ', rest: '    ' });
  const done = execution.steps.filter((step) => step.status === 'done').length;
  const unknown = execution.steps.filter(
    (step) => step.status === 'unknown' && step.exitStatus === null && phase === 'left-alone',
  );
  const { guard, outcome, revertReason } = execution;
  const hasFailedBack = phase === 'ended' && outcome === 'revert-failed';
  const ending = phase === 'ended' ? `: ${outcome}` : '';
  return [
    `${bold(printableText(status.host))}: run ${printableText(status.runId)}${ending}`,
    ...wrapped(
      `begun by ${printableText(status.owner || 'somebody unknown')} at ${printableText(status.startedAt ?? 'an unknown time')} (clock of the host)`,
    ),
    ...wrapped(
      `${String(done)} of ${countText(execution.steps.length, 'step')} done; ${PHASES[phase]}${hasFailedBack ? ', and taking it back FAILED' : ''}`,
    ),
    ...unknown.flatMap(({ id, title }) =>
      wrapped(yellow(`${printableText(id)} (${printableText(title)}) began, and its end is not recorded`)),
    ),
    ...(revertReason === undefined
      ? []
      : wrapped(
          `${hasFailedBack ? 'it was to be taken back, because' : 'taken back because'} ${revertReasonText(revertReason)}`,
        )),
    ...guardLines(guard, wrapped),
    ...(phase === 'ended' ? endingLines(status, style, wrapped) : leftLines(execution, style)),
    ...diagnosticsText(status.diagnostics, style),
    '',
  ].join('\n');
}

/** What a run that has ended left, and what to do about it. */
function endingLines(
  { host, runId, execution, exitCode }: RunStatus,
  style: TextStyle,
  wrapped: (text: string) => readonly string[],
): readonly string[] {
  const { outcome, steps } = execution;
  if (outcome === 'applied') return [];
  if (outcome === 'locked') return wrapped(`another run held the lock of this host; ${UNTOUCHED}`);
  const isUntouched = steps.every(({ status }) => status === 'not-run');
  if (isUntouched && exitCode === 1) return wrapped(`ended before the first step; ${UNTOUCHED}`);
  if (outcome === 'reverted')
    return wrapped(
      exitCode === 6
        ? 'the host was read again and is what it was before the run'
        : 'the host could not be read again, or is not what it was before the run: a person must look',
    );
  const resume = `    hpvmctl resume --host ${printableText(displayShellWord(host))} --run ${printableText(displayShellWord(runId))}`;
  const next = [
    ...wrapped('To have the host read again, and be told what differs (nothing more is carried out or taken back):'),
    ...(suggestedCommandLines(resume, style) ?? []),
  ];
  const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);
  switch (outcome) {
    case 'revert-failed': {
      const left = leftLines(execution, style);
      return [
        ...left,
        ...wrapped(
          `taking back what was done failed half way: a person must look${left.length === 0 ? '; what is left the host has not said' : ', and carry out what is left, in its order'}. Then remove ${STATE_FOLDER}/unfinished on the host, and plan again. ${UNFINISHED}`,
        ),
        ...next,
      ];
    }
    case 'failed':
      return [
        ...indented(notDoneLines(execution, style)),
        ...wrapped(
          isUntouched
            ? 'it failed before the first step. Look at the host, then plan again.'
            : `a step failed, or the host could not go on; nothing was taken back: a person must look. Then plan again. ${UNFINISHED}`,
        ),
        ...next,
      ];
    case 'stopped':
      return [
        ...indented(notDoneLines(execution, style)),
        ...wrapped('stopped on request between two steps; nothing was taken back. A new plan holds what is left.'),
        ...next,
      ];
    case 'unknown':
      return [
        ...indented(notDoneLines(execution, style)),
        ...wrapped('nobody can say how far the run came: a person must look. Then plan again.'),
        ...next,
      ];
  }
}

function guardLines(guard: GuardReport, wrapped: (text: string) => readonly string[]): readonly string[] {
  if (guard.status === 'armed')
    return wrapped(
      `armed until ${printableText(guard.armedUntil)} (clock of the host): by then it is confirmed, or the host takes it back`,
    );
  const text = guardText(guard);
  return text === undefined ? [] : wrapped(`its guard is ${text.summary}. ${text.detail}`);
}
