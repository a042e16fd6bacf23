import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startRelay } from '../../test/transport/relay';
import { testWith } from '../../test/transport/programs';
import { keyPair, startTestServer, type TestServer, type TestServerOptions } from '../../test/transport/ssh-server';
import { fingerprintOf } from './host-key-refusal';
import type { HostShell } from './host-shell';
import { openSshShell } from './ssh-shell';
import type { SshTarget } from './ssh-target';
import { TransportError } from './transport-error';

const HOST_KEY = keyPair();
const USER_KEY = keyPair();
const OTHER_KEY = keyPair();

let folder: string;
const cleanUp: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hpvm-ssh-'));
});
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
  rmSync(folder, { recursive: true, force: true });
});

async function serve(options: Partial<TestServerOptions> = {}): Promise<TestServer> {
  const server = await startTestServer({ hostKey: HOST_KEY, authorized: [USER_KEY.public], ...options });
  cleanUp.push(() => server.stop());
  return server;
}

function file(name: string, text: string): string {
  const place = path.join(folder, name);
  writeFileSync(place, text, { mode: 0o600 });
  return place;
}

function targetOf(server: Pick<TestServer, 'port' | 'knownHostsLine'>, more: Partial<SshTarget> = {}): SshTarget {
  return {
    name: 'vmhost1',
    address: '127.0.0.1',
    port: server.port,
    user: 'root',
    hostKeyAlias: null,
    knownHostsFiles: [file('known_hosts', `${server.knownHostsLine}\n`)],
    identityFiles: [{ path: file('id', USER_KEY.private), isNamed: true }],
    usesOnlyNamedIdentities: true,
    agentSocket: null,
    connectTimeoutMs: 5_000,
    keepaliveIntervalMs: 0,
    keepaliveCountMax: 3,
    legacyAlgorithms: false,
    jumps: [],
    ...more,
  };
}

async function open(target: SshTarget, options: Parameters<typeof openSshShell>[1] = {}): Promise<HostShell> {
  const shell = await openSshShell(target, options);
  cleanUp.push(() => shell.close());
  return shell;
}

/** The failure of a promise that must fail with a TransportError. */
async function failureOf(promise: Promise<unknown>): Promise<TransportError> {
  const error: unknown = await promise.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(TransportError);
  return error as TransportError;
}

