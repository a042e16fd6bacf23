import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compileDiscoveryScript } from '../../src/discovery/probes/compile-discovery-script';
import { quoteShellWord } from '../../src/model/shell-word';
import { writeRecordedRoot } from '../../test/recordings/recorded-root';
import { SMALL_HOST, SMALL_HOST_FILES } from '../../test/recordings/small-host';
import { startRealSshd, type RealSshd } from '../../test/transport/real-sshd';
import { keyPair } from '../../test/transport/ssh-server';

/** What one sweep took. */
interface Taken {
  readonly seconds: number;
  /** User and system time of the client and of all that it started. */
  readonly cpuSeconds: number;
  /** Largest resident size of the client's first process; null where it has many of them. */
  readonly peakMegabytes: number | null;
}

/** A host of the fleet, at an address of its own. */
interface Host {
  readonly name: string;
  readonly address: string;
  readonly sshd: RealSshd;
}

/** Addresses at which one server listens besides its own: sshd knows 16 at the most. */
const ADDRESSES_OF_A_SERVER = 15;
const FORKS = 64;
const TOKEN = 'abcdefgh12345678';

const [command = '', hostCount = '500', rounds = '4'] = process.argv.slice(2);

/** Prints what a sweep over many hosts costs beside other ways to run the same script on them, as one JSON document. */
async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'hpvm-bench-fleet-'));
  const servers: RealSshd[] = [];
  try {
    const hosts = await startHosts(folder, Number(hostCount), servers);
    const ways = prepare(folder, hosts);
    const taken: Record<string, Taken[]> = {};
    for (let round = 0; round < Number(rounds); round += 1) {
      // Ansible takes long, and is measured once.
      for (const [name, words] of Object.entries(ways).filter(([name]) => round === 0 || !name.startsWith('Ansible')))
        (taken[name] ??= []).push(await measure(folder, words));
    }
    process.stdout.write(`${JSON.stringify({ hosts: hosts.length, forks: FORKS, taken })}\n`);
  } finally {
    for (const server of servers) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Servers on loopback, each with its own key. Behind every address stands a host that answers the script, whatever brings it, with what the small host answers to it:
 * running its hundred commands would take all of the machine, and nothing would be seen of the clients.
 */
async function startHosts(folder: string, count: number, servers: RealSshd[]): Promise<readonly Host[]> {
  const answer = path.join(folder, 'answer');
  writeFileSync(answer, answerOfSmallHost(path.join(folder, 'root')));
  const shell = path.join(folder, 'shell');
  const lines = [
    '#!/bin/sh',
    // Who brings no script has it there already.
    `[ "$SSH_ORIGINAL_COMMAND" = "exec sh -s" ] || [ "$SSH_ORIGINAL_COMMAND" = "sh -s" ] || exec cat ${answer}`,
    'while read -r line; do',
    '  case $line in T=*) exec sed "s/' + TOKEN + '/${line#T=}/" ' + answer + ' ;; esac',
    'done',
  ];
  writeFileSync(shell, `${lines.join('\n')}\n`, { mode: 0o755 });
  const login = keyPair();
  writeFileSync(path.join(folder, 'id'), login.private, { mode: 0o600 });
  writeFileSync(path.join(folder, 'authorized_keys'), `${login.public}\n`, { mode: 0o600 });
  const hosts: Host[] = [];
  while (hosts.length < count) {
    const size = Math.min(ADDRESSES_OF_A_SERVER, count - hosts.length);
    const addresses = Array.from(
      { length: size },
      (_, at) => `${network()}.${String(servers.length)}.${String(at + 1)}`,
    );
    // bash takes no notice of ~/.bashrc there: what an account of this machine does when it logs in is no part of the comparison.
    const sshd = await startRealSshd({ LANG: 'C', SHLVL: '2' }, () => [
      'Port 22022',
      ...addresses.map((address) => `ListenAddress ${address}`),
      `AuthorizedKeysFile ${path.join(folder, 'authorized_keys')}`,
      'MaxStartups 1000',
      `ForceCommand ${shell}`,
    ]);
    servers.push(sshd);
    for (const address of addresses)
      hosts.push({ name: `vmhost${String(hosts.length + 1).padStart(4, '0')}`, address, sshd });
  }
  return hosts;
}

/** Two benches at the same time get addresses of their own. */
function network(): string {
  return `127.${String(20 + (process.pid % 200))}`;
}

/** What the real script prints where the commands of the small host are found. */
function answerOfSmallHost(root: string): string {
  writeRecordedRoot(root, SMALL_HOST, SMALL_HOST_FILES);
  const env = { HPVM_COMMAND_PREFIX: root, SSH_CONNECTION: '192.1.2.9 50022 192.1.2.205 22' };
  const { stdout, stderr } = spawnSync('/bin/sh', ['-s'], {
    input: compileDiscoveryScript(TOKEN),
    env,
    encoding: 'utf8',
  });
  if (!stdout.includes(`${TOKEN} done`)) throw new Error(`the script did not come to its end:\n${stderr}`);
  return stdout;
}

/** Writes what each way needs, and gives its command line. */
function prepare(folder: string, hosts: readonly Host[]): Readonly<Record<string, readonly string[]>> {
  const write = (name: string, text: string): string => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const known = write(
    'known_hosts',
    hosts.map(({ address, sshd }) => `[${address}]:22022 ${sshd.hostKey.public}\n`).join(''),
  );
  const [user, identity] = [hosts[0]?.sshd.user ?? '', path.join(folder, 'id')];
  for (const { name, address } of hosts) {
    const connection = { address, port: 22022, user };
    const document = { formatVersion: '1', kind: 'hpvm-desired-host', host: name, connection, tunables: {} };
    write(`hosts/${name}.desired.json`, JSON.stringify(document));
  }
  const script = compileDiscoveryScript(TOKEN);
  const options = ['-F', '/dev/null', '-i', identity, '-p', '22022'].concat(
    ['IdentitiesOnly=yes', 'BatchMode=yes', 'KexAlgorithms=curve25519-sha256', `UserKnownHostsFile=${known}`].flatMap(
      (setting) => ['-o', setting],
    ),
  );
  write('addresses', hosts.map(({ address }) => `${address}\n`).join(''));
  // Each ssh has its output for itself, as who wants to use it needs it.
  const ssh = write(
    'one-host',
    `#!/bin/sh\nexec ssh ${options.map(quoteShellWord).join(' ')} "${user}@$1" 'exec sh -s' <'${write('script', script)}' >'${folder}'/out."$1"\n`,
  );
  return {
    'xargs -P 64 ssh': ['xargs', '-a', path.join(folder, 'addresses'), '-P', String(FORKS), '-n', '1', 'sh', ssh],
    'hpvmctl drift': [
      ...[process.execPath, command, 'drift', path.join(folder, 'hosts'), '--format', 'ndjson'],
      ...['--concurrency', String(FORKS), '--identity', identity, '--known-hosts', known],
    ],
    ...(spawnSync('ansible', ['--version'], { stdio: 'ignore' }).status === 0
      ? { [`Ansible raw -f ${String(FORKS)}`]: ansible(folder, hosts, { user, identity, known, write }) }
      : {}),
  };
}

function ansible(
  folder: string,
  hosts: readonly Host[],
  {
    user,
    identity,
    known,
    write,
  }: Readonly<Record<'user' | 'identity' | 'known', string>> & {
    readonly write: (name: string, text: string) => string;
  },
): readonly string[] {
  const lines = hosts.map(({ name, address }) => `${name} ansible_host=${address}\n`).join('');
  const common = `-F /dev/null -o UserKnownHostsFile=${known}`;
  const inventory = write(
    'inventory.ini',
    `[all:vars]\nansible_port=22022\nansible_user=${user}\nansible_ssh_private_key_file=${identity}\nansible_ssh_args=${common}\n[all]\n${lines}`,
  );
  // The script is there already: raw has no standard input.
  return [
    'ansible',
    'all',
    '-i',
    inventory,
    '-f',
    String(FORKS),
    '-m',
    'raw',
    '-a',
    `sh ${path.join(folder, 'script')}`,
  ];
}

/** Runs a client to its end, and measures it with the clock of bash, which counts all that it waited for. */
function measure(folder: string, words: readonly string[]): Promise<Taken> {
  const log = path.join(folder, 'client.log');
  const line = words.map(quoteShellWord).join(' ');
  const script = `TIMEFORMAT='%R %U %S'; time ${line} >'${path.join(folder, 'client.out')}' 2>'${log}'`;
  const child = spawn('bash', ['-c', script], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, ANSIBLE_LOCALHOST_WARNING: 'False' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const isOurs = words[1] === command;
  let peakKilobytes = 0;
  const polling = setInterval(() => {
    if (isOurs) peakKilobytes = Math.max(peakKilobytes, ...childrenOf(child.pid ?? 0).map(peakOf));
  }, 50);
  return new Promise((resolve, reject) => {
    child.on('close', (status) => {
      clearInterval(polling);
      const [seconds = Number.NaN, user = 0, system = 0] = (said.trim().split('\n').at(-1) ?? '')
        .split(' ')
        .map(Number);
      // 2: the recorded host cannot be in sync with an empty document in all respects.
      if (![0, 2].includes(status ?? -1) || Number.isNaN(seconds)) {
        reject(
          new Error(
            `${words.join(' ')} ended with ${String(status)}:\n${said}\n${readFileSync(log, 'utf8').slice(-2_000)}`,
          ),
        );
        return;
      }
      resolve({ seconds, cpuSeconds: user + system, peakMegabytes: isOurs ? peakKilobytes / 1_024 : null });
    });
  });
}

function childrenOf(parent: number): readonly string[] {
  try {
    return readFileSync(`/proc/${String(parent)}/task/${String(parent)}/children`, 'utf8')
      .trim()
      .split(' ');
  } catch {
    // It has ended meanwhile.
    return [];
  }
}

function peakOf(processId: string): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${processId}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}

void main();
