import { StringDecoder } from 'node:string_decoder';
import type { Client, ClientChannel } from 'ssh2';
import type { RunScriptOptions, ScriptOutcome } from './host-shell';
import { settleOnce } from './settle-once';
import { endpointOf, type SshHop } from './ssh-target';
import { TransportError, type TransportPhase } from './transport-error';

/**
 * Runs one script in `sh -s` on a channel of its own, so that several may run at once.
 *
 * @throws TransportError of phase `exec` (no session, too much output, given up), `timeout` or `lost`
 */
export function runOverSsh(
  client: Client,
  hop: SshHop,
  script: string,
  options: RunScriptOptions & { readonly outputLimitBytes: number },
): Promise<ScriptOutcome> {
  return new Promise((resolve, reject) => {
    const stdout = collector(options.onStdout);
    const stderr = collector();
    let channel: ClientChannel | undefined;
    let exit: { readonly status: number | null; readonly signal: string | null } | undefined;
    let openStreams = 2;

    const fail = (phase: TransportPhase, isRetryable: boolean, lines: readonly string[], cause?: unknown): void => {
      if (!settle()) return;
      channel?.close();
      reject(new TransportError(lines.join('\n'), { phase, endpoint: endpointOf(hop), isRetryable, cause }));
    };
    const where = `${hop.name} (${endpointOf(hop)})`;
    const onLost = (cause?: unknown): void =>
      fail(
        'lost',
        true,
        [
          `The connection to ${where} was lost while a script ran there`,
          'What the script does may go on without us. Look at the host before running it again.',
        ],
        cause,
      );
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
    const finishWhenComplete = (): void => {
      if (exit === undefined || openStreams > 0 || !settle()) return;
      resolve({ stdout: stdout.end(), stderr: stderr.end(), exitStatus: exit.status, signal: exit.signal });
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

    const { timeoutMs, signal } = options;
    const { isSettled, settle } = settleOnce({ timeoutMs, onTimeout, signal, onAbort, lost: { client, onLost } });
    if (options.signal?.aborted === true) {
      onAbort();
      return;
    }

    const onChannel = (error: Error | undefined, opened: ClientChannel): void => {
      if (error !== undefined) {
        fail(
          'exec',
          true,
          [
            `${where} refused to run a script: ${error.message}`,
            'Too many sessions at once (MaxSessions), or a forced command or restricted shell for this login.',
          ],
          error,
        );
        return;
      }
      channel = opened;
      if (isSettled()) {
        opened.close();
        return;
      }
      opened.on('error', () => undefined);
      opened.stderr.on('error', () => undefined);
      opened.on('data', take(stdout)).stderr.on('data', take(stderr));
      for (const stream of [opened, opened.stderr]) {
        stream.once('end', () => {
          openStreams -= 1;
          finishWhenComplete();
        });
      }
      opened.on('exit', (status: number | null, signal?: string) => {
        exit = { status, signal: signal ?? null };
        // The status and the end of both streams are all there is: no need to wait for the channel to close.
        finishWhenComplete();
      });
      opened.on('close', () => {
        openStreams = 0;
        finishWhenComplete();
        // A lost connection closes its channels first and says so next; let it speak.
        setImmediate(() =>
          fail('lost', true, [
            `A script on ${where} ended without an exit status`,
            'The connection may have been lost, or the server was stopped. Look at the host before running it again.',
          ]),
        );
      });
      opened.end(script);
    };
    try {
      client.exec('sh -s', onChannel);
    } catch (error) {
      // ssh2 throws when the connection is gone already.
      onLost(error);
    }
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
