import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { HostShell } from '../../src/transport/host-shell';
import { openHostShell } from '../../src/transport/open-host-shell';
import type { SshTarget } from '../../src/transport/ssh-target';
import { startRealSshd, targetOf, type RealSshd } from './real-sshd';

/** For one script. */
export const TIMEOUT = { timeoutMs: 20_000 };
/** Arguments of `describeWithTool`. */
export const SSHD = ['/usr/sbin/sshd', 'openssh-server'] as const;

let folder = '';
/** Steps that are taken after the test, last first. */
export const cleanUp: (() => Promise<unknown>)[] = [];

/** Gives each test of a file a folder of its own. */
export function prepareFolder(): void {
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'hpvm-client-'));
  });
  afterEach(async () => {
    for (const step of cleanUp.splice(0).reverse()) await step();
    rmSync(folder, { recursive: true, force: true });
  });
}

/** Path of a file in the folder of the test. */
export function place(name: string): string {
  return path.join(folder, name);
}

/** Writes a file that only this user can read, and gives its path. */
export function file(name: string, text: string): string {
  writeFileSync(place(name), text, { mode: 0o600 });
  return place(name);
}

/** Text of a file of the folder. */
export function read(name: string): string {
  return readFileSync(place(name), 'utf8');
}

/** Runs ssh-keygen in the folder. */
export function keygen(...words: readonly string[]): void {
  execFileSync('ssh-keygen', ['-q', ...words], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** As `ssh-keygen -l` prints it, of a public key or certificate of the folder. */
export function fingerprintOf(publicKeyFile: string): string {
  return execFileSync('ssh-keygen', ['-lf', publicKeyFile], { cwd: folder, encoding: 'utf8' }).split(' ')[1] ?? '';
}

/** OpenSSH's server, stopped after the test. */
export async function serve(settings: Parameters<typeof startRealSshd>[1] = () => []): Promise<RealSshd> {
  const sshd = await startRealSshd({ LANG: 'C' }, settings);
  cleanUp.push(() => sshd.stop());
  return sshd;
}

/** A server as the built-in client reaches it. */
export function byClient(sshd: RealSshd, more: Partial<SshTarget> = {}): SshTarget {
  return targetOf(sshd, file, more);
}

/** A server as the ssh program reaches it. */
export function byProgram(sshd: RealSshd, more: Partial<SshTarget> = {}): SshTarget {
  return targetOf(sshd, file, { client: 'openssh', ...more });
}

/** Connects as the target says, with no more environment than it needs. */
export function open(target: SshTarget, signal?: AbortSignal): Promise<HostShell> {
  const environment = { PATH: process.env['PATH'], HOME: folder, TMPDIR: folder };
  return openHostShell(target, environment, signal === undefined ? {} : { signal });
}

/** A shell that is closed after the test. */
export async function opened(target: SshTarget): Promise<HostShell> {
  const shell = await open(target);
  cleanUp.push(() => shell.close());
  return shell;
}

/** What a host echoes. */
export async function said(target: SshTarget, words: string): Promise<string> {
  const shell = await open(target);
  try {
    return (await shell.runScript(`echo ${words}\n`, TIMEOUT)).stdout;
  } finally {
    await shell.close();
  }
}

/** Folders of connections that are open. */
export function connectionFolders(): readonly string[] {
  return readdirSync(folder).filter((name) => name.startsWith('hpvm-ssh-'));
}

/** Processes whose command line holds a text. */
export function processesWith(text: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => {
      try {
        return readFileSync(`/proc/${String(each)}/cmdline`, 'utf8').includes(text);
      } catch {
        // It has ended meanwhile.
        return false;
      }
    });
}

export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let looks = 0; !(await isSo()); looks += 1) {
    if (looks > 500) throw new Error(`never so: ${isSo.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** True once the agent holds a key. */
export function added(agentSocket: string, identity: string): Promise<boolean> {
  return new Promise((resolve) => {
    const environment = { PATH: process.env['PATH'], SSH_AUTH_SOCK: agentSocket };
    spawn('ssh-add', ['-q', identity], { env: environment, stdio: 'ignore' }).on('close', (status) =>
      resolve(status === 0),
    );
  });
}

/** Ends a program and waits for it. */
export function ended(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill();
  });
}
