import { endpointOf, type SshHop } from './ssh-target';
import type { TransportPhase } from './transport-error';

/** How far a login has come. */
export interface LoginState {
  readonly isLoggingIn: boolean;
  readonly isExhausted: boolean;
  /** Keys that were offered, for people. */
  readonly tried: readonly string[];
  /** Keys that could not be offered, and why. */
  readonly notes: readonly string[];
  readonly offeredMethods: readonly string[];
}

/** Says why an SSH connection to a hop did not come about once its bytes flowed, and what to do next. */
export function explainFailure(
  hop: SshHop,
  error: { readonly message: string; readonly level?: string },
  login: LoginState,
): { phase: TransportPhase; lines: string[] } {
  const where = `${hop.name} (${endpointOf(hop)})`;
  const isTimeout = error.level === 'client-timeout';
  if (login.isLoggingIn && !isTimeout) {
    const methods = login.offeredMethods.length === 0 ? '' : ` It accepts: ${login.offeredMethods.join(', ')}.`;
    return {
      phase: 'login',
      lines: [
        `${where} refused the login of ${hop.user}`,
        ...(login.tried.length === 0
          ? ['No key was accepted for trying.']
          : ['Keys tried:', ...login.tried.map((label) => `- ${label}`)]),
        ...(login.notes.length === 0 ? [] : ['Not usable:', ...login.notes.map((note) => `- ${note}`)]),
        ...(login.isExhausted ? [] : [`The server ended it: ${error.message}.`]),
        `Put one of these public keys into authorized_keys of ${hop.user} there, or name another key with --identity or another user with --connect.${methods}`,
      ],
    };
  }
  if (isTimeout) {
    return {
      phase: 'timeout',
      lines: [
        `${where} accepted the connection, but did not finish the SSH greeting and login within ${String(hop.connectTimeoutMs / 1000)} s`,
        'The host may be overloaded, or its name server slow. Try again, or raise ConnectTimeout in ssh_config.',
      ],
    };
  }
  if (/no matching/i.test(error.message)) {
    return {
      phase: 'connect',
      lines: [
        `${where} and we have no algorithm in common: ${error.message}`,
        ...(hop.legacyAlgorithms
          ? [
              'Also the old algorithms were offered (connection.legacyAlgorithms). Look at sshd_config on the host: KexAlgorithms, HostKeyAlgorithms, Ciphers, MACs.',
            ]
          : [
              'Its SSH server is old (HP-UX Secure Shell A.04 to A.06 offers only algorithms that are no longer safe). Update HP-UX Secure Shell on the host,',
              'or offer them to this host alone: "connection": { "legacyAlgorithms": true } in its desired state (legacyAlgorithms of the IntegrityVmHost). Its plans then carry a warning.',
            ]),
      ],
    };
  }
  return {
    phase: 'lost',
    lines: [
      `The connection to ${where} broke before the login: ${error.message}`,
      'Check that an SSH server, and nothing else, listens on that port, and that it does not turn away this machine (hosts.allow, MaxStartups).',
    ],
  };
}
