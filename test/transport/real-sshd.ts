import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import type { SshTarget } from '../../src/transport/ssh-target';
import { findProgram } from './programs';
import { keyPair, type KeyPair } from './ssh-server';

/** OpenSSH's own server, for the user that runs the tests. */
export interface RealSshd {
  readonly port: number;
  /** Of the server that listens; each connection has one of its own below it. */
  readonly processId: number;
  readonly user: string;
  readonly hostKey: KeyPair;
  readonly userKey: KeyPair;
  /** Folder of its own; removed when it stops. */
  readonly folder: string;
  /** Line for a known_hosts file, for a port. */
  knownHostsLine(port: number): string;
  stop(): Promise<void>;
}

/** A server as a client reaches it, by its own key; `put` writes a file that only this user can read, and gives its path. */
export function targetOf(
  sshd: RealSshd,
  put: (name: string, text: string) => string,
  more: Partial<SshTarget> = {},
): SshTarget {
  return {
    name: 'vmhost1',
    address: '127.0.0.1',
    port: sshd.port,
    user: sshd.user,
    hostKeyAlias: null,
    knownHostsFiles: [put('known_hosts', sshd.knownHostsLine(sshd.port))],
    identityFiles: [{ path: put('id', sshd.userKey.private), isNamed: true }],
    usesOnlyNamedIdentities: true,
    agentSocket: null,
    connectTimeoutMs: 10_000,
    keepaliveIntervalMs: 15_000,
    keepaliveCountMax: 3,
    legacyAlgorithms: false,
    jumps: [],
    ...more,
  };
}

/**
 * Starts sshd on loopback with keys made for the run; `environment` is given to every session. `settings` come first, so that
 * they count; they may put files into the folder and see the keys.
 */
export async function startRealSshd(
  environment: Readonly<Record<string, string>>,
  settings: (made: Pick<RealSshd, 'folder' | 'hostKey' | 'userKey'>) => readonly string[] = () => [],
): Promise<RealSshd> {
  const folder = mkdtempSync(path.join(tmpdir(), 'hpvm-sshd-'));
  const hostKey = keyPair();
  const userKey = keyPair();
  const put = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text, { mode: 0o600 });
    return path.join(folder, name);
  };
  // sshd started by root wants this folder, which only a service manager makes.
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true });
  const port = await freePort();
  const config = put(
    'sshd_config',
    [
      ...settings({ folder, hostKey, userKey }),
      `HostKey ${put('host_key', hostKey.private)}`,
      `AuthorizedKeysFile ${put('authorized_keys', `${userKey.public}\n`)}`,
      `ListenAddress 127.0.0.1:${String(port)}`,
      'PidFile none',
      'UsePAM no',
      'StrictModes no',
      'PasswordAuthentication no',
      'PermitRootLogin yes',
      `SetEnv ${Object.entries(environment)
        .map(([name, value]) => `${name}=${value}`)
        .join(' ')}`,
    ].join('\n') + '\n',
  );
  const child = spawn(findProgram('sshd') ?? 'sshd', ['-D', '-e', '-f', config], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  await untilListening(port, child, () => log);
  return {
    port,
    processId: child.pid ?? 0,
    user: userInfo().username,
    hostKey,
    userKey,
    folder,
    knownHostsLine: (onPort) => `[127.0.0.1]:${String(onPort)} ${hostKey.public}\n`,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => {
          rmSync(folder, { recursive: true, force: true });
          resolve();
        });
        child.kill();
      }),
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function untilListening(port: number, child: ChildProcess, log: () => string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (child.exitCode !== null) break;
    const isUp = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      }).on('error', () => resolve(false));
    });
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`sshd did not start: ${log()}`);
}
