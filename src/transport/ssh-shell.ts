import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Client } from 'ssh2';
import type { HostShell } from './host-shell';
import { abandoned, openSocket } from './open-socket';
import { NO_MEMO, type Memo } from './memo';
import { readTextFile } from './read-text-file';
import { runOverSsh } from './run-over-ssh';
import { withNameDoubts } from './name-doubts';
import { connectSsh, readKnownHosts, readLogins } from './ssh-connection';
import { settleOnce } from './settle-once';
import { endpointOf, type SshHop, type SshTarget } from './ssh-target';
import { TransportError, type TransportPhase } from './transport-error';

export interface SshShellOptions {
  /** Aborting gives up connecting. */
  readonly signal?: AbortSignal;
  /** Keys and known hosts that other connections have read; absent: they are read anew. */
  readonly memo?: Memo;
  /** Most bytes of output that one script may print; default 64 MiB. */
  readonly outputLimitBytes?: number;
}

/** Far more than anything that is read from a host. */
export const DEFAULT_OUTPUT_LIMIT_BYTES = 64 * 1024 * 1024;

/**
 * Connects to a host over SSH, through its jump hosts, and gives a shell on it. The key of every hop is checked
 * strictly against known_hosts. One connection carries any number of scripts, several at once.
 *
 * @throws TransportError saying what failed, where, why and what to do next
 */
export async function openSshShell(target: SshTarget, options: SshShellOptions = {}): Promise<HostShell> {
  const clients: Client[] = [];
  let stream: Duplex | undefined;
  let hostKeyFingerprint = '';
  const memo = options.memo ?? NO_MEMO;
  const readFile = (path: string): Promise<string | undefined> =>
    memo.once(`file ${path}`, () => readTextFile(path, 'optional'));
  try {
    for (const hop of [...target.jumps, target]) {
      const knownHosts = await memo.once(knownHostsKey(hop), () => readKnownHosts(hop, readFile));
      const previous = clients.at(-1);
      // Before the keys: of a host that is not there, nobody wants to hear that there is no key for it.
      const next: Duplex =
        previous === undefined
          ? await openSocket(hop, options.signal).catch((error: unknown) => {
              throw withNameDoubts(error, hop, knownHosts);
            })
          : await forward(previous, hop, options.signal);
      stream ??= next;
      const logins = await readLogins(hop, knownHosts, { readFile, memo });
      const connected = await connectSsh(hop, next, { knownHosts, logins }, options.signal);
      clients.push(connected.client);
      hostKeyFingerprint = connected.hostKeyFingerprint;
    }
  } catch (error) {
    await closeAll(clients, stream);
    throw error;
  }
  const last = clients.at(-1);
  if (last === undefined) throw new Error('a target has at least one hop');
  // Each running script listens for the end of the connection.
  last.setMaxListeners(0);
  return {
    hostKeyFingerprint,
    runScript: (script, run) =>
      runOverSsh(last, target, script, {
        ...run,
        outputLimitBytes: options.outputLimitBytes ?? DEFAULT_OUTPUT_LIMIT_BYTES,
      }),
    close: () => closeAll(clients, stream),
  };
}

/** What is known is the same for hosts with the same files; what is wrong with a list of revoked keys names the host. */
function knownHostsKey({ knownHostsFiles, revokedKeysFile, name }: SshHop): string {
  const of = revokedKeysFile === undefined ? [] : [revokedKeysFile, name];
  return `known hosts ${JSON.stringify([knownHostsFiles, ...of])}`;
}

/**
 * Opens a TCP connection to the next hop from a hop that we are logged in to. How long that hop tries is its own affair, so we
 * stop waiting by ourselves.
 */
function forward(client: Client, hop: SshHop, signal: AbortSignal | undefined): Promise<Duplex> {
  const endpoint = endpointOf(hop);
  return new Promise((resolve, reject) => {
    const fail = (phase: TransportPhase, what: string, next: string, cause?: unknown): void => {
      if (!settle()) return;
      reject(
        new TransportError(`Cannot reach ${hop.name} (${endpoint}) from the jump host before it: ${what}\n${next}`, {
          phase,
          endpoint,
          isRetryable: true,
          cause,
        }),
      );
    };
    const onLost = (): void => fail('lost', 'the connection to the jump host was lost', 'Try again.');
    const onAbort = (): void => {
      if (settle()) reject(abandoned(hop, signal?.reason));
    };
    const onTimeout = (): void =>
      fail(
        'timeout',
        `no answer within ${String(hop.connectTimeoutMs / 1000)} s`,
        'A firewall between the two may drop the packets, or the host may be down. Check the address as the jump host sees it, or raise ConnectTimeout in ssh_config.',
      );
    const { connectTimeoutMs: timeoutMs } = hop;
    const { settle } = settleOnce({ timeoutMs, onTimeout, signal, onAbort, lost: { client, onLost } });
    if (signal?.aborted === true) {
      onAbort();
      return;
    }
    const onChannel = (error: Error | undefined, channel: Duplex): void => {
      if (error !== undefined) {
        fail(
          'connect',
          error.message,
          'Check the name as that host sees it, and that its sshd allows TCP forwarding (AllowTcpForwarding).',
          error,
        );
      } else if (settle()) {
        resolve(channel);
      } else {
        channel.on('error', () => undefined).destroy();
      }
    };
    try {
      client.forwardOut('127.0.0.1', 0, hop.address, hop.port, onChannel);
    } catch {
      // ssh2 throws when the connection is gone already.
      onLost();
    }
  });
}

/** How long a goodbye may take to leave this machine. */
const GOODBYE_MS = 1_000;

/** Says goodbye on every hop, far end first, and lets go of the socket without waiting for an answer. */
async function closeAll(clients: readonly Client[], stream: Duplex | undefined): Promise<void> {
  for (const client of [...clients].reverse()) client.end();
  if (!(stream instanceof Socket) || stream.destroyed) return;
  const isClosed = new Promise<void>((resolve) => stream.once('close', () => resolve()));
  stream.destroySoon();
  const timer = setTimeout(() => stream.destroy(), GOODBYE_MS);
  await isClosed;
  clearTimeout(timer);
}
