import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Server, utils, type AuthContext, type Connection, type ServerChannel, type Session } from 'ssh2';

import { openHostRoot, signalGroup, type HostRoot } from '../shell/host-root';
import type { SimulatedHost } from '../simulated-host';

/** A simulated host that listens for SSH, and everything a client needs to reach it. */
export interface SimulatedServer {
  readonly address: '127.0.0.1';
  readonly port: number;
  /** Host key as a line of a known_hosts file. */
  readonly knownHostsLine: string;
  /** Private key that may log in (mode 0600). */
  readonly identityFile: string;
  readonly knownHostsFile: string;
  /** Directory of the two files (mode 0700); removed by `close`. */
  readonly directory: string;
  /** Root of the host's own files: HPVM_COMMAND_PREFIX on the host. */
  readonly root: string;
  /** Ends connections and everything that still runs on the host, and removes keys and files. */
  close(): Promise<void>;
}

/**
 * Serves a simulated host over SSH on the loopback interface only. **It runs what it is sent**, in a real `/bin/sh` of the
 * user who started it: whoever holds the key made for this run can do what that user can. Public key
 * authentication only, any login name. Interactive shells work without a terminal's line editing.
 */
export async function startSimulatedServer(
  host: SimulatedHost,
  options: { readonly port?: number; readonly hostName?: string } = {},
): Promise<SimulatedServer> {
  const hostKey = utils.generateKeyPairSync('ed25519', { comment: options.hostName ?? host.state().nodeName });
  const clientKey = utils.generateKeyPairSync('ed25519', { comment: 'simulated host' });
  const hostRoot = openHostRoot(host);
  const directory = mkdtempSync(path.join(tmpdir(), 'hpvm-simulated-keys-'));
  const connections = new Set<Connection>();
  const server = new Server({ hostKeys: [hostKey.private] }, (connection) => {
    connections.add(connection);
    connection.on('close', () => connections.delete(connection));
    // Clients come and go; what happens to their connection is no failure of the host.
    connection.on('error', () => undefined);
    connection.on('authentication', (attempt) => authenticate(attempt, clientKey.public));
    connection.on('session', (accept) => serveSession(accept(), host, hostRoot));
  });
  const endDrop = host.onDrop(() => {
    for (const connection of connections) cut(connection);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  }).catch((error: unknown) => {
    hostRoot.close();
    rmSync(directory, { recursive: true, force: true });
    throw error;
  });

  const { port } = server.address() as AddressInfo;
  const knownHostsLine = `[127.0.0.1]:${String(port)} ${hostKey.public.split(' ').slice(0, 2).join(' ')}`;
  const identityFile = path.join(directory, 'id_ed25519');
  const knownHostsFile = path.join(directory, 'known_hosts');
  chmodSync(directory, 0o700);
  writeFileSync(identityFile, clientKey.private, { mode: 0o600 });
  writeFileSync(knownHostsFile, `${knownHostsLine}\n`, { mode: 0o600 });
  const removeKeys = (): void => rmSync(directory, { recursive: true, force: true });
  process.on('exit', removeKeys);
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      process.removeListener('exit', removeKeys);
      endDrop();
      hostRoot.close();
      removeKeys();
      server.close(() => resolve());
      for (const connection of connections) cut(connection);
    });
  return {
    address: '127.0.0.1',
    port,
    knownHostsLine,
    identityFile,
    knownHostsFile,
    directory,
    root: hostRoot.root,
    close,
  };
}

function authenticate(attempt: AuthContext, publicKey: string): void {
  const allowed = utils.parseKey(publicKey);
  if (attempt.method !== 'publickey' || allowed instanceof Error) {
    attempt.reject(['publickey']);
    return;
  }
  const isSameKey = attempt.key.algo === allowed.type && attempt.key.data.equals(allowed.getPublicSSH());
  const isSigned =
    attempt.signature === undefined ||
    (attempt.blob !== undefined && allowed.verify(attempt.blob, attempt.signature) === true);
  if (isSameKey && isSigned) attempt.accept();
  else attempt.reject(['publickey']);
}

/** Ends a connection as a cut cable does: without a word. */
function cut(connection: Connection): void {
  const { _sock: socket } = connection as Connection & { readonly _sock?: { destroy(): void } };
  if (socket === undefined) connection.end();
  else socket.destroy();
}

function serveSession(session: Session, host: SimulatedHost, hostRoot: HostRoot): void {
  session.on('pty', (accept: (() => void) | undefined) => accept?.());
  session.on('env', (accept: (() => void) | undefined) => accept?.());
  session.on('window-change', (accept: (() => void) | undefined) => accept?.());
  session.on('exec', (accept, _reject, { command }) => runShell(session, accept(), ['-c', command], host, hostRoot));
  session.on('shell', (accept) => runShell(session, accept(), [], host, hostRoot));
}

function runShell(
  session: Session,
  channel: ServerChannel,
  args: readonly string[],
  host: SimulatedHost,
  hostRoot: HostRoot,
): void {
  const connection = `127.0.0.1 50022 ${host.state().managementAddress} 22`;
  const child = spawn('/bin/sh', args, { cwd: hostRoot.root, env: hostRoot.environment(connection), detached: true });
  const { pid } = child;
  if (pid !== undefined) hostRoot.adopt(pid);
  session.on('signal', (accept, _reject, { name }) => {
    accept?.();
    if (pid !== undefined) signalGroup(pid, `SIG${name}` as NodeJS.Signals);
  });
  channel.pipe(child.stdin);
  child.stdout.pipe(channel, { end: false });
  child.stderr.pipe(channel.stderr, { end: false });
  // The command may end before it has read its input, and the client may leave before the command ends.
  child.stdin.on('error', () => undefined);
  channel.on('error', () => undefined);
  channel.on('close', () => {
    child.stdin.end();
    child.stdout.unpipe(channel).resume();
    child.stderr.unpipe(channel.stderr).resume();
  });
  child.on('exit', (status, signal) => {
    if (!channel.writable) return;
    if (signal === null) channel.exit(status ?? 255);
    else channel.exit(signal.replace(/^SIG/, ''));
  });
  child.on('error', () => channel.end());
  child.on('close', () => channel.end());
}
