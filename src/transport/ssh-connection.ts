import type { Duplex } from 'node:stream';
import { Client, type AnyAuthMethod } from 'ssh2';
import { explainFailure } from './connect-failure';
import { fingerprintOf, hostKeyRefusal } from './host-key-refusal';
import { checkHostKey, knownKeyTypes, parseKnownHosts, parseRevokedKeys, type KnownHosts } from './known-hosts';
import { nameDoubts } from './name-doubts';
import { abandoned } from './open-socket';
import { algorithmsFor } from './ssh-algorithms';
import { loginsFor, type Login, type LoginFiles, type Logins, type ReadOptionalFile } from './ssh-logins';
import { endpointOf, type SshHop } from './ssh-target';
import { TransportError } from './transport-error';

/** What the connection to a hop needs besides a stream of bytes. */
export interface HopCredentials {
  readonly knownHosts: KnownHosts;
  readonly logins: Logins;
}

/** A hop that we are logged in to. */
export interface ConnectedHop {
  readonly client: Client;
  /** As `ssh-keygen -l` prints it. */
  readonly hostKeyFingerprint: string;
}

/**
 * Reads what is known of the key of a hop.
 *
 * @throws TransportError of phase `configure` when the list of revoked keys cannot be used
 */
export async function readKnownHosts(hop: SshHop, readFile: ReadOptionalFile): Promise<KnownHosts> {
  const files = [];
  for (const path of hop.knownHostsFiles) files.push({ path, text: (await readFile(path)) ?? '' });
  const knownHosts = parseKnownHosts(files);
  const revoked = await readRevokedKeys(hop, readFile);
  return { ...knownHosts, entries: [...revoked.entries, ...knownHosts.entries] };
}

/**
 * Reads the keys to log in to a hop with.
 *
 * @throws TransportError of phase `login` when there is none at all
 */
export async function readLogins(hop: SshHop, knownHosts: KnownHosts, files: LoginFiles): Promise<Logins> {
  const logins = await loginsFor(hop, files);
  if (logins.logins.length > 0) return logins;
  const doubts = nameDoubts(hop, knownHosts);
  throw new TransportError(
    [
      `No key to log in to ${hop.name} (${endpointOf(hop)}) with`,
      ...(doubts === undefined ? [] : [doubts]),
      ...(logins.notes.length > 0
        ? logins.notes
        : [`Looked for: ${hop.identityFiles.map((file) => file.path).join(', ')}, and an SSH agent.`]
      ).map((line) => `- ${line}`),
      'Add a key to the agent (ssh-add), name one with --identity, or set IdentityFile in ssh_config.',
    ].join('\n'),
    { phase: 'login', endpoint: endpointOf(hop), isRetryable: false },
  );
}

async function readRevokedKeys(hop: SshHop, readFile: ReadOptionalFile): Promise<KnownHosts> {
  const path = hop.revokedKeysFile;
  if (path === undefined) return { entries: [], unreadable: [] };
  const text = await readFile(path);
  const problem = text === undefined ? 'cannot be read' : undefined;
  const revoked = parseRevokedKeys({ path, text: text ?? '' });
  const [line] = revoked.unreadable;
  if (problem === undefined && line === undefined) return revoked;
  throw new TransportError(
    `${path}, the RevokedHostKeys of ${hop.name}, ${problem ?? `holds something that is no public key (line ${String(line?.line)})`}\nNo host is trusted without it, as with ssh. Understood is one public key a line; binary revocation lists (ssh-keygen -k) only with connection.client = "openssh". Correct the file, or the line in ssh_config.`,
    { phase: 'configure', endpoint: endpointOf(hop), isRetryable: false },
  );
}

/**
 * Speaks SSH over a connected stream: checks the host's key, then logs in with the given keys. Nothing about us is
 * sent before the key is accepted. No password, no agent forwarding, no probing login of kind `none`.
 *
 * @throws TransportError of phase `host-key`, `login`, `connect`, `timeout` or `lost`
 */
