import type { ExecutionProgress } from '../execute/follow-run';
import { paletteFor } from '../review/palette';
import { countText } from '../review/plan-summary';
import { printableText } from '../review/printable-text';
import { revertReasonText } from '../review/revert-reason-text';
import { wrapText } from '../review/wrap-text';
import type { CliContext } from './context';

/** Tells a person on stderr how a run goes: one line per step, and what happens to the connection. */
export function applyProgress(context: CliContext): (host: string, progress: ExecutionProgress) => void {
  const { green, red, yellow, bold } = paletteFor(context.noteStyle);
  const { widthColumns } = context.noteStyle;
  const wrapped = (text: string, first: string): string =>
    wrapText(text, { widthColumns, first, rest: `${first}  ` }).join('\n');
  let hasEnded = false;
  let hasBegun = false;
  let isStopAsked = false;
  let stepCount: number | undefined;
  /** Not before the host was found to be what the plan was made from: until then nothing runs that changes it. */
  const tellRunning = (host: string): void => {
    if (stepCount !== undefined)
      context.note(`${bold(printableText(host))}: running ${countText(stepCount, 'step')}\n`);
    stepCount = undefined;
  };
  const tellTooLate = (): void =>
    context.note(
      `\n${yellow(wrapped('Too late: the run was confirmed, and what it did is kept. It goes on to its end. To go back, apply the desired state as it was before, and read that plan.', ''))}\n`,
    );
  return (host, progress) => {
    switch (progress.kind) {
      case 'started':
        hasEnded = false;
        hasBegun = false;
        isStopAsked = false;
        stepCount = progress.stepCount;
        if (context.isWatched) context.note(`${bold(printableText(host))}: comparing it with the plan once more\n`);
        return;
      case 'step-started':
        tellRunning(host);
        hasBegun = true;
        if (context.isWatched) context.note(`  ${placeOf(progress)} ...`);
        return;
      case 'step-finished': {
        tellRunning(host);
        hasEnded = progress.status === 'failed' || progress.index + 1 === progress.stepCount;
        const why =
          progress.exitStatus === 0
            ? 'exit status 0, but the host does not show its effect'
            : `exit status ${String(progress.exitStatus)}`;
        const word = progress.status === 'done' ? green('done') : red(`FAILED (${why})`);
        // On a terminal the line has been begun already.
        context.note(context.isWatched ? ` ${word}\n` : `  ${placeOf(progress)} ... ${word}\n`);
        return;
      }
      case 'armed':
        tellRunning(host);
        context.note(
          `${wrapped(`guarded: the host takes it back unless steps and confirmation are done within ${minutesText(progress.seconds)}`, '  ')}\n`,
        );
        return;
      case 'awaiting':
        // Its steps are done, and it can still be taken back.
        hasEnded = false;
        context.note(
          `${wrapped(`confirming over a new connection; from now on the host waits ${minutesText(progress.seconds)} for that`, '  ')}\n`,
        );
        return;
      case 'confirmed':
        context.note(`  ${green('confirmed')}\n`);
        if (isStopAsked) tellTooLate();
        return;
      case 'reverting':
        hasEnded = true;
        context.note(
          `${yellow(wrapped(hasBegun ? `Taking it back, because ${revertReasonText(progress.reason)}` : `It ends before its first step, because ${revertReasonText(progress.reason)}`, ''))}\n`,
        );
        return;
      case 'undo-started':
        if (context.isWatched)
          context.note(`  ${printableText(progress.step.id)}  ${printableText(progress.step.title)} ...`);
        return;
      case 'undo-finished': {
        const isDone = progress.isShown && progress.exitStatus === 0;
        const word = isDone ? green('done') : red(`exit status ${String(progress.exitStatus)}`);
        const line = `  ${printableText(progress.step.id)}  ${printableText(progress.step.title)} ...`;
        context.note(context.isWatched ? ` ${word}\n` : `${line} ${word}\n`);
        return;
      }
      case 'undo-needless':
        context.note(
          `  ${printableText(progress.step.id)}  ${printableText(progress.step.title)} ... ${green('not needed')}\n`,
        );
        return;
      case 'host-rebooted':
        context.note(`${yellow('The host was booted meanwhile.')}\n`);
        return;
      case 'taking-over':
        context.note(`${yellow('Nobody works on the run any more; asking the host to take it back.')}\n`);
        return;
      case 'lock-taken-over':
        context.note(
          `${yellow(wrapped(`Took over the lock of a run that is dead: ${printableText(progress.holder.trim().replaceAll('\n', ', '))}`, '  '))}\n`,
        );
        return;
      case 'look-failed':
        context.note(
          `${yellow(wrapped(`The host could not be looked at: ${printableText(progress.reason)}; trying again`, '  '))}\n`,
        );
        return;
      case 'look-refused':
        context.note(
          `${yellow(wrapped(`The host could not be looked at: ${printableText(progress.reason)}; not trying again. It gets no answer from here, and goes on as without one`, '  '))}\n`,
        );
        return;
      case 'revert-requested':
        context.note(`${yellow('The host is not as it should be; it was told to take the run back.')}\n`);
        return;
      case 'stop-requested':
        // Too late: the last step has been reported, and there is nothing left to stop.
        if (hasEnded) return;
        isStopAsked = progress.answer === 'asked';
        context.note(
          progress.answer === 'asked'
            ? `\n${yellow('The host has been told, and stops where that is safe.')}\n`
            : `\n${yellow('The run had not begun, and will not.')}\n`,
        );
        return;
      case 'stop-too-late':
        tellTooLate();
        return;
      case 'stop-request-failed':
        context.note(`\n${yellow(wrapped(`Could not ask the host to stop: ${printableText(progress.reason)}`, ''))}\n`);
        return;
      case 'connection-lost':
        context.note(
          `\n${yellow(wrapped(`Lost sight of the run: ${printableText(progress.reason)}`, ''))}\nThe host goes on by itself; looking again.\n`,
        );
        return;
      case 'reconnecting':
        context.note(
          `${wrapped(`attempt ${String(progress.attempt)} in ${String(Math.ceil(progress.inMs / 1000))} s: ${printableText(progress.reason)}`, '  ')}\n`,
        );
        return;
      case 'reconnected':
        context.note('  reconnected\n');
    }
  };
}

/** `45 s`, `5 min`. */
function minutesText(seconds: number): string {
  return seconds < 120 ? `${String(seconds)} s` : `${String(Math.round(seconds / 60))} min`;
}

function placeOf({
  step,
  index,
  stepCount,
}: Extract<ExecutionProgress, { readonly kind: 'step-started' | 'step-finished' }>): string {
  const width = String(stepCount).length;
  return `${String(index + 1).padStart(width)}/${String(stepCount)}  ${printableText(step.id)}  ${printableText(step.title)}`;
}
