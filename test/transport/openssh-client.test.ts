import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { openHostShell } from '../../src/transport/open-host-shell';
import { endpointOf, type SshTarget } from '../../src/transport/ssh-target';
import { describeWithTool } from '../tools/require-tool';
import {
  TIMEOUT,
  SSHD,
  cleanUp,
  prepareFolder,
  place,
  file,
  read,
  keygen,
  fingerprintOf,
  serve,
  byProgram,
  open,
  opened,
  said,
  connectionFolders,
  processesWith,
  until,
} from './openssh-bench';

prepareFolder();

describeWithTool(...SSHD, 'scripts over the ssh program', () => {
  test('run one after the other and at once over one connection', async () => {
    const log = place('logins');
    const sshd = await serve(() => [
      `ForceCommand echo "$SSH_CONNECTION" >>${log}; exec sh -c "$SSH_ORIGINAL_COMMAND"`,
    ]);
    const shell = await opened(byProgram(sshd));
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
    const shell = await opened(byProgram(await serve()));
    let pieces = 0;
    const large = await shell.runScript(
      `# ${'x'.repeat(500_000)}\ndd if=/dev/zero bs=1024 count=5000 2>/dev/null | tr '\\000' x\n`,
      { ...TIMEOUT, onStdout: () => (pieces += 1) },
    );
    expect(large.stdout).toHaveLength(5_000 * 1024);
    expect(pieces).toBeGreaterThan(1);
  });

  test('may end with 255 like ssh itself, and print to stderr without a last newline', async () => {
    const shell = await opened(byProgram(await serve()));
    expect(await shell.runScript('printf half >&2; exit 255\n', TIMEOUT)).toEqual({
      stdout: '',
      stderr: 'half',
      exitStatus: 255,
      signal: null,
    });
    expect(await shell.runScript('kill -KILL $$\n', TIMEOUT)).toMatchObject({ exitStatus: 137, signal: null });
  });

  test('are given up when they take too long, when asked to, and when they print too much', async () => {
    const shell = await opened(byProgram(await serve()));
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
    const strict = await openHostShell(
      byProgram(await serve()),
      { PATH: process.env['PATH'] },
      { outputLimitBytes: 1_000 },
    );
    cleanUp.push(() => strict.close());
    await expect(strict.runScript("printf '%2000s'; sleep 60\n", TIMEOUT)).rejects.toMatchObject({
      details: { phase: 'exec', isRetryable: false },
      message: expect.stringContaining('printed more than 1000 bytes'),
    });
    expect(await shell.runScript('echo still\n', TIMEOUT)).toMatchObject({ stdout: 'still\n' });
  });

  test('say that the connection was lost when the ssh that holds it is killed, and none is run without it', async () => {
    const shell = await opened(byProgram(await serve()));
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
    const shell = await opened(byProgram(await serve(() => ['MaxSessions 1'])));
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
    const shell = await open(byProgram(await serve()));
    const [name = ''] = connectionFolders().filter((each) => !before.includes(each));
    expect(processesWith(name).length).toBeGreaterThan(0);
    await shell.close();
    await shell.close();
    expect(connectionFolders()).toEqual(before);
    await until(() => processesWith(name).length === 0);
  });
});

describeWithTool(...SSHD, 'jump hosts with the ssh program', () => {
  test('are gone through, each checked against its own files', async () => {
    const [jump, sshd] = [await serve(), await serve()];
    const way = byProgram(jump, {
      name: 'jump',
      knownHostsFiles: [file('known_jump', jump.knownHostsLine(jump.port))],
    });
    const id = file('id_target', sshd.userKey.private);
    const target = byProgram(sshd, { jumps: [way], identityFiles: [{ path: id, isNamed: true }] });
    file('id', jump.userKey.private);
    const shell = await opened(target);
    file('host.pub', sshd.hostKey.public);
    expect(shell.hostKeyFingerprint).toBe(fingerprintOf('host.pub'));
    expect(await shell.runScript('echo there\n', TIMEOUT)).toMatchObject({ stdout: 'there\n' });
  });

  test('are refused with an unknown key, by their own name, whatever the ssh_config of the user says', async () => {
    const [jump, sshd] = [await serve(), await serve()];
    const way = byProgram(jump, { name: 'jump', knownHostsFiles: [file('known_jump', '')] });
    await expect(open(byProgram(sshd, { jumps: [way] }))).rejects.toMatchObject({
      details: { phase: 'host-key', endpoint: endpointOf(way) },
      message: expect.stringContaining('The key of jump '),
    });
    expect(read('known_jump')).toBe('');
  });

  test('say it when they may not go on from there, and when they refuse the login', async () => {
    const jump = await serve();
    const way = byProgram(jump, { name: 'jump' });
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
    open(byProgram(await serve(), more)).then(
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
    expect(await nowhere({ identityFiles: [{ path: place('missing'), isNamed: true }] })).toMatchObject({
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
    const opening = open(byProgram(await serve(), { port }), stop.signal);
    setTimeout(() => stop.abort(), 200);
    await expect(opening).rejects.toMatchObject({ message: expect.stringContaining('on request') });
    expect(connectionFolders()).toEqual([]);
  });

  test('needs an ssh program, and values that ssh can read', async () => {
    const sshd = await serve();
    await expect(openHostShell(byProgram(sshd), { PATH: place('no programs') })).rejects.toMatchObject({
      details: { phase: 'configure' },
      message: expect.stringContaining('there is no ssh program on this machine'),
    });
    for (const user of ['a"b', 'a\nProxyCommand x', '%h', '${HOME}', 'a\\']) {
      await expect(open(byProgram(sshd, { user }))).rejects.toMatchObject({
        details: { phase: 'configure' },
        message: expect.stringContaining('The User of vmhost1'),
      });
    }
  });

  test('is reached with old algorithms only where they are asked for', async () => {
    keygen('-t', 'rsa', '-b', '2048', '-N', '', '-f', 'rsa');
    const sshd = await serve(() => [
      `HostKey ${place('rsa')}`,
      'HostKeyAlgorithms ssh-rsa',
      'KexAlgorithms diffie-hellman-group1-sha1',
      'Ciphers aes128-cbc,3des-cbc',
      'MACs hmac-sha1',
      'PubkeyAcceptedAlgorithms +ssh-rsa',
    ]);
    const [type = '', key = ''] = read('rsa.pub').split(' ');
    const target = byProgram(sshd, {
      knownHostsFiles: [file('known_rsa', `[127.0.0.1]:${String(sshd.port)} ${type} ${key}\n`)],
    });
    await expect(open(target)).rejects.toMatchObject({
      details: { phase: 'connect' },
      message: expect.stringContaining('"legacyAlgorithms": true'),
    });
    expect(await said({ ...target, legacyAlgorithms: true }, 'old')).toBe('old\n');
  });
});