export function connectSsh(
  hop: SshHop,
  stream: Duplex,
  credentials: HopCredentials,
  signal?: AbortSignal,
): Promise<ConnectedHop> {
  const endpoint = endpointOf(hop);
  const client = new Client();
  const tried: string[] = [];
  const notes = [...credentials.logins.notes];
  let refusal: TransportError | undefined;
  let offeredMethods: readonly string[] = [];
  let hostKeyFingerprint = '';
  let isLoggingIn = false;
  let isExhausted = false;

  const verifyHostKey = (key: Buffer): boolean => {
    const verdict = checkHostKey(credentials.knownHosts, { ...hop, alias: hop.hostKeyAlias }, key);
    hostKeyFingerprint = fingerprintOf(key);
    refusal = hostKeyRefusal(hop, credentials.knownHosts, verdict, key);
    return refusal === undefined;
  };
  const remaining = [...credentials.logins.logins];
  const nextLogin = (methodsLeft: readonly string[] | null): AnyAuthMethod | false => {
    isLoggingIn = true;
    offeredMethods = methodsLeft ?? [];
    const login = methodsLeft === null || methodsLeft.includes('publickey') ? remaining.shift() : undefined;
    isExhausted = login === undefined;
    if (login === undefined) return false;
    tried.push(...login.labels);
    return authMethodOf(login, hop.user);
  };

  const explain = (error: Error & { level?: string }): TransportError => {
    if (refusal !== undefined) return refusal;
    const { phase, lines } = explainFailure(hop, error, { isLoggingIn, isExhausted, tried, notes, offeredMethods });
    const isRetryable = phase === 'timeout' || phase === 'lost';
    return new TransportError(lines.join('\n'), { phase, endpoint, isRetryable, cause: error });
  };

  return new Promise((resolve, reject) => {
    const fail = (error: TransportError): void => {
      settle();
      client.destroy();
      stream.destroy();
      reject(error);
    };
    const onError = (error: Error & { level?: string }): void => {
      // One key that could not be used is no failure yet: the next one is tried.
      if (isLoggingIn && !isExhausted && (error.level === 'agent' || error.level === 'client-authentication')) {
        notes.push(error.message);
        return;
      }
      fail(explain(error));
    };
    const onClose = (): void => fail(explain(new Error('the other side closed the connection')));
    const onAbort = (): void => fail(abandoned(hop, signal?.reason));
    const settle = (): void => {
      client.off('error', onError).off('close', onClose);
      client.on('error', () => undefined);
      signal?.removeEventListener('abort', onAbort);
    };
    client.on('error', onError).on('close', onClose);
    client.once('ready', () => {
      settle();
      resolve({ client, hostKeyFingerprint });
    });
    // An event that is over is not heard: whoever was given up before must not log in.
    if (signal?.aborted === true) {
      onAbort();
      return;
    }
    signal?.addEventListener('abort', onAbort);
    client.connect({
      // ssh2 takes any duplex stream here, as its own documentation of connection hopping shows.
      sock: stream,
      username: hop.user,
      hostVerifier: verifyHostKey,
      authHandler: (methodsLeft: readonly string[] | null) => nextLogin(methodsLeft),
      algorithms: algorithmsFor(
        knownKeyTypes(credentials.knownHosts, { ...hop, alias: hop.hostKeyAlias }),
        hop.legacyAlgorithms,
      ),
      readyTimeout: hop.connectTimeoutMs,
      keepaliveInterval: hop.keepaliveIntervalMs,
      keepaliveCountMax: hop.keepaliveCountMax,
    });
  });
}

function authMethodOf(login: Login, username: string): AnyAuthMethod {
  return login.kind === 'agent'
    ? { type: 'agent', username, agent: login.agent }
    : { type: 'publickey', username, key: login.key };
}
