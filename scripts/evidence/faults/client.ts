import { discoverHost } from '../../../src/discovery/discover-host';
import { failure } from '../../../src/model/result';
import type { HostShell } from '../../../src/transport/host-shell';
import type { SimulatedHost } from '../../../src/simulator/simulated-host';
import type { VirtualMachine } from '../../../src/simulator/virtual/create-virtual-machine';
import type { Observer } from '../../../src/workflow/observe';
import type { Ports } from '../../../src/workflow/ports';
import { transportDiagnostic } from '../../../src/workflow/transport-diagnostic';
import type { Network } from './network';
import type { SeenHosts } from './seen-host';

/** A process of ours on somebody's machine: what it reaches the world through ends with it. */
export interface Client {
  readonly ports: Ports;
  readonly observe: Observer;
  /** SIGKILL: nothing it waits for ever comes. */
  kill(): void;
}

export interface ClientInput {
  readonly machine: VirtualMachine;
  readonly host: SimulatedHost;
  readonly network: Network;
  readonly hosts: SeenHosts;
  readonly name: string;
  /** Told before each look; true when this one is to be carried out on the machine itself, command by command. */
  readonly onLook: () => boolean;
  readonly onLookEnd: () => void;
}

/** How long a look at a whole host takes: half before the moment that it shows, half behind it. */
const LOOK_SCRIPT = 'sleep 0.2\nuname -n\nsleep 0.2\n';

/** Starts a client. */
export function startClient({ machine, host, network, hosts, name, onLook, onLookEnd }: ClientInput): Client {
  let isAlive = true;
  let tokens = 0;
  const whileAlive = <Value>(promise: Promise<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      promise.then(
        (value) => {
          if (isAlive) resolve(value);
        },
        (error: unknown) => {
          if (isAlive) reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
  const surroundings: Ports['surroundings'] = {
    now: () => machine.now(),
    pause: (durationMs) => whileAlive(machine.pause(durationMs)),
    randomToken: () => {
      tokens += 1;
      return `${name}${String(tokens).padStart(4, '0')}0123456789abcdef`.slice(-20);
    },
  };
  const connector: Ports['hosts'] = {
    connect: async (target) => {
      const shell = await whileAlive(network.connect(target));
      const alive: HostShell = {
        runScript: (script, options) =>
          whileAlive(
            shell.runScript(script, {
              ...options,
              onStdout: (text) => {
                if (isAlive) options.onStdout?.(text);
              },
            }),
          ),
        close: () => whileAlive(shell.close()),
      };
      return alive;
    },
  };
  const observe: Observer = async (target) => {
    const isLive = onLook();
    let shell: HostShell;
    try {
      shell = await connector.connect(target);
    } catch (error) {
      return failure(transportDiagnostic(error, target.host));
    }
    try {
      if (isLive) {
        const observedAt = surroundings
          .now()
          .toISOString()
          .replace(/\.\d+Z$/, 'Z');
        const frameToken = surroundings.randomToken();
        return await discoverHost(shell, { host: target.host, observedAt, frameToken, timeoutMs: 120_000 });
      }
      await shell.runScript(LOOK_SCRIPT, { timeoutMs: 120_000 });
      return await hosts.look(target.host, host.state(), machine.files);
    } catch (error) {
      return failure(transportDiagnostic(error, target.host));
    } finally {
      if (isLive) onLookEnd();
      await shell.close();
    }
  };
  return {
    ports: { hosts: connector, surroundings, files: { kindOf: noFiles, readText: noFiles, filesBelow: noFiles } },
    observe,
    kill: () => {
      isAlive = false;
      machine.cutConnections();
    },
  };
}

function noFiles(): never {
  throw new Error('a trial reads no file');
}
