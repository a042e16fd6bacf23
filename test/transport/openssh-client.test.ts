import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { HostShell } from '../../src/transport/host-shell';
import { openHostShell } from '../../src/transport/open-host-shell';
import { endpointOf, type SshTarget } from '../../src/transport/ssh-target';
import { describeWithTool } from '../tools/require-tool';
import { startRealSshd, type RealSshd } from './real-sshd';
import { keyPair } from './ssh-server';

const TIMEOUT = { timeoutMs: 20_000 };
const SSHD = ['/usr/sbin/sshd', 'openssh-server'] as const;

let folder: string;
const cleanUp: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hpvm-client-'));
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

function read(name: string): string {
  return readFileSync(path.join(folder, name), 'utf8');
}

function keygen(...words: readonly string[]): void {
  execFileSync('ssh-keygen', ['-q', ...words], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}

function fingerprintOf(publicKeyFile: string): string {
  return execFileSync('ssh-keygen', ['-lf', publicKeyFile], { cwd: folder, encoding: 'utf8' }).split(' ')[1] ?? '';
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
    client: 'openssh',
    ...more,
  };
}

function open(target: SshTarget, signal?: AbortSignal): Promise<HostShell> {
  const environment = { PATH: process.env['PATH'], HOME: folder, TMPDIR: folder };
  return openHostShell(target, environment, signal === undefined ? {} : { signal });
}

/** A shell that is closed after the test. */
async function opened(target: SshTarget): Promise<HostShell> {
  const shell = await open(target);
  cleanUp.push(() => shell.close());
  return shell;
}

async function said(target: SshTarget, words: string): Promise<string> {
  const shell = await open(target);
  try {
    return (await shell.runScript(`echo ${words}\n`, TIMEOUT)).stdout;
  } finally {
    await shell.close();
  }
}

/** Folders of connections that are open. */
function connectionFolders(): readonly string[] {
  return readdirSync(folder).filter((name) => name.startsWith('hpvm-ssh-'));
}

