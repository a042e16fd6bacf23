import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { COMMANDS, commandPaths } from '../command-interpreter';
import { SAVED_FILES } from '../saved-files/saved-files';
import type { SimulatedHost } from '../simulated-host';
import { serveCommandCalls } from './command-calls';
import { PREPARED_SLOTS, commandShim } from './command-shim';
import { makeTemporaryDirectory } from './temporary-directory';

/** A directory in which the simulated commands and files stand where HP-UX has them. */
export interface HostRoot {
  /** Value of HPVM_COMMAND_PREFIX. */
  readonly root: string;
  /** Environment for a shell on the host: simulated commands first in PATH, nothing of ours besides. */
  environment(sshConnection: string): Record<string, string>;
  /** Ends what still runs in process groups that were reported here, and removes the directory. */
  close(): void;
  /** Process group that a shell on the host leads. */
  adopt(processGroup: number): void;
  /**
   * Boots the host: nothing that ran on it is left, what was saved becomes what runs, and then the start links in /sbin/rc3.d are run one
   * after the other in the order of their names, each with the argument `start`, as /sbin/rc does (HP-UX Handbook 13.00, ch. 3, p. 10-11).
   */
  reboot(): Promise<void>;
}

/** Builds the root directory of a host (mode 0700, in the system's temporary folder) and serves its commands. */
export function openHostRoot(host: SimulatedHost): HostRoot {
  const directory = makeTemporaryDirectory('hpvm-simulated-');
  const root = directory.path;
  const calls = path.join(root, '.calls');
  mkdirSync(calls);
  const slots = Array.from({ length: PREPARED_SLOTS }, (_, slot) => `${String(slot)}.reply`);
  execFileSync('mkfifo', ['control', ...slots], { cwd: calls });
  for (const directory of [
    'etc/rc.config.d',
    'var/opt/hpvm/guests',
    'var/opt/hpvm/common',
    'var/opt',
    'tmp',
    'home',
    'sbin/init.d',
    'sbin/rc3.d',
  ]) {
    mkdirSync(path.join(root, directory), { recursive: true });
  }
  const shim = commandShim(calls, process.pid);
  for (const command of commandPaths(host.state())) {
    mkdirSync(path.join(root, path.dirname(command)), { recursive: true });
    writeFileSync(path.join(root, command), shim);
    chmodSync(path.join(root, command), 0o755);
  }
  const mirror = mirrorFiles(host, root);
  mirror.writeOut();
  const server = serveCommandCalls(calls, async ({ argv, environment, ask, isAlive }) => {
    mirror.readIn();
    const [word = '', ...args] = argv;
    const base = word.slice(word.lastIndexOf('/') + 1);
    const command = Object.keys(COMMANDS).find((each) => path.posix.basename(each) === base) ?? base;
    const outcome = await host.runInteractively([command, ...args], environment, ask, isAlive);
    mirror.writeOut();
    return outcome;
  });

  const groups = new Set<number>();
  let isOpen = true;
  const adopt = (group: number): void => {
    for (const old of groups) if (!signalGroup(old, 0)) groups.delete(old);
    groups.add(group);
  };
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    server.close();
    for (const group of groups) signalGroup(group, 'SIGKILL');
    directory.remove();
  };
  const commandDirectories = ['/opt/hpvm/bin', '/usr/sbin', '/usr/bin'].map((directory) => root + directory);
  const environment = (sshConnection: string | undefined): Record<string, string> => ({
    PATH: [...commandDirectories, '/usr/bin', '/bin', '/usr/sbin', '/sbin'].join(':'),
    HPVM_COMMAND_PREFIX: root,
    ...(sshConnection === undefined ? {} : { SSH_CONNECTION: sshConnection }),
    HOME: path.join(root, 'home'),
    TMPDIR: path.join(root, 'tmp'),
    LOGNAME: 'root',
    USER: 'root',
    SHELL: '/bin/sh',
  });
  return {
    root,
    environment,
    adopt,
    reboot: async () => {
      for (const group of groups) signalGroup(group, 'SIGKILL');
      groups.clear();
      server.forgetCalls();
      mirror.readIn();
      host.reboot();
      mirror.writeOut();
      for (const link of startLinks(root)) if (isOpen) await runStartLink(link, root, environment(undefined), adopt);
    },
    close,
  };
}

/** The links that a boot into run level 3 starts. */
function startLinks(root: string): readonly string[] {
  const folder = path.join(root, 'sbin/rc3.d');
  const links = existsSync(folder) ? readdirSync(folder) : [];
  return links
    .filter((name) => /^S\d+/.test(name))
    .sort()
    .map((name) => path.join(folder, name));
}

function runStartLink(
  link: string,
  root: string,
  environment: Readonly<Record<string, string>>,
  adopt: (processGroup: number) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn('/bin/sh', [link, 'start'], { cwd: root, env: environment, detached: true, stdio: 'ignore' });
    if (child.pid !== undefined) adopt(child.pid);
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
}

/** Sends a signal to a process group; false when nothing of it is left. */
export function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-group, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** Keeps the host's files and real ones below the root alike: an edit of either side reaches the other with the next command. */
function mirrorFiles(host: SimulatedHost, root: string): { readIn(): void; writeOut(): void } {
  const written = new Map<string, string>();
  return {
    readIn: () => {
      for (const file of new Set([...Object.keys(host.state().files), ...SAVED_FILES])) {
        const now = readText(path.join(root, file));
        if (now === undefined || now === written.get(file)) continue;
        host.writeFile(file, now);
        written.set(file, now);
      }
    },
    writeOut: () => {
      const { files, guests } = host.state();
      const wanted = new Map(Object.entries(files));
      for (const guest of guests) {
        const directory = `/var/opt/hpvm/guests/${guest.name}`;
        wanted.set(`${directory}/vmm_config.current`, `${JSON.stringify(guest.nics)}\n`);
        if (guest.nextNics !== null) wanted.set(`${directory}/vmm_config.next`, `${JSON.stringify(guest.nextNics)}\n`);
      }
      for (const file of written.keys()) {
        if (wanted.has(file)) continue;
        rmSync(path.join(root, file), { force: true });
        written.delete(file);
      }
      for (const [file, text] of wanted) {
        if (written.get(file) === text) continue;
        mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
        writeFileSync(path.join(root, file), text);
        written.set(file, text);
      }
    },
  };
}

function readText(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
