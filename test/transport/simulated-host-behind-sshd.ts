import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openHostRoot } from '../../src/simulator/shell/host-root';
import type { SimulatedHost } from '../../src/simulator/simulated-host';
import { startRealSshd, type RealSshd } from './real-sshd';

/** A simulated host whose commands are reached through OpenSSH's own server and a real shell. */
export interface SimulatedHostBehindSshd {
  readonly sshd: RealSshd;
  /** Where the files of the host stand. */
  readonly root: string;
  /** Private key of the login, and the file that holds the key of the host. */
  readonly identityFile: string;
  readonly knownHostsFile: string;
  /** Commands that were started over SSH so far: each is a channel of its own. */
  channelCount(): number;
  /** Logins so far: each is a connection of its own. */
  connectionCount(): number;
  /** Ends the server processes of every connection at once, as a crash would. Says how many there were. */
  killSessions(): number;
  close(): Promise<void>;
}

/**
 * Puts an SSH server on loopback before a host, with keys made for the run. Commands are run by `shell`, which is the shell of the login as well as what is found
 * under the name `sh`; it is a program and its options. `settings` are further ones of the server.
 */
export async function putSimulatedHostBehindSshd(
  host: SimulatedHost,
  shell: readonly string[],
  settings: Parameters<typeof startRealSshd>[1] = () => [],
): Promise<SimulatedHostBehindSshd> {
  const hostRoot = openHostRoot(host);
  const { root } = hostRoot;
  const put = (folder: string, name: string, text: string, mode: number): string => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, mode);
    return file;
  };
  let log = '';
  const sshd = await startRealSshd({ HPVM_COMMAND_PREFIX: root }, (made) => {
    const { folder } = made;
    log = put(folder, 'channels', '', 0o600);
    const sh = put(folder, 'bin/sh', `#!/bin/sh\nexec ${shell.join(' ')} "$@"\n`, 0o755);
    const login = [
      '#!/bin/sh',
      `echo "\${SSH_CONNECTION}" >>"${log}"`,
      // What the address of the host is for those who come from outside.
      `SSH_CONNECTION="\${SSH_CONNECTION% * *} ${host.state().managementAddress} 22"`,
      `PATH=${path.dirname(sh)}:/usr/bin:/bin`,
      `HPVM_SHELL=${sh}`,
      'export SSH_CONNECTION PATH HPVM_SHELL',
      `exec ${sh} -c "$SSH_ORIGINAL_COMMAND"`,
    ];
    return [...settings(made), `ForceCommand ${put(folder, 'login', `${login.join('\n')}\n`, 0o755)}`];
  });
  const channels = (): readonly string[] => readFileSync(log, 'utf8').split('\n').slice(0, -1);
  return {
    sshd,
    root,
    identityFile: put(sshd.folder, 'id', sshd.userKey.private, 0o600),
    knownHostsFile: put(sshd.folder, 'known_hosts', sshd.knownHostsLine(sshd.port), 0o600),
    channelCount: () => channels().length,
    connectionCount: () => new Set(channels()).size,
    killSessions: () => {
      const sessions = childrenOf(sshd.processId).flatMap((monitor) => [monitor, ...serversBelow(monitor)]);
      for (const session of sessions) process.kill(session, 'SIGKILL');
      return sessions.length;
    },
    close: async () => {
      await sshd.stop();
      hostRoot.close();
    },
  };
}

/** The servers that a server started, but not the commands of its sessions: those do not end with it. */
function serversBelow(monitor: number): readonly number[] {
  return childrenOf(monitor).filter((child) => nameOf(child) === 'sshd');
}

function childrenOf(parent: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => statOf(each)?.parent === parent);
}

function nameOf(each: number): string | undefined {
  return statOf(each)?.name;
}

function statOf(each: number): { readonly name: string; readonly parent: number } | undefined {
  try {
    const [, name = '', parent = ''] =
      /^\d+ \((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${String(each)}/stat`, 'utf8')) ?? [];
    return { name, parent: Number(parent) };
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}