describe('openSshShell', () => {
  test('runs a script and gives its output, its chatter and its exit status', async () => {
    const shell = await open(targetOf(await serve()));
    const outcome = await shell.runScript('echo out; echo chatter >&2; exit 3\n', { timeoutMs: 5_000 });
    expect(outcome).toEqual({ stdout: 'out\n', stderr: 'chatter\n', exitStatus: 3, signal: null });
  });

  test('logs in with the first request, without probing', async () => {
    const server = await serve();
    await open(targetOf(server));
    expect(server.attempts.every((attempt) => attempt.startsWith('publickey'))).toBe(true);
  });

  test('of a name that nobody knows it says so, and not that there is no key for it', async () => {
    const known = file('none', '');
    const nowhere = { name: 'vmhots1', address: 'vmhots1.invalid', knownHostsFiles: [known], identityFiles: [] };
    const { message, details } = await failureOf(openSshShell(targetOf({ port: 22, knownHostsLine: '' }, nowhere)));
    expect(details.phase).toBe('resolve');
    expect(message).toContain('Cannot reach vmhots1 (vmhots1.invalid:22): ');
    expect(message).toContain('ssh_config gives vmhots1 the HostName vmhots1.invalid');
    expect(message).toContain(`no known_hosts file has a key of it (looked into: ${known})`);
  });

  test.each([
    ['of a host that known_hosts does not know it doubts the name before it misses a key', false],
    ['of one that it knows it misses the key only', true],
  ])('%s', async (_what, isKnown) => {
    const server = await serve();
    const unknown = isKnown ? {} : { knownHostsFiles: [file('none', '')] };
    const { message } = await failureOf(openSshShell(targetOf(server, { ...unknown, identityFiles: [] })));
    expect(message).toMatch(/^No key to log in to vmhost1 /);
    expect(message.includes('See first that the name is right')).toBe(!isKnown);
  });

  test('says which signal ended the shell', async () => {
    const shell = await open(targetOf(await serve()));
    expect(await shell.runScript('kill -KILL $$\n', { timeoutMs: 5_000 })).toMatchObject({
      exitStatus: null,
      signal: 'SIGKILL',
    });
  });

  test('runs several scripts at once on one connection', async () => {
    const shell = await open(targetOf(await serve()));
    const outcomes = await Promise.all(
      [1, 2, 3, 4, 5].map((n) => shell.runScript(`sleep 0.2; echo ${String(n)}\n`, { timeoutMs: 5_000 })),
    );
    expect(outcomes.map((outcome) => outcome.stdout)).toEqual(['1\n', '2\n', '3\n', '4\n', '5\n']);
  });

  test('keeps characters whole that arrive in two pieces', async () => {
    const shell = await open(targetOf(await serve({ chunkBytes: 1 })));
    const pieces: string[] = [];
    const outcome = await shell.runScript("printf 'größe €\\n'\n", {
      timeoutMs: 5_000,
      onStdout: (text) => pieces.push(text),
    });
    expect(outcome.stdout).toBe('größe €\n');
    expect(pieces.join('')).toBe('größe €\n');
  });

  test('ships a script and reads an output that are larger than any window', async () => {
    const shell = await open(targetOf(await serve()));
    const padding = `# ${'x'.repeat(998)}\n`.repeat(3_000);
    const outcome = await shell.runScript(`${padding}dd if=/dev/zero bs=1024 count=5000 2>/dev/null | tr '\\000' x\n`, {
      timeoutMs: 20_000,
    });
    expect(outcome.stdout).toHaveLength(5_000 * 1024);
  });

  test('gives up on a script that prints without end', async () => {
    const shell = await open(targetOf(await serve()), { outputLimitBytes: 100_000 });
    const error = await failureOf(shell.runScript('while :; do echo flood; done\n', { timeoutMs: 10_000 }));
    expect(error).toMatchObject({
      details: { phase: 'exec', isRetryable: false },
      message: expect.stringContaining('more than 100000 bytes'),
    });
  });

  test('gives up on a script that does not end in time, and on request', async () => {
    const shell = await open(targetOf(await serve()));
    expect(await failureOf(shell.runScript('sleep 5\n', { timeoutMs: 50 }))).toMatchObject({
      details: { phase: 'timeout' },
    });
    const aborted = shell.runScript('sleep 5\n', { timeoutMs: 5_000, signal: AbortSignal.timeout(50) });
    expect(await failureOf(aborted)).toMatchObject({
      details: { phase: 'exec' },
      message: expect.stringContaining('on request'),
    });
    expect(await shell.runScript('echo still here\n', { timeoutMs: 5_000 })).toMatchObject({ stdout: 'still here\n' });
  });

  test('notices that the connection is lost while a script runs, and afterwards', async () => {
    const server = await serve();
    const shell = await open(targetOf(server));
    const running = shell.runScript('echo begun; sleep 5\n', { timeoutMs: 5_000, onStdout: () => server.cut() });
    expect(await failureOf(running)).toMatchObject({ details: { phase: 'lost', isRetryable: true } });
    expect(await failureOf(shell.runScript('echo\n', { timeoutMs: 5_000 }))).toMatchObject({
      details: { phase: 'lost' },
    });
  });

  test('notices by itself that the other side has fallen silent', async () => {
    const server = await serve();
    const relay = await startRelay(server.port);
    cleanUp.push(() => relay.stop());
    const port = relay.port;
    const shell = await open(
      targetOf(
        { port, knownHostsLine: `[127.0.0.1]:${String(port)} ${HOST_KEY.public}` },
        { keepaliveIntervalMs: 50, keepaliveCountMax: 2 },
      ),
    );
    const running = shell.runScript('echo begun; sleep 5\n', { timeoutMs: 30_000, onStdout: () => relay.silence() });
    expect(await failureOf(running)).toMatchObject({ details: { phase: 'lost' } });
  });
});

describe('openSshShell asks a host with several keys for the one that is known', () => {
  test.each(['ed25519', 'ecdsa'] as const)('%s', async (type) => {
    const keys = { ed25519: keyPair('ed25519'), ecdsa: keyPair('ecdsa') };
    const server = await serve({ hostKey: keys.ed25519, moreHostKeys: [keys.ecdsa] });
    const known = file('one_known', `[127.0.0.1]:${String(server.port)} ${keys[type].public}\n`);
    const shell = await open(targetOf(server, { knownHostsFiles: [known] }));
    expect(await shell.runScript('echo ok\n', { timeoutMs: 5_000 })).toMatchObject({ stdout: 'ok\n' });
  });
});

testWith('ssh-keygen')('fingerprints read as ssh-keygen prints them', () => {
  const printed = execFileSync('ssh-keygen', ['-lf', file('host.pub', HOST_KEY.public)], { encoding: 'utf8' });
  expect(fingerprintOf(Buffer.from(HOST_KEY.public.split(' ')[1] ?? '', 'base64'))).toBe(printed.split(' ')[1]);
});

