import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { errorDiagnostic } from '../model/diagnostic';
import { failure, success, type Result } from '../model/result';
import type { CliContext } from './context';

/** How a call of `ssh-keygen` ended. */
export interface KeygenEnd {
  /** null when a signal ended it. */
  readonly exitStatus: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface KeygenCall {
  /**
   * Every file among them is an absolute path, so that none can be taken for an option. No shell reads them.
   */
  readonly args: readonly string[];
  /** What it reads on stdin; `terminal` lets it ask a person there, and say on stderr what it waits for. */
  readonly input: { readonly text: string } | 'terminal';
}

/** Runs OpenSSH's `ssh-keygen` from the PATH to its end; a machine without it is a diagnostic. */
export async function runSshKeygen(context: CliContext, { args, input }: KeygenCall): Promise<Result<KeygenEnd>> {
  return new Promise((resolve, reject) => {
    const isAtTerminal = input === 'terminal';
    const child = spawn('ssh-keygen', args, {
      env: { ...context.environment },
      stdio: [isAtTerminal ? 'inherit' : 'pipe', 'pipe', isAtTerminal ? 'inherit' : 'pipe'],
    });
    const said = { stdout: '', stderr: '' };
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'EACCES') resolve(failure(keygenMissing()));
      else reject(error);
    });
    child.once('close', (exitStatus) => resolve(success({ exitStatus, ...said })));
    // It may end without reading: what it says and its exit status tell why.
    child.stdin?.on('error', () => undefined);
    if (input !== 'terminal') child.stdin?.end(input.text);
  });
}

/** Lets work go on with a folder that only this user can read, and removes it afterwards. */
export async function inPrivateFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'hpvmctl-signature-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function keygenMissing() {
  return errorDiagnostic(
    'ssh-keygen-missing',
    'ssh-keygen cannot be run: it is not on the PATH',
    'Signatures of plans are those of OpenSSH. Install OpenSSH 8.2 or later (Debian: openssh-client), or correct the PATH. Nothing was changed.',
  );
}
