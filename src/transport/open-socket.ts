import { connect, type Socket } from 'node:net';
import { sendTogether } from './send-together';
import { settleOnce } from './settle-once';
import { endpointOf, type SshHop } from './ssh-target';
import { TransportError, type TransportPhase } from './transport-error';

/**
 * Opens the TCP connection to a hop, without Nagle's delay.
 *
 * @throws TransportError of phase `resolve`, `connect` or `timeout`
 */
export function openSocket(hop: SshHop, signal?: AbortSignal): Promise<Socket> {
  const endpoint = endpointOf(hop);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hop.address, port: hop.port, noDelay: true });
    const giveUp = (error: TransportError): void => {
      stopWaiting();
      socket.destroy();
      reject(error);
    };
    const onError = (error: Error): void => giveUp(socketError(hop, error));
    const onTimeout = (): void => {
      const seconds = hop.connectTimeoutMs / 1000;
      giveUp(
        new TransportError(
          `Cannot reach ${hop.name} (${endpoint}): no answer within ${String(seconds)} s\nA firewall may drop the packets, or the host may be down. Check address and port, or raise ConnectTimeout in ssh_config.`,
          { phase: 'timeout', endpoint, isRetryable: true },
        ),
      );
    };
    const onAbort = (): void => giveUp(abandoned(hop, signal?.reason));
    const { settle } = settleOnce({ timeoutMs: hop.connectTimeoutMs, onTimeout, signal, onAbort });
    const stopWaiting = (): void => {
      settle();
      socket.off('error', onError);
      // Whatever comes later belongs to the SSH connection; until it listens, an error must not end the process.
      socket.on('error', () => undefined);
    };
    socket.once('error', onError);
    socket.once('connect', () => {
      stopWaiting();
      sendTogether(socket);
      resolve(socket);
    });
    if (signal?.aborted === true) onAbort();
  });
}

/** The caller gave up waiting. */
export function abandoned(hop: SshHop, cause: unknown): TransportError {
  return new TransportError(`Gave up connecting to ${hop.name} (${endpointOf(hop)}) on request`, {
    phase: 'connect',
    endpoint: endpointOf(hop),
    isRetryable: true,
    cause,
  });
}

const REASONS: Readonly<Record<string, { phase: TransportPhase; isRetryable: boolean; why: string; next: string }>> = {
  ENOTFOUND: {
    phase: 'resolve',
    isRetryable: false,
    why: 'no such host name',
    next: 'Check the spelling and DNS, set HostName in ssh_config, or give the address with --connect.',
  },
  EAI_AGAIN: {
    phase: 'resolve',
    isRetryable: true,
    why: 'the name server does not answer',
    next: 'Check DNS on this machine, or give the address with --connect.',
  },
  ECONNREFUSED: {
    phase: 'connect',
    isRetryable: true,
    why: 'connection refused',
    next: 'The machine answers, but no SSH server listens there. Check the port, and that sshd runs (HP-UX: /sbin/init.d/secsh start).',
  },
  EHOSTUNREACH: {
    phase: 'connect',
    isRetryable: true,
    why: 'no route to the host',
    next: 'Check the network between here and there, and that the host is up.',
  },
  ENETUNREACH: {
    phase: 'connect',
    isRetryable: true,
    why: 'the network is unreachable',
    next: 'Check the network connection of this machine, or set ProxyJump in ssh_config.',
  },
  ETIMEDOUT: {
    phase: 'timeout',
    isRetryable: true,
    why: 'no answer',
    next: 'A firewall may drop the packets, or the host may be down. Check address and port.',
  },
};

/** Says why a TCP connection did not come about; `error` carries the code of the system. */
export function socketError(hop: SshHop, error: Error): TransportError {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const { phase, isRetryable, why, next } = REASONS[code] ?? {
    phase: 'connect',
    isRetryable: true,
    why: error.message === '' ? code : error.message,
    next: 'Check address, port and the network in between.',
  };
  const endpoint = endpointOf(hop);
  return new TransportError(`Cannot reach ${hop.name} (${endpoint}): ${why}\n${next}`, {
    phase,
    endpoint,
    isRetryable,
    cause: error,
  });
}
