import { StringDecoder } from 'node:string_decoder';
import type { RunScriptOptions, ScriptOutcome } from './host-shell';
import { settleOnce } from './settle-once';
import { endpointOf, type SshHop } from './ssh-target';
import { TransportError, type TransportPhase } from './transport-error';

export interface ScriptRunOptions extends RunScriptOptions {
  /** Most bytes that the script may print on both streams together. */
  readonly outputLimitBytes: number;
}

/** What whoever carries a script to a host reports about it; whatever comes after the end is ignored. */
export interface ScriptRun {
  readonly isSettled: () => boolean;
  takeStdout(data: Buffer): void;
  takeStderr(data: Buffer): void;
  /** The shell has ended and everything it printed was taken. */
  complete(end: Pick<ScriptOutcome, 'exitStatus' | 'signal'>, stderrOf?: (text: string) => string): void;
  /** The connection went away; `said` is what the other side, or the program that held it, said last. */
  lost(said?: string, cause?: unknown): void;
  /** The host would not start a shell. */
  refused(said: string, cause?: unknown): void;
  /** No exit status came, and nothing says why. */
  endedWithoutStatus(): void;
}

/**
 * Keeps the account of one script on a host: output, time limit, request to give up, and how it ended, in the same words
 * whatever carries it. `start` is called at once, unless the run was given up before; `letGo` when a run fails.
 *
 * @throws TransportError of phase `exec` (no session, too much output, given up), `timeout` or `lost`
 */
export function accountForScript(
  hop: SshHop,
  options: ScriptRunOptions,
  start: (run: ScriptRun) => void,
  letGo: () => void,
): Promise<ScriptOutcome> {
  return new Promise((resolve, reject) => {
    const stdout = collector(options.onStdout);
    const stderr = collector();
    const where = `${hop.name} (${endpointOf(hop)})`;
    const fail = (phase: TransportPhase, isRetryable: boolean, lines: readonly string[], cause?: unknown): void => {
      if (!settle()) return;
      letGo();
      reject(new TransportError(lines.join('\n'), { phase, endpoint: endpointOf(hop), isRetryable, cause }));
    };
    const take = (into: Collector) => (data: Buffer) => {
      if (isSettled()) return;
      into.take(data);
      if (stdout.byteCount() + stderr.byteCount() <= options.outputLimitBytes) return;
      fail('exec', false, [
        `A script on ${where} printed more than ${String(options.outputLimitBytes)} bytes`,
        'Nothing that we read from a host is that long. Run the command by hand to see what it prints.',
      ]);
    };
    const onAbort = (): void =>
      fail(
        'exec',
        true,
        [`Gave up waiting for a script on ${where} on request`, 'It may still be running there.'],
        options.signal?.reason,
      );
    const onTimeout = (): void =>
      fail('timeout', true, [
        `A script on ${where} did not end within ${String(options.timeoutMs / 1000)} s`,
        'It may still be running there. Look at the host before running it again.',
      ]);

    const { timeoutMs, signal } = options;
    const { isSettled, settle } = settleOnce({ timeoutMs, onTimeout, signal, onAbort });
    if (options.signal?.aborted === true) {
      onAbort();
      return;
    }
    start({
      isSettled,
      takeStdout: take(stdout),
      takeStderr: take(stderr),
      complete: (end, stderrOf = (text) => text) => {
        if (settle()) resolve({ stdout: stdout.end(), stderr: stderrOf(stderr.end()), ...end });
      },
      lost: (said, cause) =>
        fail(
          'lost',
          true,
          [
            `The connection to ${where} was lost while a script ran there${said === undefined ? '' : `: ${said}`}`,
            'What the script does may go on without us. Look at the host before running it again.',
          ],
          cause,
        ),
      refused: (said, cause) =>
        fail(
          'exec',
          true,
          [
            `${where} refused to run a script: ${said}`,
            'Too many sessions at once (MaxSessions), or a forced command or restricted shell for this login.',
          ],
          cause,
        ),
      endedWithoutStatus: () =>
        fail('lost', true, [
          `A script on ${where} ended without an exit status`,
          'The connection may have been lost, or the server was stopped. Look at the host before running it again.',
        ]),
    });
  });
}

interface Collector {
  take(data: Buffer): void;
  byteCount(): number;
  end(): string;
}

function collector(onText?: (text: string) => void): Collector {
  const decoder = new StringDecoder('utf8');
  const pieces: string[] = [];
  let byteCount = 0;
  const keep = (text: string): void => {
    if (text === '') return;
    pieces.push(text);
    onText?.(text);
  };
  return {
    take(data) {
      byteCount += data.length;
      keep(decoder.write(data));
    },
    byteCount: () => byteCount,
    end() {
      keep(decoder.end());
      return pieces.join('');
    },
  };
}
