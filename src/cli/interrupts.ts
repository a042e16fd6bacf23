import { styleAt, withHostOptions } from '../review/suggested-commands';
import { wrapText } from '../review/wrap-text';
import type { CliContext } from './context';

/** A stop request that a person makes with Ctrl-C while a run is going on. */
export interface StopRequest {
  readonly signal: AbortSignal;
  /** Gives Ctrl-C its usual meaning back. */
  release(): void;
}

const ASKING =
  'Asking the host to stop. A guarded run that is not confirmed yet is taken back; with --no-revert it stops before the next step at which no vswitch is down and nothing is half saved. Press Ctrl-C again to stop watching: the host then goes on by itself.';

const LEAVING =
  'No longer watching. The host goes on by itself: a guarded run that nobody confirms is taken back. "hpvmctl status" shows where it stands, "hpvmctl resume" goes on with it.';

/**
 * First interrupt: ask the host to stop where it is safe. Second: stop watching; the host goes on by itself (exit code
 * 8). A terminal that goes away asks only: it may say so more than once, and the run is to be watched to its end.
 */
export function listenForStop(given: CliContext, hosts: readonly string[]): StopRequest {
  const [host, ...others] = hosts;
  const context =
    host === undefined || others.length > 0 ? given : { ...given, noteStyle: styleAt(given.noteStyle, host) };
  const { widthColumns } = context.noteStyle;
  const note = (text: string): void => {
    const prose = withHostOptions(text, context.noteStyle);
    context.note(`\n${wrapText(prose, { widthColumns, first: '', rest: '' }).join('\n')}\n`);
  };
  const controller = new AbortController();
  const release = context.onInterrupt((signal) => {
    if (!controller.signal.aborted) {
      // Before anything is written: the terminal may be what has gone away.
      controller.abort();
      note(ASKING);
      return;
    }
    if (signal === 'SIGHUP') return;
    note(LEAVING);
    context.leave(8);
  });
  return { signal: controller.signal, release };
}
