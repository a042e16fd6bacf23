import type { ExecutionProgress } from '../execute/follow-run';
import { paletteFor } from '../review/palette';
import { countText } from '../review/plan-summary';
import { printableText } from '../review/printable-text';
import { wrapText } from '../review/wrap-text';
import type { CliContext } from './context';

/** Tells a person on stderr how a run goes: one line per step, and what happens to the connection. */
export function applyProgress(context: CliContext): (host: string, progress: ExecutionProgress) => void {
  const { green, red, yellow, bold } = paletteFor(context.noteStyle);
  const { widthColumns } = context.noteStyle;
  const wrapped = (text: string, first: string): string =>
    wrapText(text, { widthColumns, first, rest: `${first}  ` }).join('\n');
  let hasEnded = false;
  return (host, progress) => {
    switch (progress.kind) {
      case 'started':
        hasEnded = false;
        context.note(`${bold(printableText(host))}: running ${countText(progress.stepCount, 'step')}\n`);
        return;
      case 'step-started':
        if (context.isWatched) context.note(`  ${placeOf(progress)} ...`);
        return;
      case 'step-finished': {
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
      case 'stop-requested':
        // Too late: the last step has been reported, and there is nothing left to stop.
        if (hasEnded) return;
        context.note(
          progress.answer === 'asked'
            ? `\n${yellow('The host has been told, and stops where that is safe.')}\n`
            : `\n${yellow('The run had not begun, and will not.')}\n`,
        );
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

function placeOf({
  step,
  index,
  stepCount,
}: Extract<ExecutionProgress, { readonly kind: 'step-started' | 'step-finished' }>): string {
  const width = String(stepCount).length;
  return `${String(index + 1).padStart(width)}/${String(stepCount)}  ${printableText(step.id)}  ${printableText(step.title)}`;
}
