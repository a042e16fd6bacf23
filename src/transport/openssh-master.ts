import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { abandoned } from './open-socket';
import { configFileOf, controlSocketOf, hopAlias, logFileOf, opensshConfig } from './openssh-config';
import { opensshFailure, sshMissing } from './openssh-failure';
import { localLegacyAlgorithms, NO_LEGACY_ALGORITHMS } from './openssh-legacy';
import type { SshTarget } from './ssh-target';
import { TransportError } from './transport-error';

export type ProcessEnvironment = Readonly<Record<string, string | undefined>>;

/** The ssh that holds a connection open for others. */
export interface OpensshMaster {
  /** Holds its socket and its logs; only this user can read it. */
  readonly folder: string;
  readonly environment: ProcessEnvironment;
  /** What the ssh that holds the connection wrote so far, without what it did step by step. */
  readLog(): Promise<string>;
  /** Once it has ended, however that came. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/**
 * Ends ssh, and removes its folder, when we end, however that comes: our end of the pipe closes then. ssh itself never reads it.
 * What is run stands in the arguments; nothing of it is read by the shell.
 */
const KEEPER = `
folder=$1; shift
exec 3<&0
"$@" </dev/null 3<&- &
master=$!
{ read -r gone <&3; /bin/rm -rf -- "$folder"; kill "$master"; } 2>/dev/null &
watcher=$!
wait "$master"
status=$?
kill "$watcher" 2>/dev/null
exit $status
`;

/** The shell says so when it finds no program. */
const NOT_FOUND = 127;
/** The socket of a connection has a name of at most 103 bytes, and ssh adds 17 while it makes it. */
const LONGEST_FOLDER = 80;
const SOCKET_LOOK_MS = 15;
/** For what a hop may take beyond its own time limits, such as to end. */
const SPARE_MS = 2_000;
const GOODBYE_MS = 2_000;

/**
 * Connects with the `ssh` of the PATH and keeps the connection for any number of scripts.
 *
 * @throws TransportError saying what failed, where, why and what to do next
 */
export async function openMaster(
  target: SshTarget,
  environment: ProcessEnvironment,
  signal?: AbortSignal,
): Promise<OpensshMaster> {
  const hops = [...target.jumps, target];
  const last = hops.length - 1;
  const ownEnvironment = { ...environment, LC_ALL: 'C', SHELL: '/bin/sh' };
  const legacy = target.legacyAlgorithms ? await localLegacyAlgorithms(ownEnvironment) : NO_LEGACY_ALGORITHMS;
  const folder = await privateFolder(environment['TMPDIR'] ?? '/tmp');
  const places = { folder };
  let child: ChildProcess | undefined;
  try {
    await writeFile(configFileOf(places), opensshConfig(target, places, legacy.known), { mode: 0o600 });
    const words = [
      ...['ssh', '-F', configFileOf(places), '-E', logFileOf(places, last)],
      ...['-M', '-S', controlSocketOf(places), '-N', '-T', hopAlias(last)],
    ];
    child = spawn('/bin/sh', ['-c', KEEPER, 'sh', folder, ...words], {
      env: ownEnvironment,
      stdio: ['pipe', 'ignore', 'ignore'],
      // Ctrl-C is for us to understand: what runs on the host may have to be watched to its end.
      detached: true,
    });
    const started = child;
    started.stdin?.on('error', () => undefined);
    const ended = new Promise<void>((resolve) => {
      started.once('error', () => resolve());
      started.once('exit', () => resolve());
    });
    const timeoutMs = hops.reduce((sum, hop) => sum + 2 * hop.connectTimeoutMs, SPARE_MS);
    const state = await untilConnected(controlSocketOf(places), ended, timeoutMs, signal);
    if (state === 'abandoned') throw abandoned(target, signal?.reason);
    if (state !== 'connected') {
      if (started.pid === undefined) throw sshMissing(target, '/bin/sh');
      if (started.exitCode === NOT_FOUND) throw sshMissing(target, 'ssh program');
      const logs = await Promise.all(hops.map((_, index) => readLog(logFileOf(places, index))));
      throw opensshFailure(hops, logs, { isTimeout: state === 'timeout', missingLegacy: legacy.missing });
    }
    return {
      folder,
      environment: ownEnvironment,
      readLog: () => readLog(logFileOf(places, last)),
      ended,
      close: () => end(started, ended, folder),
    };
  } catch (error) {
    await (child === undefined ? rm(folder, { recursive: true, force: true }) : end(child, whenEnded(child), folder));
    throw error;
  }
}

type ConnectState = 'connected' | 'ended' | 'timeout' | 'abandoned';

/** ssh makes its socket once it is logged in; the file appears when it can be connected to. */
async function untilConnected(
  socket: string,
  ended: Promise<void>,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<ConnectState> {
  return new Promise((resolve) => {
    const finish = (state: ConnectState): void => {
      clearTimeout(limit);
      clearInterval(look);
      signal?.removeEventListener('abort', onAbort);
      resolve(state);
    };
    const onAbort = (): void => finish('abandoned');
    const limit = setTimeout(() => finish('timeout'), timeoutMs);
    const look = setInterval(() => {
      void isThere(socket).then((isConnected) => {
        if (isConnected) finish('connected');
      });
    }, SOCKET_LOOK_MS);
    signal?.addEventListener('abort', onAbort);
    if (signal?.aborted === true) onAbort();
    void ended.then(() => finish('ended'));
  });
}

function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/** A folder that only this user can read, under a name that needs no quoting anywhere. */
async function privateFolder(customary: string): Promise<string> {
  const isPlain =
    /^\/[A-Za-z0-9/._-]*$/.test(customary) && customary.length <= LONGEST_FOLDER - 'hpvm-ssh-XXXXXX/'.length;
  try {
    return await mkdtemp(path.join(isPlain ? customary : '/tmp', 'hpvm-ssh-'));
  } catch (error) {
    throw new TransportError(
      `Cannot make a folder for the ssh program: ${error instanceof Error ? error.message : String(error)}\nIt holds the socket of the connection. Name a folder that you can write in TMPDIR.`,
      { phase: 'configure', endpoint: '', isRetryable: false, cause: error },
    );
  }
}

async function readLog(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}

function whenEnded(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

/** Lets go of ssh; when it does not end, ends it and whatever it started. */
async function end(child: ChildProcess, ended: Promise<void>, folder: string): Promise<void> {
  child.stdin?.destroy();
  const { pid } = child;
  const timer = setTimeout(() => {
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }, GOODBYE_MS);
  await ended;
  clearTimeout(timer);
  await rm(folder, { recursive: true, force: true });
}
