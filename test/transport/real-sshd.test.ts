import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { executePlan } from '../../src/execute/execute-plan';
import { openSshShell } from '../../src/transport/ssh-shell';
import type { SshTarget } from '../../src/transport/ssh-target';
import { fakeHost, type FakeHost } from './fake-host';
import { findProgram, testWith } from './programs';
import { startRealSshd, targetOf, type RealSshd } from './real-sshd';
import { startRelay, type Relay } from './relay';
import { samplePlan, sampleStep } from './sample-plan';

const HPVMNET = '/opt/hpvm/bin/hpvmnet';
const testWithSshd = testWith('sshd');

let host: FakeHost;
let sshd: RealSshd;
let relay: Relay;
beforeAll(async () => {
  if (findProgram('sshd') === undefined) return;
  host = fakeHost();
  sshd = await startRealSshd({ HPVM_COMMAND_PREFIX: host.root });
  relay = await startRelay(sshd.port);
});
afterAll(async () => {
  if (findProgram('sshd') === undefined) return;
  await relay.stop();
  await sshd.stop();
  host.remove();
});

function targetAt(port: number, more: Partial<SshTarget> = {}): SshTarget {
  const put = (name: string, text: string): string => {
    const file = path.join(sshd.folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
  const knownHostsFiles = [put('known_both', sshd.knownHostsLine(sshd.port) + sshd.knownHostsLine(relay.port))];
  return targetOf(sshd, put, { port, knownHostsFiles, ...more });
}

describe("with OpenSSH's own server", () => {
  testWithSshd('runs scripts one after the other and at once, and tells status and signal', async () => {
    const shell = await openSshShell(targetAt(sshd.port));
    try {
      const run = (script: string): ReturnType<typeof shell.runScript> =>
        shell.runScript(script, { timeoutMs: 20_000 });
      expect(await run('echo out; echo err >&2; exit 7\n')).toEqual({
        stdout: 'out\n',
        stderr: 'err\n',
        exitStatus: 7,
        signal: null,
      });
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, index) => run(`sleep 0.1; echo ${String(index)}\n`)),
      );
      expect(outcomes.map((outcome) => outcome.stdout)).toEqual(
        Array.from({ length: 8 }, (_, index) => `${String(index)}\n`),
      );
      const large = await run(
        `# ${'x'.repeat(500_000)}\ndd if=/dev/zero bs=1024 count=5000 2>/dev/null | tr '\\000' x\n`,
      );
      expect(large.stdout).toHaveLength(5_000 * 1024);
    } finally {
      await shell.close();
    }
  });

  testWithSshd('goes through a jump host', async () => {
    const shell = await openSshShell(targetAt(sshd.port, { jumps: [targetAt(sshd.port)] }));
    expect(await shell.runScript('echo there\n', { timeoutMs: 20_000 })).toMatchObject({ stdout: 'there\n' });
    await shell.close();
  });

  testWithSshd('says which login was refused', async () => {
    await expect(openSshShell(targetAt(sshd.port, { user: 'nobody-of-this-name' }))).rejects.toMatchObject({
      details: { phase: 'login' },
      message: expect.stringContaining('refused the login of nobody-of-this-name'),
    });
  });

  testWith(
    'sshd',
    'ssh-agent',
    'ssh-add',
  )('logs in with a key that only the agent holds, and with an encrypted key file through it', async () => {
    const socket = path.join(sshd.folder, 'agent');
    const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
    try {
      const target = targetAt(sshd.port, { agentSocket: socket, identityFiles: [], usesOnlyNamedIdentities: false });
      const add = (file: string): Promise<number | null> =>
        new Promise((resolve) => {
          spawn('ssh-add', ['-q', file], {
            env: { PATH: process.env['PATH'], SSH_AUTH_SOCK: socket },
            stdio: 'ignore',
          }).on('close', resolve);
        });
      const id = targetAt(sshd.port).identityFiles[0]?.path ?? '';
      while ((await add(id)) !== 0) await new Promise((resolve) => setTimeout(resolve, 50));
      const shell = await openSshShell(target);
      expect(await shell.runScript('echo agent\n', { timeoutMs: 20_000 })).toMatchObject({ stdout: 'agent\n' });
      await shell.close();

      // Only the public half is beside the named file: the agent has the other one.
      writeFileSync(path.join(sshd.folder, 'locked.pub'), sshd.userKey.public);
      const locked = [{ path: path.join(sshd.folder, 'locked'), isNamed: true }];
      const other = await openSshShell({ ...target, identityFiles: locked, usesOnlyNamedIdentities: true });
      await other.close();

      // The agent's key is not the named one, so it is not offered.
      const missing = [{ path: path.join(sshd.folder, 'missing'), isNamed: true }];
      await expect(
        openSshShell({ ...target, identityFiles: missing, usesOnlyNamedIdentities: true }),
      ).rejects.toMatchObject({
        details: { phase: 'login' },
        message: expect.stringContaining('no such file'),
      });
    } finally {
      agent.kill();
    }
  });

  testWithSshd('carries a plan out although the connection is cut in every step', async () => {
    host.command(HPVMNET, `sleep 0.3; echo "$@" >>"$ROOT/calls"`);
    const steps = ['s01', 's02', 's03'].map((id) => sampleStep(id, [HPVMNET, '-b', '-S', id]));
    const connect = (): ReturnType<typeof openSshShell> => openSshShell(targetAt(relay.port));
    const shell = await connect();
    const report = await executePlan({
      plan: samplePlan(steps),
      planDigest: 'sha256:abc',
      shell,
      reconnect: connect,
      runId: 'over-ssh',
      owner: 'anna',
      takesBack: false,
      now: () => new Date(),
      pause: () => new Promise((resolve) => setTimeout(resolve, 100)),
      onProgress: (event) => {
        if (event.kind === 'step-started') relay.cut();
      },
    });
    await shell.close();
    expect(report).toMatchObject({ outcome: 'applied', diagnostics: [] });
    expect(host.read('/calls')).toBe('-b -S s01\n-b -S s02\n-b -S s03\n');
  });
});
