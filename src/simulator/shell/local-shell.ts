import { spawn } from 'node:child_process';

import type { HostShell, RunScriptOptions, ScriptOutcome } from '../../transport/host-shell';
import { TransportError } from '../../transport/transport-error';
import type { SimulatedHost } from '../simulated-host';
import { openHostRoot, type HostRoot } from './host-root';

/**
 * Opens a simulated host as a {@link HostShell} without SSH: scripts run in a real `/bin/sh -s`, with the simulated commands
 * below `root` (HPVM_COMMAND_PREFIX). What a script starts in the background goes on until `close`.
 */
export function openLocalShell(host: SimulatedHost): Promise<HostShell & { readonly root: string }> {
  const hostRoot = openHostRoot(host);
  const shell: HostShell & { readonly root: string } = {
    root: hostRoot.root,
    runScript: (script, options) => runScript(host, hostRoot, script, options),
    close: () => {
      hostRoot.close();
      return Promise.resolve();
    },
  };
  return Promise.resolve(shell);
}

function runScript(
  host: SimulatedHost,
  hostRoot: HostRoot,
  script: string,
  options: RunScriptOptions,
): Promise<ScriptOutcome> {
  return new Promise((resolve, reject) => {
    const connection = `127.0.0.1 50022 ${host.state().managementAddress} 22`;
    const child = spawn('/bin/sh', ['-s'], {
      cwd: hostRoot.root,
      env: hostRoot.environment(connection),
      detached: true,
    });
    if (child.pid !== undefined) hostRoot.adopt(child.pid);
    const printed = { stdout: '', stderr: '' };
    const giveUp = (phase: 'timeout' | 'lost' | 'exec', what: string, cause?: unknown): void => {
      finish();
      child.stdout.resume();
      child.stderr.resume();
      reject(new TransportError(what, { phase, endpoint: 'simulated host', isRetryable: phase !== 'exec', cause }));
    };
    const onAbort = (): void =>
      giveUp('lost', 'Waiting for the simulated host was given up; the script goes on there.');
    const timer = setTimeout(
      () =>
        giveUp(
          'timeout',
          `The script did not end within ${String(options.timeoutMs)} ms; it goes on on the simulated host.`,
        ),
      options.timeoutMs,
    );
    const endDrop = host.onDrop(() =>
      giveUp('lost', 'The connection to the simulated host was lost; the script goes on there.'),
    );
    const finish = (): void => {
      clearTimeout(timer);
      endDrop();
      options.signal?.removeEventListener('abort', onAbort);
      child.removeAllListeners();
      child.stdout.removeAllListeners();
      child.stderr.removeAllListeners();
      child.on('error', () => undefined);
    };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed.stdout += text;
      options.onStdout?.(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      printed.stderr += text;
    });
    child.on('error', (error) =>
      giveUp('exec', `The shell of the simulated host could not be started: ${error.message}`, error),
    );
    child.on('close', (exitStatus, signal) => {
      finish();
      resolve({ ...printed, exitStatus, signal });
    });
    // A script that ends early leaves the rest of its text unread, which is no failure.
    child.stdin.on('error', () => undefined);
    child.stdin.end(script);
    if (options.signal?.aborted === true) onAbort();
    else options.signal?.addEventListener('abort', onAbort);
  });
}