describe('openSshShell refuses', () => {
  test('a host whose key is not known, and prints the line to add after checking', async () => {
    const server = await serve();
    const error = await failureOf(openSshShell(targetOf(server, { knownHostsFiles: [file('empty', '')] })));
    expect(error.details).toMatchObject({
      phase: 'host-key',
      endpoint: `127.0.0.1:${String(server.port)}`,
      isRetryable: false,
    });
    expect(error.message).toMatch(/SHA256:[A-Za-z0-9+/]{43}\n/);
    expect(error.message).toContain(server.knownHostsLine.trim());
    expect(error.message).toContain('ssh-keygen -lf');
    expect(server.attempts).toEqual([]);
  });

  test('a host whose key has changed, and names the line that knows the other key', async () => {
    const server = await serve();
    const known = file('known', `# first line\n[127.0.0.1]:${String(server.port)} ${OTHER_KEY.public}\n`);
    const error = await failureOf(openSshShell(targetOf(server, { knownHostsFiles: [known] })));
    expect(error.details.phase).toBe('host-key');
    expect(error.message).toContain(`${known}:2`);
    expect(server.attempts).toEqual([]);
  });

  test('a host whose key is revoked', async () => {
    const server = await serve();
    const known = file('known', `${server.knownHostsLine}\n@revoked * ${HOST_KEY.public}\n`);
    const error = await failureOf(openSshShell(targetOf(server, { knownHostsFiles: [known] })));
    expect(error.message).toContain('is revoked');
    expect(server.attempts).toEqual([]);
  });

  test('a login with the wrong key, and names the keys tried', async () => {
    const server = await serve();
    const id = file('other', OTHER_KEY.private);
    const error = await failureOf(openSshShell(targetOf(server, { identityFiles: [{ path: id, isNamed: true }] })));
    expect(error.details).toMatchObject({ phase: 'login', isRetryable: false });
    expect(error.message).toContain(`refused the login of root`);
    expect(error.message).toContain(id);
    expect(error.message).toMatch(/SHA256:/);
    expect(error.message).not.toContain('PRIVATE KEY');
  });

  test('to try without any usable key, and says what is wrong with each', async () => {
    const server = await serve();
    const encrypted = file('encrypted', keyPair('ed25519', 'secret').private);
    const identityFiles = [encrypted, path.join(folder, 'missing'), file('garbage', 'not a key')].map((name) => ({
      path: name,
      isNamed: true,
    }));
    const error = await failureOf(openSshShell(targetOf(server, { identityFiles })));
    expect(error.details.phase).toBe('login');
    expect(error.message).toContain(`ssh-add ${encrypted}`);
    expect(error.message).toContain('missing: no such file');
    expect(error.message).toContain('garbage: not a usable private key');
    expect(server.attempts).toEqual([]);
  });

  test('a port where nobody listens', async () => {
    const server = await serve();
    const target = targetOf(server);
    await server.stop();
    cleanUp.pop();
    expect(await failureOf(openSshShell(target))).toMatchObject({
      details: { phase: 'connect', isRetryable: true },
      message: expect.stringContaining('connection refused'),
    });
  });

  test('a name that does not exist', async () => {
    const error = await failureOf(openSshShell(targetOf(await serve(), { address: 'no-such-host.invalid' })));
    expect(error.details.phase).toBe('resolve');
    expect(error.message).toContain('no-such-host.invalid');
  });

  test('a server that is not an SSH server, and one that says nothing', async () => {
    for (const greeting of ['HTTP/1.1 400 Bad Request\r\n\r\n', undefined]) {
      const sockets: Socket[] = [];
      const other = createServer((socket) => {
        sockets.push(socket.on('error', () => undefined));
        if (greeting !== undefined) socket.end(greeting);
      });
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      cleanUp.push(async () => {
        other.close();
        sockets.forEach((socket) => socket.destroy());
      });
      const port = (other.address() as AddressInfo).port;
      const error = await failureOf(openSshShell(targetOf({ port, knownHostsLine: '' }, { connectTimeoutMs: 300 })));
      expect(error.details.phase).toBe(greeting === undefined ? 'timeout' : 'lost');
    }
  });

  test('a server with old algorithms only, unless this host may use them', async () => {
    const server = await serve({ algorithms: { kex: ['diffie-hellman-group1-sha1'], cipher: ['aes128-cbc'] } });
    const error = await failureOf(openSshShell(targetOf(server)));
    expect(error.message).toContain('no algorithm in common');
    const shell = await open(targetOf(server, { legacyAlgorithms: true }));
    expect(await shell.runScript('echo old\n', { timeoutMs: 5_000 })).toMatchObject({ stdout: 'old\n' });
  });

  test('to wait for an agent that says nothing', async () => {
    const silent = createServer((socket) => socket.resume());
    const agentSocket = path.join(folder, 'agent');
    await new Promise<void>((resolve) => silent.listen(agentSocket, resolve));
    cleanUp.push(() => new Promise((resolve) => silent.close(resolve)));
    const target = targetOf(await serve(), { agentSocket, identityFiles: [], connectTimeoutMs: 200 });
    const error = await failureOf(openSshShell(target));
    expect(error.details.phase).toBe('login');
    expect(error.message).toContain(`agent at ${agentSocket}: no answer within 0.2 s`);
  });

  test('a server with old algorithms only, and says where to allow them', async () => {
    const server = await serve({ algorithms: { kex: ['diffie-hellman-group1-sha1'] } });
    expect((await failureOf(openSshShell(targetOf(server)))).message).toContain(
      'legacyAlgorithms of the IntegrityVmHost',
    );
    const odd = await serve({ algorithms: { cipher: ['aes192-cbc'] } });
    const allowed = await failureOf(openSshShell(targetOf(odd, { legacyAlgorithms: true })));
    expect(allowed.message).toContain('Also the old algorithms were offered');
  });

  test('to go on connecting when asked to stop', async () => {
    const error = await failureOf(openSshShell(targetOf(await serve()), { signal: AbortSignal.abort() }));
    expect(error.message).toContain('on request');
  });
});

