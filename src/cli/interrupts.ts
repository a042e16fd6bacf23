import type { CliContext } from './context';

/** A stop request that a person makes with Ctrl-C while a run is going on. */
export interface StopRequest {
  readonly signal: AbortSignal;
  /** Gives Ctrl-C its usual meaning back. */
  release(): void;
}

const ASKING = `
Asking the host to stop. A guarded run that is not confirmed yet is taken back; with --no-revert it stops before the next step
at which no vswitch is down and nothing is half saved. Press Ctrl-C again to stop watching: the host
then goes on by itself.
`;

/**
 * First interrupt: ask the host to stop where it is safe. Second: stop watching; the host goes on by itself (exit code
 * 8). A terminal that goes away asks only: it may say so more than once, and the run is to be watched to its end.
 */
export function listenForStop(context: CliContext): StopRequest {
  const controller = new AbortController();
  const release = context.onInterrupt((signal) => {
    if (!controller.signal.aborted) {
      // Before anything is written: the terminal may be what has gone away.
      controller.abort();
      context.note(ASKING);
      return;
    }
    if (signal === 'SIGHUP') return;
    context.note(
      `\nNo longer watching. The host goes on by itself: a guarded run that nobody confirms is taken back.\n${context.invocation} status shows where it stands, ${context.invocation} resume goes on with it.\n`,
    );
    context.leave(8);
  });
  return { signal: controller.signal, release };
}
