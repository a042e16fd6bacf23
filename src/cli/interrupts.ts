import type { CliContext } from './context';

/** A stop request that a person makes with Ctrl-C while a run is going on. */
export interface StopRequest {
  readonly signal: AbortSignal;
  /** Gives Ctrl-C its usual meaning back. */
  release(): void;
}

/** First interrupt: ask to stop after the current step. Second: stop watching; the host goes on by itself (exit code 8). */
export function listenForStop(context: CliContext): StopRequest {
  const controller = new AbortController();
  const release = context.onInterrupt(() => {
    if (!controller.signal.aborted) {
      context.note(
        '\nStopping after the current step. Press Ctrl-C again to stop watching; the host then goes on by itself.\n',
      );
      controller.abort();
      return;
    }
    context.note(
      '\nNo longer watching. The host goes on with the run by itself; its journal is in /var/opt/hpvmctl/runs on the host.\nRun hpvmctl drift when it has ended, before you apply again.\n',
    );
    context.leave(8);
  });
  return { signal: controller.signal, release };
}
