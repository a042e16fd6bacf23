import { spawn, type ChildProcess } from 'node:child_process';
import type { HostShell } from '../../src/transport/host-shell';
import { TransportError } from '../../src/transport/transport-error';

/** A host shell without a network: a real shell on this machine, with the fake host's root as command prefix. */
export interface LocalShell extends HostShell {
  /** Loses the connection: pending runs reject with phase `lost`; what they started goes on, with closed pipes. */
  cut(): void;
  /** Ends the running shells with SIGKILL, as an administrator or a crash would. */
  kill(): void;
}

/** Runs scripts with `argv` (default `/bin/sh -s`), fed on stdin. */
export function localShell(prefix: string, argv: readonly string[] = ['/bin/sh', '-s']): LocalShell {
  const running = new Map<ChildProcess, (error: Error) => void>();
  let isCut = false;
  return {
    runScript(script, { onStdout }) {
      return new Promise((resolve, reject) => {
        if (isCut) {
          reject(lost());
          return;
        }
        const [program = '/bin/sh', ...args] = argv;
        const child = spawn(program, args, { env: { PATH: '/nowhere', HPVM_COMMAND_PREFIX: prefix } });
        let stdout = '';
        let stderr = '';
        running.set(child, reject);
        child.stdout.setEncoding('utf8').on('data', (text: string) => {
          stdout += text;
          onStdout?.(text);
        });
        child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
        child.stdin.on('error', () => undefined).end(script);
        child.on('error', reject);
        child.on('close', (exitStatus, signal) => {
          running.delete(child);
          resolve({ stdout, stderr, exitStatus, signal });
        });
      });
    },
    cut() {
      isCut = true;
      for (const [child, reject] of running) {
        for (const pipe of [child.stdin, child.stdout, child.stderr]) pipe?.destroy();
        child.unref();
        reject(lost());
      }
      running.clear();
    },
    kill() {
      for (const child of running.keys()) child.kill('SIGKILL');
    },
    close: async () => undefined,
  };
}

function lost(): TransportError {
  return new TransportError('the connection was lost', { phase: 'lost', endpoint: 'local', isRetryable: true });
}
