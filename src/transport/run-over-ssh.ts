import type { Client, ClientChannel } from 'ssh2';
import type { ScriptOutcome } from './host-shell';
import { accountForScript, type ScriptRun, type ScriptRunOptions } from './script-run';
import type { SshHop } from './ssh-target';

/**
 * Runs one script in `sh -s` on a channel of its own, so that several may run at once.
 *
 * @throws TransportError of phase `exec` (no session, too much output, given up), `timeout` or `lost`
 */
export function runOverSsh(
  client: Client,
  hop: SshHop,
  script: string,
  options: ScriptRunOptions,
): Promise<ScriptOutcome> {
  let channel: ClientChannel | undefined;
  let onLost: (() => void) | undefined;
  const start = (run: ScriptRun): void => {
    let exit: { readonly status: number | null; readonly signal: string | null } | undefined;
    let openStreams = 2;
    const finishWhenComplete = (): void => {
      if (exit === undefined || openStreams > 0) return;
      run.complete({ exitStatus: exit.status, signal: exit.signal });
    };
    onLost = () => run.lost();
    client.on('close', onLost);
    const onChannel = (error: Error | undefined, opened: ClientChannel): void => {
      if (error !== undefined) {
        run.refused(error.message, error);
        return;
      }
      channel = opened;
      if (run.isSettled()) {
        opened.close();
        return;
      }
      opened.on('error', () => undefined);
      opened.stderr.on('error', () => undefined);
      opened.on('data', run.takeStdout).stderr.on('data', run.takeStderr);
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
        setImmediate(() => run.endedWithoutStatus());
      });
      opened.end(script);
    };
    try {
      client.exec('sh -s', onChannel);
    } catch (error) {
      // ssh2 throws when the connection is gone already.
      run.lost(undefined, error);
    }
  };
  return accountForScript(hop, options, start, () => channel?.close()).finally(() => {
    if (onLost !== undefined) client.off('close', onLost);
  });
}