/** Processes whose command line holds a text. */
function processesWith(text: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => {
      try {
        return readFileSync(`/proc/${String(each)}/cmdline`, 'utf8').includes(text);
      } catch {
        // It has ended meanwhile.
        return false;
      }
    });
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let looks = 0; !(await isSo()); looks += 1) {
    if (looks > 500) throw new Error(`never so: ${isSo.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describeWithTool(...SSHD, 'scripts over the ssh program', () => {
  test('run one after the other and at once over one connection', async () => {
    const log = path.join(folder, 'logins');
    const sshd = await serve(() => [
      `ForceCommand echo "$SSH_CONNECTION" >>${log}; exec sh -c "$SSH_ORIGINAL_COMMAND"`,
    ]);
    const shell = await opened(targetOf(sshd));
    expect(await shell.runScript('echo out; echo err >&2; exit 7\n', TIMEOUT)).toEqual({
      stdout: 'out\n',
      stderr: 'err\n',
      exitStatus: 7,
      signal: null,
    });
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) => shell.runScript(`sleep 0.1; echo ${String(index)}\n`, TIMEOUT)),
    );
    expect(outcomes.map((outcome) => outcome.stdout)).toEqual(
      Array.from({ length: 8 }, (_, index) => `${String(index)}\n`),
    );
    expect(new Set(readFileSync(log, 'utf8').split('\n').filter(Boolean)).size).toBe(1);
  });

  test('may be long and print much, piece by piece', async () => {
    const shell = await opened(targetOf(await serve()));
    let pieces = 0;
    const large = await shell.runScript(
      `# ${'x'.repeat(500_000)}\ndd if=/dev/zero bs=1024 count=5000 2>/dev/null | tr '\\000' x\n`,
      { ...TIMEOUT, onStdout: () => (pieces += 1) },
    );
    expect(large.stdout).toHaveLength(5_000 * 1024);
    expect(pieces).toBeGreaterThan(1);
  });

  test('may end with 255 like ssh itself, and print to stderr without a last newline', async () => {
    const shell = await opened(targetOf(await serve()));
    expect(await shell.runScript('printf half >&2; exit 255\n', TIMEOUT)).toEqual({
      stdout: '',
      stderr: 'half',
      exitStatus: 255,
      signal: null,
    });
    expect(await shell.runScript('kill -KILL $$\n', TIMEOUT)).toMatchObject({ exitStatus: 137, signal: null });
  });

  test('are given up when they take too long, when asked to, and when they print too much', async () => {
    const shell = await opened(targetOf(await serve()));
    await expect(shell.runScript('sleep 60\n', { timeoutMs: 300 })).rejects.toMatchObject({
      details: { phase: 'timeout', isRetryable: true },
      message: expect.stringContaining('did not end within 0.3 s'),
    });
    const stop = new AbortController();
    const given = shell.runScript('echo begun; sleep 60\n', {
      ...TIMEOUT,
      signal: stop.signal,
      onStdout: () => stop.abort(),
    });
    await expect(given).rejects.toMatchObject({
      details: { phase: 'exec' },
      message: expect.stringContaining('Gave up'),
    });
    expect(await shell.runScript('echo still\n', TIMEOUT)).toMatchObject({ stdout: 'still\n' });
  });

  test('say that the connection was lost when the ssh that holds it is killed, and none is run without it', async () => {
    const shell = await opened(targetOf(await serve()));
    const [name = ''] = connectionFolders();
    const running = shell.runScript('echo begun; sleep 60\n', {
      ...TIMEOUT,
      onStdout: () => {
        for (const holder of processesWith(`${name}/config`)) process.kill(holder, 'SIGKILL');
      },
    });
    await expect(running).rejects.toMatchObject({
      details: { phase: 'lost', isRetryable: true },
      message: expect.stringContaining('was lost while a script ran there'),
    });
    await expect(shell.runScript('echo again\n', TIMEOUT)).rejects.toMatchObject({ details: { phase: 'lost' } });
  });

  test('say so when the server takes no more of them', async () => {
    const shell = await opened(targetOf(await serve(() => ['MaxSessions 1'])));
    const first = shell.runScript('echo begun; sleep 1\n', TIMEOUT);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await expect(shell.runScript('true\n', TIMEOUT)).rejects.toMatchObject({
      details: { phase: 'exec' },
      message: expect.stringContaining('refused to run a script'),
    });
    expect(await first).toMatchObject({ stdout: 'begun\n' });
  });

  test('leave nothing behind when the shell is closed', async () => {
    const before = connectionFolders();
    const shell = await open(targetOf(await serve()));
    const [name = ''] = connectionFolders().filter((each) => !before.includes(each));
    expect(processesWith(name).length).toBeGreaterThan(0);
    await shell.close();
    await shell.close();
    expect(connectionFolders()).toEqual(before);
    await until(() => processesWith(name).length === 0);
  });
});

