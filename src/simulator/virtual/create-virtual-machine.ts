import type { HostShell, RunScriptOptions, ScriptOutcome } from '../../transport/host-shell';
import type { TransportError } from '../../transport/transport-error';
import type { SimulatedHost } from '../simulated-host';
import { TOOLS } from './externals/tools';
import { createKernel } from './kernel/kernel';
import { place } from './kernel/open-file';
import type { Signal } from './kernel/signals';
import { fromBytes, toBytes } from './kernel/text-of-bytes';
import { connectionError, openSession, type ClientSession } from './machine/client-session';
import { hostCommand } from './machine/host-command';
import { installFiles } from './machine/install';
import { mirrorFiles } from './machine/mirror-files';
import { createPump } from './machine/pump';
import { virtualFiles, type VirtualFiles } from './machine/virtual-files';
import { runProgram } from './shell/run-program';
import { sh } from './shell/sh';
import type { ActionListener, System } from './shell/system';

export interface VirtualMachineOptions {
  /** When the clock starts; default 2026-11-22T10:00:00Z. */
  readonly startsAt?: Date;
  /** Virtual ms a POSIX tool takes; default 10. */
  readonly toolMs?: number;
  /** Virtual ms a simulated HP command takes before it does its work; default 1000 for each. */
  readonly hostCommandMs?: (argv: readonly string[]) => number;
  /** Virtual ms from a reboot to the start links; default 600 000. */
  readonly bootMs?: number;
}

/** A simulated host with processes, files and a clock of its own. Same calls, same course. */
export interface VirtualMachine {
  /** A connection of its own; scripts run in a new `sh -s` each, with timeouts in virtual ms. */
  shell(): HostShell;
  now(): Date;
  /** Resolves when virtual time has moved on by so much. */
  pause(durationMs: number): Promise<void>;
  readonly files: VirtualFiles;
  /** All connections are lost; the processes go on, and what they print is a broken pipe. */
  cutConnections(): void;
  /** While held, nothing of what processes print or how they end reaches a client. */
  holdConnections(isHeld: boolean): void;
  /** New connections fail with this error; null: they no longer do. */
  refuseConnections(error: TransportError | null): void;
  /** Every process ends at once; the host boots, and runs the start links in `/sbin/rc3.d`. */
  reboot(): void;
  kill(processId: number, signal: Signal): void;
  processes(): readonly { readonly pid: number; readonly parent: number | null; readonly text: string }[];
  /** Writing to files fails. */
  isDiskFull: boolean;
  /** Bytes that still fit; infinite at first. */
  diskSpaceBytes: number;
  /** Number of the next process; a boot of a real machine begins to count again, this one does only when it is set. */
  nextProcessId: number;
  /** Calls back around every command, and lets its outcome be replaced. Returns what ends that. */
  onAction(listener: ActionListener): () => void;
}

const START = '2026-11-22T10:00:00Z';
const START_LINKS = 'for link in /sbin/rc3.d/S*; do if [ -x "$link" ]; then "$link" start; fi; done';

