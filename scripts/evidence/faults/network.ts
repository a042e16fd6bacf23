import type { HostShell } from '../../../src/transport/host-shell';
import { TransportError, type TransportPhase } from '../../../src/transport/transport-error';
import type { SimulatedHost } from '../../../src/simulator/simulated-host';
import type { VirtualMachine } from '../../../src/simulator/virtual/create-virtual-machine';
import type { HostTarget } from '../../../src/workflow/ports';

/** Virtual ms after which a connection over which nothing comes is given up (keepalive). */
const SILENCE_MS = 90_000;

/** What lies between clients and a virtual machine. */
export interface Network {
  connect(target: HostTarget): Promise<HostShell>;
  /** Lost connections; new ones work. */
  drop(): void;
  /** Nothing comes through for so long; connections that were open then are lost. */
  silence(durationMs: number): void;
  /** Logins are refused because of the host key. */
  changeHostKey(): void;
  /** Somebody has mended all of it. */
  mend(): void;
  /** Looks whether the address that people come in on is there; called after each command that may change it. */
  lookAtAddress(): void;
  /** Longest virtual ms without that address so far. */
  longestWithoutAddress(): number;
}

/** Makes the network before a machine; `addresses` are those under which the host is managed, before and after a plan. */
export function networkBefore(machine: VirtualMachine, host: SimulatedHost, addresses: readonly string[]): Network {
  let refusal: TransportError | null = null;
  let isSilent = false;
  let silenceId = 0;
  let goneSince: number | undefined;
  let longestMs = 0;

  const has = (address: string): boolean =>
    host.state().addresses.some((each) => each.address === address && each.isUp);
  const isThere = (): boolean => addresses.some(has);
  const settle = (): void => {
    machine.holdConnections(isSilent || goneSince !== undefined);
  };
  const later = (durationMs: number, work: () => void): void => {
    void machine.pause(durationMs).then(work, () => undefined);
  };
  const lookAtAddress = (): void => {
    const now = machine.now().getTime();
    if (isThere()) {
      if (goneSince === undefined) return;
      longestMs = Math.max(longestMs, now - goneSince);
      goneSince = undefined;
      settle();
      return;
    }
    if (goneSince !== undefined) return;
    goneSince = now;
    settle();
    later(SILENCE_MS, () => {
      if (goneSince === now) machine.cutConnections();
    });
  };

  return {
    connect: async (target) => {
      const { address } = target.connection;
      if (refusal !== null) throw refusal;
      // Whoever cannot be heard is given up.
      if (isSilent || !has(address)) {
        await machine.pause(10_000);
        throw failed('connect', `Cannot reach ${address}.`);
      }
      return machine.shell();
    },
    drop: () => machine.cutConnections(),
    silence: (durationMs) => {
      isSilent = true;
      silenceId += 1;
      const id = silenceId;
      settle();
      later(Math.min(durationMs, SILENCE_MS), () => {
        if (silenceId === id) machine.cutConnections();
      });
      later(durationMs, () => {
        if (silenceId !== id) return;
        isSilent = false;
        settle();
      });
    },
    changeHostKey: () => {
      refusal = failed('host-key', 'The host key of the simulated host has changed.');
    },
    mend: () => {
      refusal = null;
      silenceId += 1;
      isSilent = false;
      settle();
    },
    lookAtAddress,
    longestWithoutAddress: () =>
      goneSince === undefined ? longestMs : Math.max(longestMs, machine.now().getTime() - goneSince),
  };
}

function failed(phase: TransportPhase, message: string): TransportError {
  return new TransportError(message, { phase, endpoint: 'simulated host', isRetryable: phase !== 'host-key' });
}
