import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSshShell } from '../../src/transport/ssh-shell';
import type { SshTarget } from '../../src/transport/ssh-target';
import { describeWithTool } from '../tools/require-tool';
import { findProgram } from './programs';
import { startRealSshd, type RealSshd } from './real-sshd';

const TIMEOUT = { timeoutMs: 20_000 };

let folder: string;
const cleanUp: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hpvm-keys-'));
});
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, text: string): string {
  const place = path.join(folder, name);
  writeFileSync(place, text, { mode: 0o600 });
  return place;
}

function keygen(...words: readonly string[]): void {
  execFileSync('ssh-keygen', ['-q', ...words], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function serve(settings: Parameters<typeof startRealSshd>[1] = () => []): Promise<RealSshd> {
  const sshd = await startRealSshd({ LANG: 'C' }, settings);
  cleanUp.push(() => sshd.stop());
  return sshd;
}

function targetOf(sshd: RealSshd, more: Partial<SshTarget> = {}): SshTarget {
  return {
    name: 'vmhost1',
    address: '127.0.0.1',
    port: sshd.port,
    user: sshd.user,
    hostKeyAlias: null,
    knownHostsFiles: [file('known_hosts', sshd.knownHostsLine(sshd.port))],
    identityFiles: [{ path: file('id', sshd.userKey.private), isNamed: true }],
    usesOnlyNamedIdentities: true,
    agentSocket: null,
    connectTimeoutMs: 10_000,
    keepaliveIntervalMs: 15_000,
    keepaliveCountMax: 3,
    legacyAlgorithms: false,
    jumps: [],
    ...more,
  };
}

async function said(target: SshTarget, words: string): Promise<string> {
  const shell = await openSshShell(target);
  try {
    return (await shell.runScript(`echo ${words}\n`, TIMEOUT)).stdout;
  } finally {
    await shell.close();
  }
}

describeWithTool('/usr/sbin/sshd', 'openssh-server', 'a server that knows old algorithms only', () => {
  /** What HP-UX Secure Shell A.04 offers, as far as a present server still can. */
  const oldServer = (): Promise<RealSshd> => {
    keygen('-t', 'rsa', '-b', '2048', '-N', '', '-f', 'rsa');
    return serve(() => [
      `HostKey ${path.join(folder, 'rsa')}`,
      'HostKeyAlgorithms ssh-rsa',
      'KexAlgorithms diffie-hellman-group1-sha1',
      'Ciphers aes128-cbc,3des-cbc',
      'MACs hmac-sha1',
      'PubkeyAcceptedAlgorithms +ssh-rsa',
    ]);
  };
  const knownAs = (sshd: RealSshd): string => {
    const [type = '', key = ''] = readFileSync(path.join(folder, 'rsa.pub'), 'utf8').split(' ');
    return file('known_rsa', `[127.0.0.1]:${String(sshd.port)} ${type} ${key}\n`);
  };

  test('is refused by a message that names the option, and reached with it', async () => {
    const sshd = await oldServer();
    const target = targetOf(sshd, { knownHostsFiles: [knownAs(sshd)] });
    await expect(openSshShell(target)).rejects.toMatchObject({
      details: { phase: 'connect' },
      message: expect.stringContaining('"legacyAlgorithms": true'),
    });
    expect(await said({ ...target, legacyAlgorithms: true }, 'old')).toBe('old\n');
  });

  test('must show the key that is known, also with the option', async () => {
    const sshd = await oldServer();
    const known = file('no_rsa', sshd.knownHostsLine(sshd.port));
    await expect(
      openSshShell(targetOf(sshd, { knownHostsFiles: [known], legacyAlgorithms: true })),
    ).rejects.toMatchObject({ details: { phase: 'host-key' } });
  });
});

describeWithTool('/usr/sbin/sshd', 'openssh-server', 'certificates', () => {
  test('a host with a certificate is refused while only its authority is known, and trusted by its own key', async () => {
    keygen('-t', 'ed25519', '-N', '', '-f', 'ca');
    const sshd = await serve((made) => {
      writeFileSync(path.join(folder, 'host.pub'), `${made.hostKey.public}\n`);
      keygen('-s', 'ca', '-I', 'vmhost1', '-h', '-n', '127.0.0.1', 'host.pub');
      return [`HostCertificate ${path.join(folder, 'host-cert.pub')}`];
    });
    const authority = `@cert-authority * ${readFileSync(path.join(folder, 'ca.pub'), 'utf8')}`;
    const only = targetOf(sshd, { knownHostsFiles: [file('only_ca', authority)] });
    await expect(openSshShell(only)).rejects.toMatchObject({
      details: { phase: 'host-key' },
      message: expect.stringMatching(/only_ca:1 \(@cert-authority\) vouches for .* connection\.client = "openssh"/),
    });
    const both = file('both', authority + sshd.knownHostsLine(sshd.port));
    expect(await said(targetOf(sshd, { knownHostsFiles: [both] }), 'own key')).toBe('own key\n');
  });

  test('a login by certificate is refused by a message that says why, from a file and from an agent', async () => {
    keygen('-t', 'ed25519', '-N', '', '-f', 'ca');
    keygen('-t', 'ed25519', '-N', '', '-C', 'anna', '-f', 'user');
    const sshd = await serve(() => [`TrustedUserCAKeys ${path.join(folder, 'ca.pub')}`]);
    keygen('-s', 'ca', '-I', 'anna', '-n', sshd.user, 'user.pub');
    const identity = path.join(folder, 'user');
    // The certificate itself is good.
    execFileSync(
      findProgram('ssh') ?? 'ssh',
      [
        ...['-F', 'none', '-i', identity, '-o', 'IdentitiesOnly=yes', '-o', 'BatchMode=yes'],
        ...['-o', `UserKnownHostsFile=${file('known', sshd.knownHostsLine(sshd.port))}`],
        ...['-p', String(sshd.port), `${sshd.user}@127.0.0.1`, 'true'],
      ],
      { stdio: 'ignore' },
    );
    const byFile = targetOf(sshd, { identityFiles: [{ path: identity, isNamed: true }] });
    await expect(openSshShell(byFile)).rejects.toMatchObject({
      details: { phase: 'login' },
      message: expect.stringContaining(
        `${identity}-cert.pub: a certificate, which the built-in client cannot offer; set connection.client = "openssh"`,
      ),
    });

    const agentSocket = path.join(folder, 'agent');
    const agent = spawn('ssh-agent', ['-D', '-a', agentSocket], { stdio: 'ignore' });
    cleanUp.push(() => ended(agent));
    while (!(await added(agentSocket, identity))) await new Promise((resolve) => setTimeout(resolve, 50));
    const byAgent = targetOf(sshd, { identityFiles: [], usesOnlyNamedIdentities: false, agentSocket });
    await expect(openSshShell(byAgent)).rejects.toMatchObject({
      details: { phase: 'login' },
      message: expect.stringContaining('anna (agent): a certificate, which the built-in client cannot offer'),
    });
  });
});

describeWithTool('/usr/sbin/sshd', 'openssh-server', 'a list of revoked keys', () => {
  test('refuses a host that shows one of them, and every host when the list cannot be used', async () => {
    const sshd = await serve();
    const good = targetOf(sshd, { revokedKeysFile: file('revoked', '# none yet\n\n') });
    expect(await said(good, 'ok')).toBe('ok\n');
    const revoked = { ...good, revokedKeysFile: file('revoked', `${sshd.hostKey.public} stolen\n`) };
    await expect(openSshShell(revoked)).rejects.toMatchObject({
      details: { phase: 'host-key' },
      message: expect.stringContaining('is revoked'),
    });
    keygen('-k', '-f', 'krl');
    for (const revokedKeysFile of [path.join(folder, 'none'), file('odd', 'no key\n'), path.join(folder, 'krl')]) {
      await expect(openSshShell({ ...good, revokedKeysFile })).rejects.toMatchObject({
        details: { phase: 'configure' },
        message: expect.stringContaining('No host is trusted without it'),
      });
    }
  });

  test('the fingerprint of the key that was checked can be written down', async () => {
    const sshd = await serve();
    const shell = await openSshShell(targetOf(sshd));
    await shell.close();
    const printed = execFileSync('ssh-keygen', ['-lf', file('host.pub', sshd.hostKey.public)], { encoding: 'utf8' });
    expect(shell.hostKeyFingerprint).toBe(printed.split(' ')[1]);
  });
});

function added(agentSocket: string, identity: string): Promise<boolean> {
  return new Promise((resolve) => {
    const environment = { PATH: process.env['PATH'], SSH_AUTH_SOCK: agentSocket };
    spawn('ssh-add', ['-q', identity], { env: environment, stdio: 'ignore' }).on('close', (status) =>
      resolve(status === 0),
    );
  });
}

function ended(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill();
  });
}