describeWithTool(...SSHD, 'certificates with the ssh program', () => {
  /** A host whose key `ca` has signed, for some names. */
  const hostWithCertificate = (names: string): Promise<RealSshd> => {
    keygen('-t', 'ed25519', '-N', '', '-f', 'ca');
    keygen('-t', 'ed25519', '-N', '', '-f', 'other');
    return serve((made) => {
      file('host.pub', `${made.hostKey.public}\n`);
      keygen('-s', 'ca', '-I', 'rack 7', '-h', '-n', names, 'host.pub');
      return [`HostCertificate ${path.join(folder, 'host-cert.pub')}`];
    });
  };
  const authority = (name: string): string => `@cert-authority * ${read(`${name}.pub`)}`;

  test('a host is trusted by the authority that signed its key, and both are written down', async () => {
    const sshd = await hostWithCertificate('127.0.0.1');
    const shell = await opened(targetOf(sshd, { knownHostsFiles: [file('only_ca', authority('ca'))] }));
    expect(await shell.runScript('echo certified\n', TIMEOUT)).toMatchObject({ stdout: 'certified\n' });
    expect(shell.hostKeyFingerprint).toBe(`${fingerprintOf('host.pub')} certified by ${fingerprintOf('ca.pub')}`);
    // Nothing is learned from it.
    expect(read('only_ca')).toBe(authority('ca'));
  });

  test.each([
    [
      'by another authority',
      '127.0.0.1',
      'other',
      /is not known\n[^]*rack 7[^]*No line of known_hosts with @cert-authority/,
    ],
    ['for another name', 'elsewhere', 'ca', /The certificate of .* is not valid: .*principal/],
  ])('a host with a certificate %s is refused', async (_, names, known, message) => {
    const sshd = await hostWithCertificate(names);
    const target = targetOf(sshd, { knownHostsFiles: [file('only_ca', authority(known))] });
    await expect(open(target)).rejects.toMatchObject({
      details: { phase: 'host-key', isRetryable: false, endpoint: endpointOf(target) },
      message: expect.stringMatching(message),
    });
  });

  test('an authority that is revoked vouches for nobody', async () => {
    const sshd = await hostWithCertificate('127.0.0.1');
    const known = authority('ca') + authority('ca').replace('@cert-authority', '@revoked');
    await expect(open(targetOf(sshd, { knownHostsFiles: [file('revoked_ca', known)] }))).rejects.toMatchObject({
      details: { phase: 'host-key' },
    });
    keygen('-k', '-f', 'krl', 'ca.pub');
    const listed = { knownHostsFiles: [file('only_ca', authority('ca'))], revokedKeysFile: path.join(folder, 'krl') };
    await expect(open(targetOf(sshd, listed))).rejects.toMatchObject({
      details: { phase: 'host-key' },
      message: expect.stringContaining('is revoked'),
    });
  });

  test('a login by certificate succeeds from a file beside the key, from a named file, and from an agent', async () => {
    keygen('-t', 'ed25519', '-N', '', '-f', 'ca');
    keygen('-t', 'ed25519', '-N', '', '-C', 'anna', '-f', 'user');
    const sshd = await serve(() => [`TrustedUserCAKeys ${path.join(folder, 'ca.pub')}`]);
    keygen('-s', 'ca', '-I', 'anna', '-n', sshd.user, 'user.pub');
    const identityFiles = [{ path: path.join(folder, 'user'), isNamed: true }];
    expect(await said(targetOf(sshd, { identityFiles }), 'beside')).toBe('beside\n');

    const agentSocket = path.join(folder, 'agent');
    const agent = spawn('ssh-agent', ['-D', '-a', agentSocket], { stdio: 'ignore' });
    cleanUp.push(() => ended(agent));
    await until(() => added(agentSocket, path.join(folder, 'user')));
    expect(
      await said(targetOf(sshd, { identityFiles: [], usesOnlyNamedIdentities: false, agentSocket }), 'agent'),
    ).toBe('agent\n');

    writeFileSync(path.join(folder, 'apart.pub'), read('user-cert.pub'));
    rmSync(path.join(folder, 'user-cert.pub'));
    expect(
      await said(targetOf(sshd, { identityFiles, certificateFiles: [path.join(folder, 'apart.pub')] }), 'apart'),
    ).toBe('apart\n');
  });

  test('a login by a certificate for somebody else is refused by a message that says what was offered', async () => {
    keygen('-t', 'ed25519', '-N', '', '-f', 'ca');
    keygen('-t', 'ed25519', '-N', '', '-f', 'user');
    const sshd = await serve(() => [`TrustedUserCAKeys ${path.join(folder, 'ca.pub')}`]);
    keygen('-s', 'ca', '-I', 'anna', '-n', 'somebody-else', 'user.pub');
    const target = targetOf(sshd, { identityFiles: [{ path: path.join(folder, 'user'), isNamed: true }] });
    const refusal = open(target);
    await expect(refusal).rejects.toMatchObject({ details: { phase: 'login', isRetryable: false } });
    await expect(refusal).rejects.toThrow(`refused the login of ${sshd.user}`);
    await expect(refusal).rejects.toThrow('ED25519-CERT');
    await expect(refusal).rejects.toThrow('TrustedUserCAKeys');
    await expect(refusal).rejects.toThrow(/It accepts: publickey[^]*ssh said: .*Permission denied/);
  });
});