describe('openSshShell through jump hosts', () => {
  test('reaches the host through the jump host and checks both keys', async () => {
    const jumpKey = keyPair();
    const jump = await serve({ hostKey: jumpKey });
    const server = await serve();
    const jumpHop = { ...targetOf(jump), name: 'jump', knownHostsFiles: [file('jump_known', jump.knownHostsLine)] };
    const shell = await open(targetOf(server, { jumps: [jumpHop] }));
    expect(await shell.runScript('echo there\n', { timeoutMs: 5_000 })).toMatchObject({ stdout: 'there\n' });
    expect(jump.forwarded).toEqual([`127.0.0.1:${String(server.port)}`]);

    const unknownJump = { ...jumpHop, knownHostsFiles: [] };
    const error = await failureOf(openSshShell(targetOf(server, { jumps: [unknownJump] })));
    expect(error).toMatchObject({
      details: { phase: 'host-key' },
      message: expect.stringContaining('The key of jump'),
    });
    const wrongTarget = targetOf(server, { jumps: [jumpHop], knownHostsFiles: [] });
    expect((await failureOf(openSshShell(wrongTarget))).message).toContain('The key of vmhost1');
  });

  test('does not wait longer than asked for a jump host that gets no answer either', async () => {
    const jump = await serve({ swallowsForwarding: true });
    const jumps = [targetOf(jump)];
    const beyond = targetOf(jump, { address: '192.0.2.7', port: 22, connectTimeoutMs: 200, jumps });
    expect(await failureOf(openSshShell(beyond))).toMatchObject({
      details: { phase: 'timeout', endpoint: '192.0.2.7:22', isRetryable: true },
      message: expect.stringContaining('from the jump host before it: no answer within 0.2 s'),
    });
    const patient = { ...beyond, connectTimeoutMs: 60_000 };
    const given = AbortSignal.timeout(300);
    expect((await failureOf(openSshShell(patient, { signal: given }))).message).toContain('on request');
    const lost = openSshShell(patient);
    setTimeout(() => jump.cut(), 300);
    expect(await failureOf(lost)).toMatchObject({ details: { phase: 'lost', isRetryable: true } });
  });

  test('notices that the way there is lost', async () => {
    const jump = await serve();
    const server = await serve();
    const known = [file('both', `${jump.knownHostsLine}\n${server.knownHostsLine}\n`)];
    const shell = await open(
      targetOf(server, { knownHostsFiles: known, jumps: [{ ...targetOf(jump), knownHostsFiles: known }] }),
    );
    const running = shell.runScript('echo begun; sleep 5\n', { timeoutMs: 5_000, onStdout: () => jump.cut() });
    expect(await failureOf(running)).toMatchObject({ details: { phase: 'lost' } });
  });

  test('says which way is closed when the jump host cannot connect onward', async () => {
    const jump = await serve();
    const server = await serve();
    const known = [file('both', `${jump.knownHostsLine}\n${server.knownHostsLine}\n`)];
    const target = targetOf(server, { knownHostsFiles: known, jumps: [{ ...targetOf(jump), knownHostsFiles: known }] });
    await server.stop();
    const error = await failureOf(openSshShell(target));
    expect(['connect', 'lost']).toContain(error.details.phase);
    expect(error.message).toContain('vmhost1');
  });
});
