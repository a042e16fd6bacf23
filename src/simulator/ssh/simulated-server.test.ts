import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { Client } from 'ssh2';

import { SCENARIOS } from '../scenario';
import { createSimulatedHost, type SimulatedHost } from '../simulated-host';
import { startSimulatedServer, type SimulatedServer } from './simulated-server';

const SSH = '/usr/bin/ssh';
const withOpenSsh = existsSync(SSH) ? test : test.skip;
if (!existsSync(SSH)) process.stderr.write(`skipped: no ${SSH} to log in with\n`);

let host: SimulatedHost;
let server: SimulatedServer;

beforeEach(async () => {
  host = createSimulatedHost(SCENARIOS.vmhost1);
  server = await startSimulatedServer(host);
});

afterEach(() => server.close());

interface SshOutcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function ssh(command: readonly string[], stdin = '', options: readonly string[] = []): Promise<SshOutcome> {
  const { port, identityFile, knownHostsFile } = server;
  const fixed = ['-F', 'none', '-o', 'BatchMode=yes', '-o', 'StrictHostKeyChecking=yes', '-o', 'IdentitiesOnly=yes'];
  const where = ['-o', `UserKnownHostsFile=${knownHostsFile}`, '-p', String(port), '-i', identityFile];
  return new Promise((resolve) => {
    const child = execFile(
      SSH,
      [...options, ...fixed, ...where, 'root@127.0.0.1', ...command],
      (error, stdout, stderr) => {
        resolve({ status: error === null ? 0 : (child.exitCode ?? null), stdout, stderr });
      },
    );
    child.stdin?.end(stdin);
  });
}

describe("OpenSSH's own client", () => {
  withOpenSsh('runs a command and gets stdout, stderr and status', async () => {
    expect(await ssh(['hpvmnet -S vmlan0 | tail -1; cat; echo oops >&2; exit 7'], 'hello\n')).toEqual({
      ...{ status: 7, stdout: '1       Reserved     lan      none     1            \nhello\n', stderr: 'oops\n' },
    });
  });

  withOpenSsh('ships a script on stdin, with the prefix and the connection in its environment', async () => {
    const script = '"$HPVM_COMMAND_PREFIX/usr/bin/uname" -n\nset -- $SSH_CONNECTION\necho "$3"\n';
    expect(await ssh(['/bin/sh -s'], script)).toMatchObject({ status: 0, stdout: 'vmhost1\n15.13.114.205\n' });
  });

  withOpenSsh('carries a megabyte both ways unharmed', async () => {
    const text = `${'0123456789abcdef'.repeat(64)}\n`.repeat(1000);
    const { stdout } = await ssh(['cat'], text);
    expect(stdout === text).toBe(true);
  });

  withOpenSsh('gets a login shell without and with a terminal', async () => {
    expect((await ssh([], 'uname -r\nexit 3\n')).stdout).toContain('B.11.31');
    const withTerminal = await ssh([], 'uname -r\nexit 3\n', ['-tt']);
    expect(withTerminal.stdout).toContain('vmhost1# ');
    expect(withTerminal.stdout).toContain('uname -r\r\n');
    expect(withTerminal.stdout).toContain('B.11.31\r\n');
    expect(withTerminal.status).toBe(3);
  });

  withOpenSsh('is refused without the key and with a wrong host key', async () => {
    const { status, stderr } = await ssh(['uname'], '', ['-o', 'PubkeyAuthentication=no']);
    expect(status).toBe(255);
    expect(stderr).toContain('Permission denied (publickey)');
    const other = await startSimulatedServer(createSimulatedHost(SCENARIOS.vmhost1));
    const wrong = await ssh(['uname'], '', ['-o', `UserKnownHostsFile=${other.knownHostsFile}`]);
    await other.close();
    expect(wrong.status).toBe(255);
  });

  withOpenSsh('sees a signal as a signal', async () => {
    expect((await ssh(['kill -TERM $$'])).status).toBe(255);
  });

  withOpenSsh('leaves what it started running when it goes', async () => {
    const detached = '(sleep 0.4; hpvmnet -c -S late -n 3) </dev/null >/dev/null 2>&1 & echo started';
    expect((await ssh([detached])).stdout).toBe('started\n');
    const wait = 'until hpvmnet -S late >/dev/null 2>&1; do sleep 0.05; done; echo there';
    expect((await ssh([wait])).stdout).toBe('there\n');
  });

  withOpenSsh('is cut off by a drop fault while the command goes on', async () => {
    host.injectFault({ id: 'cut', pattern: '^uname', effect: { kind: 'drop', isApplied: true } });
    expect((await ssh(['uname; hpvmnet -c -S after -n 3'])).status).toBe(255);
    const wait = 'until hpvmnet -S after >/dev/null 2>&1; do sleep 0.05; done; echo there';
    expect((await ssh([wait])).stdout).toBe('there\n');
  });
});

test('ssh2 logs in with the key made for the run', async () => {
  const stdout = await new Promise<string>((resolve, reject) => {
    const client = new Client();
    client.on('error', reject);
    client.on('ready', () => {
      client.exec('model', (error, channel) => {
        if (error !== undefined) {
          reject(error);
          return;
        }
        let text = '';
        channel.on('data', (data: Buffer) => (text += data.toString()));
        channel.on('close', () => {
          client.end();
          resolve(text);
        });
      });
    });
    client.connect({
      host: '127.0.0.1',
      port: server.port,
      username: 'root',
      privateKey: readFileSync(server.identityFile),
    });
  });
  expect(stdout).toBe('ia64 hp server rx6600\n');
});

test('a key of somebody else is refused', async () => {
  const other = await startSimulatedServer(createSimulatedHost(SCENARIOS.vmhost1));
  const privateKey = readFileSync(other.identityFile);
  await other.close();
  const refusal = await new Promise<Error>((resolve, reject) => {
    const client = new Client();
    client.on('error', resolve);
    client.on('ready', () => {
      client.end();
      reject(new Error('logged in'));
    });
    client.connect({ host: '127.0.0.1', port: server.port, username: 'root', privateKey });
  });
  expect(refusal.message).toContain('authentication methods failed');
});

test('no other address than 127.0.0.1 listens', async () => {
  const others = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const hosts = [
    '127.0.0.2',
    ...others.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address),
  ];
  const isReachable = (host: string): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = connect({ host, port: server.port, timeout: 2000 }, () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
      socket.on('timeout', () => {
        socket.destroy();
        resolve(false);
      });
    });
  expect(await Promise.all(['127.0.0.1', ...hosts].map(isReachable))).toEqual([true, ...hosts.map(() => false)]);
});

test('keys are for their owner only, and nothing is left after close', async () => {
  expect(statSync(server.directory).mode & 0o777).toBe(0o700);
  expect(statSync(server.identityFile).mode & 0o777).toBe(0o600);
  expect(server.knownHostsLine).toMatch(
    new RegExp(`^\\[127\\.0\\.0\\.1\\]:${String(server.port)} ssh-ed25519 [A-Za-z0-9+/=]+$`),
  );
  await server.close();
  expect(existsSync(server.directory)).toBe(false);
  expect(existsSync(server.root)).toBe(false);
  server = await startSimulatedServer(host);
});

test('a port that is taken is an error, and nothing is left behind', async () => {
  await expect(startSimulatedServer(host, { port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