describeWithTool(...SSHD, 'host keys with the ssh program', () => {
  test('the fingerprint of a bare key is as ssh-keygen prints it', async () => {
    const sshd = await serve();
    const shell = await opened(targetOf(sshd));
    file('host.pub', sshd.hostKey.public);
    expect(shell.hostKeyFingerprint).toBe(fingerprintOf('host.pub'));
  });

  test('a key that is unknown, another one, or revoked is refused', async () => {
    const sshd = await serve();
    const withKnown = (text: string): Promise<HostShell> =>
      open(targetOf(sshd, { knownHostsFiles: [file('known', text)] }));
    const where = `[127.0.0.1]:${String(sshd.port)}`;
    await expect(withKnown('')).rejects.toMatchObject({
      details: { phase: 'host-key', isRetryable: false },
      message: expect.stringMatching(/The key of vmhost1 .* is not known\n[^]*SHA256:/),
    });
    expect(read('known')).toBe('');
    await expect(withKnown(`${where} ${keyPair().public}\n`)).rejects.toMatchObject({
      details: { phase: 'host-key' },
      message: expect.stringContaining('is not the one we know: someone may be in between'),
    });
    await expect(
      withKnown(`${sshd.knownHostsLine(sshd.port)}@revoked * ${sshd.hostKey.public}\n`),
    ).rejects.toMatchObject({
      details: { phase: 'host-key' },
      message: expect.stringContaining('is revoked'),
    });
    const revokedKeysFile = file('revoked', `${sshd.hostKey.public}\n`);
    await expect(open(targetOf(sshd, { revokedKeysFile }))).rejects.toMatchObject({
      details: { phase: 'host-key' },
      message: expect.stringContaining('is revoked'),
    });
    const missing = path.join(folder, 'no list');
    await expect(open(targetOf(sshd, { revokedKeysFile: missing }))).rejects.toMatchObject({
      details: { phase: 'host-key' },
    });
  });
});

describeWithTool(...SSHD, 'jump hosts with the ssh program', () => {
  test('are gone through, each checked against its own files', async () => {
    const [jump, sshd] = [await serve(), await serve()];
    const way = targetOf(jump, { name: 'jump', knownHostsFiles: [file('known_jump', jump.knownHostsLine(jump.port))] });
    const id = file('id_target', sshd.userKey.private);
    const target = targetOf(sshd, { jumps: [way], identityFiles: [{ path: id, isNamed: true }] });
    file('id', jump.userKey.private);
    const shell = await opened(target);
    file('host.pub', sshd.hostKey.public);
    expect(shell.hostKeyFingerprint).toBe(fingerprintOf('host.pub'));
    expect(await shell.runScript('echo there\n', TIMEOUT)).toMatchObject({ stdout: 'there\n' });
  });

  test('are refused with an unknown key, by their own name, whatever the ssh_config of the user says', async () => {
    const [jump, sshd] = [await serve(), await serve()];
    const way = targetOf(jump, { name: 'jump', knownHostsFiles: [file('known_jump', '')] });
    await expect(open(targetOf(sshd, { jumps: [way] }))).rejects.toMatchObject({
      details: { phase: 'host-key', endpoint: endpointOf(way) },
      message: expect.stringContaining('The key of jump '),
    });
    expect(read('known_jump')).toBe('');
  });

  test('say it when they may not go on from there, and when they refuse the login', async () => {
    const jump = await serve();
    const way = targetOf(jump, { name: 'jump' });
    const closed = { ...way, name: 'vmhost1', port: 1, jumps: [way] };
    await expect(open(closed)).rejects.toMatchObject({
      details: { phase: 'connect', endpoint: '127.0.0.1:1' },
      message: expect.stringContaining('Cannot reach vmhost1 (127.0.0.1:1) from the jump host before it'),
    });
    await expect(open({ ...closed, jumps: [{ ...way, user: 'nobody-of-this-name' }] })).rejects.toMatchObject({
      details: { phase: 'login', endpoint: endpointOf(way) },
      message: expect.stringContaining('jump (127.0.0.1:'),
    });
  });
});

