import { explainFailure } from './connect-failure';
import { socketError } from './open-socket';
import { opensshHostKeyFailure } from './openssh-host-key';
import { parseOpensshLog, type OpensshLog } from './openssh-log';
import { endpointOf, type SshHop, type SshTarget } from './ssh-target';
import { TransportError } from './transport-error';

export interface OpensshFailureFacts {
  /** We stopped waiting; ssh itself said nothing. */
  readonly isTimeout: boolean;
  /** Old algorithms that this machine's ssh does not know any more. */
  readonly missingLegacy: readonly string[];
}

/** There is no `ssh` to run, or no shell to watch over it. */
export function sshMissing(target: SshTarget, program: 'ssh program' | '/bin/sh'): TransportError {
  return new TransportError(
    `Cannot reach ${target.name} (${endpointOf(target)}): there is no ${program} on this machine\nIts connection says "client": "openssh", which runs the ssh of the PATH. Install OpenSSH's client (Debian: openssh-client), or leave the client out to use the built-in one.`,
    { phase: 'configure', endpoint: endpointOf(target), isRetryable: false },
  );
}

/**
 * Says why ssh did not get through, from the logs of the ssh of each hop, nearest first. The first hop that is not logged in to is where it failed:
 * the others only see their way closed.
 */
export function opensshFailure(
  hops: readonly SshHop[],
  logTexts: readonly string[],
  facts: OpensshFailureFacts,
): TransportError {
  let before: OpensshLog | undefined;
  for (const [index, hop] of hops.entries()) {
    const log = parseOpensshLog(logTexts[index] ?? '');
    // Of the last hop we only know that the connection cannot be used.
    if (!log.isLoggedIn || index === hops.length - 1) return failureAt(hop, log, before, facts);
    before = log;
  }
  throw new Error('a target has at least one hop');
}

/** Words of the system for what a connection failed with, and its code; see connect(2) and getaddrinfo(3). */
const SYSTEM_CODES: readonly (readonly [words: RegExp, code: string])[] = [
  [/Could not resolve hostname .*Temporary failure/, 'EAI_AGAIN'],
  [/Could not resolve hostname/, 'ENOTFOUND'],
  [/connect to .*: Connection refused/, 'ECONNREFUSED'],
  [/connect to .*: No route to host/, 'EHOSTUNREACH'],
  [/connect to .*: Network is unreachable/, 'ENETUNREACH'],
  [/connect to .*: (Connection|Operation) timed out/, 'ETIMEDOUT'],
  [/connect to .*: /, ''],
];

function failureAt(
  hop: SshHop,
  log: OpensshLog,
  before: OpensshLog | undefined,
  { isTimeout, missingLegacy }: OpensshFailureFacts,
): TransportError {
  const { said } = log;
  const last = said.at(-1) ?? 'ssh said nothing';
  const endpoint = endpointOf(hop);
  const where = `${hop.name} (${endpoint})`;
  const isSaid = (pattern: RegExp): boolean => said.some((line) => pattern.test(line));

  const wayClosed = before?.said.find((line) => /open failed: /.test(line));
  if (wayClosed !== undefined) {
    return new TransportError(
      `Cannot reach ${where} from the jump host before it: ${wayClosed}\nCheck the name as that host sees it, and that its sshd allows TCP forwarding (AllowTcpForwarding).`,
      { phase: 'connect', endpoint, isRetryable: true },
    );
  }
  for (const [words, code] of SYSTEM_CODES) {
    const line = said.find((each) => words.test(each));
    if (line !== undefined) return socketError(hop, Object.assign(new Error(line), code === '' ? {} : { code }));
  }
  if (isSaid(/[Bb]ad configuration option|^\S*config:? ?line|Bad SSH2|terminating, \d+ bad/)) {
    return new TransportError(
      `The ssh of this machine does not understand what we ask of it\n${said.map((line) => `- ${line}`).join('\n')}\nIt may be too old: OpenSSH 7.6 or later is needed. Leave out "client": "openssh" to use the built-in client.`,
      { phase: 'configure', endpoint, isRetryable: false },
    );
  }
  const refusedKey = opensshHostKeyFailure(hop, log);
  if (refusedKey !== undefined) return refusedKey;

  const isRefused = isSaid(/Permission denied|Too many authentication failures|No supported authentication methods/);
  const isSlow = isTimeout || isSaid(/timed out|Timeout/);
  if (isSlow && !log.hasConnected && before === undefined) {
    return socketError(hop, Object.assign(new Error(last), { code: 'ETIMEDOUT' }));
  }
  const [, methods] = /Permission denied \((.*)\)/.exec(last) ?? [];
  const { phase, lines } = explainFailure(
    hop,
    { message: last, ...(isSlow && !isRefused ? { level: 'client-timeout' } : {}) },
    {
      isLoggingIn: isRefused,
      isExhausted: isRefused,
      tried: log.offered,
      notes: isRefused ? said.slice(0, -1) : [],
      offeredMethods: methods?.split(',') ?? [],
    },
  );
  const isCertificateTried = log.offered.some((key) => key.includes('-CERT '));
  return new TransportError(
    [
      ...lines,
      ...(isRefused && isCertificateTried
        ? [
            `A certificate counts there when sshd trusts its authority (TrustedUserCAKeys), when it names ${hop.user} as a principal, and while it is valid: ssh-keygen -Lf shows it.`,
          ]
        : []),
      ...(phase === 'connect' && hop.legacyAlgorithms && missingLegacy.length > 0
        ? [`The ssh of this machine does not know any more: ${missingLegacy.join(', ')}. The built-in client does.`]
        : []),
      ...(isRefused ? [`ssh said: ${last}`] : []),
    ].join('\n'),
    { phase, endpoint, isRetryable: phase === 'timeout' || phase === 'lost' },
  );
}
