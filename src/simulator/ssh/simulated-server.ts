import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Server, utils, type AuthContext, type Connection, type ServerChannel, type Session } from 'ssh2';

import { openHostRoot, signalGroup, type HostRoot } from '../shell/host-root';
import { makeTemporaryDirectory } from '../shell/temporary-directory';
import type { SimulatedHost } from '../simulated-host';
import { commandPaths } from '../command-interpreter';
import { typedCommand } from './typed-command';
import { createTerminal } from './terminal';
import { freshKeyPair } from './fresh-key-pair';

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
  /** Cuts all connections as a pulled cable does; what runs on the host goes on. */
  cut(): void;
  /** Boots the host: connections and processes are gone, and what starts at boot was started when this resolves. */
  reboot(): Promise<void>;
  /** Ends connections and everything that still runs on the host, and removes keys and files. */
  close(): Promise<void>;
}

/**
 * Serves a simulated host over SSH on the loopback interface only. **It runs what it is sent**, in a real `/bin/sh` of the
 * user who started it: whoever holds the key made for this run can do what that user can. Public key
 * authentication only, any login name. A login shell gets a prompt and simple line editing.
 */
export async function startSimulatedServer(
  host: SimulatedHost,
  options: { readonly port?: number } = {},
): Promise<SimulatedServer> {
  const hostKey = freshKeyPair('key of a simulated host');
  const clientKey = freshKeyPair('key for a simulated host');
  const hostRoot = openHostRoot(host);
  const keys = makeTemporaryDirectory('hpvm-simulated-keys-');
  const connections = new Set<Connection>();
  const server = new Server({ hostKeys: [hostKey.private] }, (connection) => {
    connections.add(connection);
    connection.on('close', () => connections.delete(connection));
    // Clients come and go; what happens to their connection is no failure of the host.
    connection.on('error', () => undefined);
    connection.on('authentication', (attempt) => authenticate(attempt, clientKey.public));
    connection.on('session', (accept) => serveSession(accept(), host, hostRoot));
  });
  const cutAll = (): void => {
    for (const connection of connections) cut(connection);
  };
  const endDrop = host.onDrop(cutAll);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  }).catch((error: unknown) => {
    hostRoot.close();
    keys.remove();
    throw error;
  });

  const { port } = server.address() as AddressInfo;
  const knownHostsLine = `[127.0.0.1]:${String(port)} ${hostKey.public.split(' ').slice(0, 2).join(' ')}`;
  const identityFile = path.join(keys.path, 'id_ed25519');
  const knownHostsFile = path.join(keys.path, 'known_hosts');
  writeFileSync(identityFile, clientKey.private, { mode: 0o600 });
  writeFileSync(knownHostsFile, `${knownHostsLine}\n`, { mode: 0o600 });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      endDrop();
      hostRoot.close();
      keys.remove();
      server.close(() => resolve());
      cutAll();
    });
  return {
    address: '127.0.0.1',
    port,
    knownHostsLine,
    identityFile,
    knownHostsFile,
    directory: keys.path,
    root: hostRoot.root,
    cut: cutAll,
    reboot: () => {
      cutAll();
      return hostRoot.reboot();
    },
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
    attempt.signature === undefined || (attempt.blob !== undefined && allowed.verify(attempt.blob, attempt.signature));
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
  // ssh2 1.17 knows a session without a channel by the name of its class (lib/utils.js, onCHANNEL_CLOSE), which our build shortens:
  // a client that vanished before its command had begun would end the whole server.
  Object.defineProperty(session.constructor, 'name', { value: 'Session' });
  let hasTerminal = false;
  session.on('pty', (accept: (() => void) | undefined) => {
    hasTerminal = true;
    accept?.();
  });
  session.on('env', (accept: (() => void) | undefined) => accept?.());
  session.on('window-change', (accept: (() => void) | undefined) => accept?.());
  const run = (channel: ServerChannel, args: readonly string[]): void => {
    const child = startShell(host, hostRoot, args);
    const { pid } = child;
    const signal = (name: NodeJS.Signals): void => {
      if (pid !== undefined) signalGroup(pid, name);
    };
    session.on('signal', (accept: (() => void) | undefined, _reject, { name }) => {
      accept?.();
      signal(`SIG${name}` as NodeJS.Signals);
    });
    if (hasTerminal) connectTerminal(channel, child, signal);
    else connectPipes(channel, child);
    reportEnd(channel, child);
  };
  session.on('exec', (accept, _reject, { command }) =>
    run(accept(), ['-c', typedCommand(command, commandPaths(host.state()), hostRoot.root)]),
  );
  session.on('shell', (accept) => run(accept(), hasTerminal ? ['-i', '+m'] : []));
}

function startShell(host: SimulatedHost, hostRoot: HostRoot, args: readonly string[]): ChildProcessWithoutNullStreams {
  const { managementAddress, nodeName } = host.state();
  const environment = hostRoot.environment(`127.0.0.1 50022 ${managementAddress} 22`);
  const options = { cwd: hostRoot.root, env: { ...environment, PS1: `${nodeName}# ` }, detached: true };
  const child = spawn('/bin/sh', args, options);
  if (child.pid !== undefined) hostRoot.adopt(child.pid);
  return child;
}

function connectPipes(channel: ServerChannel, child: ChildProcessWithoutNullStreams): void {
  channel.pipe(child.stdin);
  child.stdout.pipe(channel, { end: false });
  child.stderr.pipe(channel.stderr, { end: false });
}

function connectTerminal(
  channel: ServerChannel,
  child: ChildProcessWithoutNullStreams,
  signal: (name: NodeJS.Signals) => void,
): void {
  const terminal = createTerminal(
    (text) => channel.write(text),
    () => signal('SIGINT'),
  );
  channel.pipe(terminal.input).pipe(child.stdin);
  child.stdout.pipe(terminal.output()).pipe(channel, { end: false });
  child.stderr.pipe(terminal.output()).pipe(channel, { end: false });
}

/** Hands the end of a shell to the client; a client that leaves first ends nothing. */
function reportEnd(channel: ServerChannel, child: ChildProcessWithoutNullStreams): void {
  // The shell may end before it has read its input, and the client may leave before the shell ends.
  child.stdin.on('error', () => undefined);
  channel.on('error', () => undefined);
  channel.on('close', () => {
    child.stdin.end();
    child.stdout.unpipe().resume();
    child.stderr.unpipe().resume();
  });
  child.on('exit', (status, signal) => {
    if (!channel.writable) return;
    if (signal === null) channel.exit(status ?? 255);
    else channel.exit(signal.replace(/^SIG/, ''));
  });
  child.on('error', () => channel.end());
  child.on('close', () => channel.end());
}
