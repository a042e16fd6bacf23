import type { RunScriptOptions, ScriptOutcome } from '../../../transport/host-shell';
import { TransportError, type TransportPhase } from '../../../transport/transport-error';
import type { Process } from '../kernel/kernel';
import type { OpenFile } from '../kernel/open-file';
import { fromBytes } from '../kernel/text-of-bytes';

/** One script that a client waits for. */
export interface ClientSession {
  readonly stdout: OpenFile;
  readonly stderr: OpenFile;
  readonly outcome: Promise<ScriptOutcome>;
  /** The shell has ended; the client hears of it when nobody writes any more. */
  ended(process: Process): void;
  /** The client is gone: its promise is rejected, and writing to it is a broken pipe. */
  giveUp(error: Error): void;
  /** Keeps what is printed from arriving, or lets it arrive. */
  hold(isHeld: boolean): void;
}

/** Failure of reaching the virtual machine. */
export function connectionError(phase: TransportPhase, message: string): TransportError {
  return new TransportError(message, { phase, endpoint: 'simulated host', isRetryable: phase !== 'exec' });
}

/** Opens a session. `onDelivery` is told whenever something has reached the client, `onOver` when it waits no longer. */
export function openSession(
  options: RunScriptOptions,
  isHeldAtFirst: boolean,
  onDelivery: () => void,
  onOver: () => void,
): ClientSession {
  const printed = { stdout: '', stderr: '' };
  let late = '';
  let openStreams = 2;
  let process: Process | undefined;
  let isHeld = isHeldAtFirst;
  let isOver = false;
  let resolve: (outcome: ScriptOutcome) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const outcome = new Promise<ScriptOutcome>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });

  const over = (): void => {
    isOver = true;
    onOver();
    onDelivery();
  };
  const deliver = (bytes: string): void => {
    if (bytes === '' || options.onStdout === undefined) return;
    options.onStdout(fromBytes(bytes));
    onDelivery();
  };
  const finish = (): void => {
    if (isOver || isHeld || openStreams > 0 || process === undefined) return;
    const { status, endedBy } = process;
    const signal = endedBy === null ? null : `SIG${endedBy}`;
    resolve({
      stdout: fromBytes(printed.stdout),
      stderr: fromBytes(printed.stderr),
      exitStatus: signal === null ? status : null,
      signal,
    });
    over();
  };
  const stream = (name: 'stdout' | 'stderr'): OpenFile => ({
    holders: 0,
    at: {
      kind: 'client',
      stream: {
        write: (bytes) => {
          if (isOver) return 'EPIPE';
          printed[name] += bytes;
          if (name === 'stdout' && isHeld) late += bytes;
          else if (name === 'stdout') deliver(bytes);
          return null;
        },
        close: () => {
          openStreams -= 1;
          finish();
        },
      },
    },
  });
  return {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    outcome,
    ended: (ended) => {
      process = ended;
      finish();
    },
    giveUp: (error) => {
      if (isOver) return;
      reject(error);
      over();
    },
    hold: (isHeldNow) => {
      isHeld = isHeldNow;
      if (isHeld || isOver) return;
      deliver(late);
      late = '';
      finish();
    },
  };
}