describeWithTool(...SSHD, 'what the ssh program cannot reach', () => {
  const nowhere = async (more: Partial<SshTarget>): Promise<unknown> =>
    open(targetOf(await serve(), more)).then(
      () => 'reached',
      (error: unknown) => error,
    );

  test('is told apart: no server, no such name, no login, no answer', async () => {
    expect(await nowhere({ port: 1 })).toMatchObject({
      details: { phase: 'connect', isRetryable: true },
      message: expect.stringContaining('Cannot reach vmhost1 (127.0.0.1:1): connection refused'),
    });
    expect(await nowhere({ address: 'no-such-host.invalid' })).toMatchObject({ details: { phase: 'resolve' } });
    expect(await nowhere({ user: 'nobody-of-this-name' })).toMatchObject({
      details: { phase: 'login' },
      message: expect.stringContaining('refused the login of nobody-of-this-name'),
    });
    expect(await nowhere({ identityFiles: [{ path: path.join(folder, 'missing'), isNamed: true }] })).toMatchObject({
      details: { phase: 'login' },
      message: expect.stringContaining('missing'),
    });
  });

  test('does not keep anybody waiting: a server that says nothing, and a request to give up', async () => {
    const server = createServer((socket) => socket.resume().on('error', () => undefined));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanUp.push(() => new Promise((resolve) => server.close(resolve)));
    const { port } = server.address() as AddressInfo;
    expect(await nowhere({ port, connectTimeoutMs: 1_000 })).toMatchObject({
      details: { phase: 'timeout', isRetryable: true },
    });
    const stop = new AbortController();
    const opening = open(targetOf(await serve(), { port }), stop.signal);
    setTimeout(() => stop.abort(), 200);
    await expect(opening).rejects.toMatchObject({ message: expect.stringContaining('on request') });
    expect(connectionFolders()).toEqual([]);
  });

  test('needs an ssh program, and values that ssh can read', async () => {
    const sshd = await serve();
    await expect(openHostShell(targetOf(sshd), { PATH: folder })).rejects.toMatchObject({
      details: { phase: 'configure' },
      message: expect.stringContaining('there is no ssh program on this machine'),
    });
    for (const user of ['a"b', 'a\nProxyCommand x', '%h', '${HOME}', 'a\\']) {
      await expect(open(targetOf(sshd, { user }))).rejects.toMatchObject({
        details: { phase: 'configure' },
        message: expect.stringContaining('The User of vmhost1'),
      });
    }
  });

  test('is reached with old algorithms only where they are asked for', async () => {
    keygen('-t', 'rsa', '-b', '2048', '-N', '', '-f', 'rsa');
    const sshd = await serve(() => [
      `HostKey ${path.join(folder, 'rsa')}`,
      'HostKeyAlgorithms ssh-rsa',
      'KexAlgorithms diffie-hellman-group1-sha1',
      'Ciphers aes128-cbc,3des-cbc',
      'MACs hmac-sha1',
      'PubkeyAcceptedAlgorithms +ssh-rsa',
    ]);
    const [type = '', key = ''] = read('rsa.pub').split(' ');
    const target = targetOf(sshd, {
      knownHostsFiles: [file('known_rsa', `[127.0.0.1]:${String(sshd.port)} ${type} ${key}\n`)],
    });
    await expect(open(target)).rejects.toMatchObject({
      details: { phase: 'connect' },
      message: expect.stringContaining('"legacyAlgorithms": true'),
    });
    expect(await said({ ...target, legacyAlgorithms: true }, 'old')).toBe('old\n');
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