/** Makes a virtual machine around a simulated host. */
export function createVirtualMachine(host: SimulatedHost, options: VirtualMachineOptions = {}): VirtualMachine {
  const { toolMs = 10, hostCommandMs = () => 1000, bootMs = 600_000 } = options;
  const inFlight = { count: 0 };
  const sessions = new Map<number, ClientSession>();
  const waiting = new Set<(error: Error) => void>();
  const connections = new Set<{ isLost: boolean }>();
  let failure: Error | undefined;
  let isHeld = false;
  let refusal: TransportError | null = null;
  let isBooting = false;

  const kernel = createKernel(
    (options.startsAt ?? new Date(START)).getTime(),
    () => pump.start(),
    (process) => {
      const session = sessions.get(process.pid);
      sessions.delete(process.pid);
      session?.ended(process);
    },
  );
  const pump = createPump(
    () => kernel,
    inFlight,
    (error) => {
      failure = error;
      for (const reject of [...waiting]) reject(error);
    },
  );
  installFiles(kernel.files, host);
  const mirror = mirrorFiles(host, kernel.files);
  mirror.writeOut();
  const system: System = {
    kernel,
    tools: { ...TOOLS, sh },
    host: hostCommand(host, mirror, inFlight),
    durationMs: (kind, argv) => (kind === 'tool' ? toolMs : hostCommandMs(argv)),
    listeners: new Set(),
    busy: { atMs: 0, commands: 0 },
  };

  const environment = (): Map<string, string> =>
    new Map([
      ['PATH', '/opt/hpvm/bin:/usr/sbin:/usr/bin:/sbin'],
      ['SSH_CONNECTION', `127.0.0.1 50022 ${host.state().managementAddress} 22`],
      ['HOME', '/home'],
      ['LOGNAME', 'root'],
      ['USER', 'root'],
      ['SHELL', '/sbin/sh'],
    ]);

  const runScript = async (
    connection: { isLost: boolean },
    script: string,
    wanted: RunScriptOptions,
  ): Promise<ScriptOutcome> => {
    if (failure !== undefined) throw failure;
    if (connection.isLost) throw connectionError('lost', 'The connection to the simulated host was lost.');
    if (!connections.has(connection)) {
      if (refusal !== null) throw refusal;
      if (isBooting) throw connectionError('connect', 'The simulated host is booting.');
      connections.add(connection);
    }
    const onAbort = (): void =>
      session.giveUp(connectionError('lost', 'Waiting for the simulated host was given up; the script goes on there.'));
    const session: ClientSession = openSession(
      wanted,
      isHeld,
      () => pump.delivered(),
      () => {
        endTimeout();
        wanted.signal?.removeEventListener('abort', onAbort);
        waiting.delete(session.giveUp);
        openSessions.delete(session);
        pump.waits(-1);
      },
    );
    const late = `The script did not end within ${wanted.timeoutMs} ms; it goes on on the simulated host.`;
    const endTimeout = Number.isFinite(wanted.timeoutMs)
      ? kernel.at(kernel.nowMs + wanted.timeoutMs, () => session.giveUp(connectionError('timeout', late)))
      : () => undefined;
    waiting.add(session.giveUp);
    openSessions.set(session, connection);
    const process = kernel.spawn(null, 'sh -s', [], (made) => {
      const node = { kind: 'file', data: toBytes(script), mode: 0o600, modifiedMs: kernel.nowMs } as const;
      place(made.descriptors, 0, {
        holders: 0,
        at: { kind: 'file', node, offset: 0, isAppending: false, isWritable: false },
      });
      place(made.descriptors, 1, session.stdout);
      place(made.descriptors, 2, session.stderr);
      return sh({ system, kernel, process: made, args: ['-s'], environment });
    });
    sessions.set(process.pid, session);
    pump.waits(1);
    if (wanted.signal?.aborted === true) onAbort();
    else wanted.signal?.addEventListener('abort', onAbort);
    return session.outcome;
  };
  const openSessions = new Map<ClientSession, { isLost: boolean }>();

  const cutConnections = (): void => {
    for (const connection of connections) connection.isLost = true;
    connections.clear();
    for (const session of [...openSessions.keys()])
      session.giveUp(
        connectionError('lost', 'The connection to the simulated host was lost; the script goes on there.'),
      );
  };
  host.onDrop(cutConnections);

  const boot = (): void => {
    isBooting = false;
    kernel.spawn(null, '/sbin/rc 3', [], (made) => {
      for (const descriptor of [0, 1, 2]) place(made.descriptors, descriptor, { holders: 0, at: { kind: 'null' } });
      const path = new Map([['PATH', '/usr/sbin:/usr/bin:/sbin']]);
      return runProgram(system, made, '/sbin/sh', ['sh', '-c', START_LINKS, 'rc'], () => new Map(path), []);
    });
  };

  return {
    shell: () => {
      const connection = { isLost: false };
      return {
        runScript: (script, wanted) => runScript(connection, script, wanted),
        close: async () => {
          connections.delete(connection);
          connection.isLost = true;
          for (const [session, of] of [...openSessions])
            if (of === connection)
              session.giveUp(connectionError('lost', 'The connection to the simulated host was closed.'));
        },
      };
    },
    now: () => new Date(kernel.nowMs),
    pause: (durationMs) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) {
          reject(failure);
          return;
        }
        waiting.add(reject);
        kernel.at(kernel.nowMs + durationMs, () => {
          waiting.delete(reject);
          pump.delivered();
          pump.waits(-1);
          resolve();
        });
        pump.waits(1);
      }),
    files: virtualFiles(kernel.files),
    cutConnections,
    holdConnections: (isHeldNow) => {
      isHeld = isHeldNow;
      for (const session of [...openSessions.keys()]) session.hold(isHeldNow);
      pump.start();
    },
    refuseConnections: (error) => {
      refusal = error;
    },
    reboot: () => {
      cutConnections();
      isBooting = true;
      kernel.killAll();
      kernel.bootedMs = kernel.nowMs;
      mirror.readIn();
      host.reboot();
      mirror.writeOut();
      kernel.at(kernel.nowMs + bootMs, boot);
    },
    kill: (processId, signal) => {
      const process = kernel.processes.get(processId);
      if (process !== undefined) kernel.signal(process, signal);
    },
    processes: () =>
      [...kernel.processes.values()].map(({ pid, parent, text }) => ({
        pid,
        parent: parent?.pid ?? null,
        text: fromBytes(text),
      })),
    get isDiskFull() {
      return kernel.files.freeBytes <= 0;
    },
    set isDiskFull(isFull) {
      kernel.files.freeBytes = isFull ? 0 : Number.POSITIVE_INFINITY;
    },
    get diskSpaceBytes() {
      return kernel.files.freeBytes;
    },
    set diskSpaceBytes(bytes) {
      kernel.files.freeBytes = bytes;
    },
    get nextProcessId() {
      return kernel.nextProcessId;
    },
    set nextProcessId(id) {
      kernel.nextProcessId = id;
    },
    onAction: (listener) => {
      system.listeners.add(listener);
      return () => system.listeners.delete(listener);
    },
  };
}
