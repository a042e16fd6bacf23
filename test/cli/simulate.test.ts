import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describeWithTool } from '../tools/require-tool';
import { hpvmctl, startHpvmctl, type Running } from './hpvmctl-process';

let folder: string;
let running: Running;
let shown = '';
/** Command lines as a shell reads them: a line that ends with a backslash goes on in the next. */
const unbroken = (text: string): string => text.replaceAll(/ \\\n +/g, ' ');

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'hpvmctl-test-'));
  shown = '';
  running = startHpvmctl(['simulate'], { folder });
  running.process.stdout.on('data', (chunk: Buffer) => {
    shown += chunk.toString('utf8');
  });
  await running.seen('--known-hosts');
});
afterEach(async () => {
  running.process.kill('SIGKILL');
  await running.finished;
  rmSync(folder, { recursive: true, force: true });
});

test('it prints how to reach the host in 100 columns, and what it prints works', async () => {
  expect(shown.split('\n').filter((each) => each.length > 100)).toEqual([]);
  const line = /discover --host vmhost1 .*/.exec(unbroken(shown))?.[0] ?? '';
  const found = await hpvmctl(line.split(' '), { folder });
  expect(found).toMatchObject({ exitCode: 0, stderr: '' });
  expect(found.stdout).toContain('Integrity VM B.04.20.05');
  const options = /--connect .*/.exec(unbroken(shown))?.[0] ?? '';
  expect(await hpvmctl(['discover', ...options.split(' ')], { folder })).toMatchObject({ exitCode: 0, stderr: '' });
});

test('Ctrl-C ends it with 0 and says what the host was driven through', async () => {
  running.process.kill('SIGINT');
  const { exitCode, stdout } = await running.finished;
  expect(exitCode).toBe(0);
  expect(stdout).toContain('No hazard occurred on the simulated host.');
});

test('a port that is taken is an error with advice', async () => {
  const port = /127\.0\.0\.1:(\d+)/.exec(shown)?.[1] ?? '';
  const second = await hpvmctl(['simulate', '--port', port], { folder });
  expect({ exitCode: second.exitCode, stdout: second.stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(second.stderr).toContain(`Cannot listen on port ${port}`);
});

test('it can look like the host of a snapshot, under that name', async () => {
  const line = /discover --host vmhost1 .*/.exec(unbroken(shown))?.[0] ?? '';
  const file = path.join(folder, 'vmhost1.snapshot.json');
  await hpvmctl([...line.replace('--format text', '').split(' ').filter(Boolean), '--out', file], { folder });
  const copy = startHpvmctl(['simulate', '--snapshot', file], { folder });
  let printed = '';
  copy.process.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString('utf8');
  });
  try {
    await copy.seen('--known-hosts');
    const again = /discover --host vmhost1 .*/.exec(unbroken(printed))?.[0] ?? '';
    const found = await hpvmctl(again.split(' '), { folder });
    expect(found).toMatchObject({ exitCode: 0, stderr: '' });
    expect(found.stdout).toContain('LAN_MONITOR');
  } finally {
    copy.process.kill('SIGKILL');
    await copy.finished;
  }
});

describe('the snapshot of somebody else', () => {
  const snapshotOf = async (host: string, platform: Readonly<Record<string, string>> = {}): Promise<string> => {
    const line = /discover --host vmhost1 .*/.exec(unbroken(shown))?.[0] ?? '';
    const { stdout } = await hpvmctl(line.replace('--format text', '').split(' ').filter(Boolean), { folder });
    const snapshot = JSON.parse(stdout) as { readonly platform: object };
    const changed = { ...snapshot, host, platform: { ...snapshot.platform, ...platform } };
    writeFileSync(path.join(folder, 'theirs.json'), JSON.stringify(changed));
    return 'theirs.json';
  };

  test.each(['vmhost1 $(touch PWNED) ; touch PWNED', '*', 'a\nb', '\x1b[31mred'])(
    'is refused where the host is called %j',
    async (host) => {
      const words = ['simulate', '--snapshot', await snapshotOf(host), '--write-ssh-config', 'new.conf'];
      const { exitCode, stdout, stderr } = await hpvmctl(words, { folder });
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr).toContain('[bad-host-name]');
      expect(stderr).toContain('Say with --name');
      expect(stderr).not.toContain('\x1b');
      expect(existsSync(path.join(folder, 'new.conf'))).toBe(false);
    },
  );

  test('is refused where the host calls itself what a shell would carry out', async () => {
    const words = ['simulate', '--snapshot', await snapshotOf('vmhost1', { nodeName: '$(touch PWNED)' })];
    const { exitCode, stderr } = await hpvmctl(words, { folder });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('$(touch PWNED), which is not a host name');
  });

  test('gets a name of its own where it has none, and colours no terminal', async () => {
    const file = await snapshotOf('a\nb', { nodeName: '*', osRelease: 'B.11.31\x1b]0;PWNED\x07' });
    const copy = startHpvmctl(['simulate', '--snapshot', file, '--name', 'copy'], { folder });
    let printed = '';
    copy.process.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8');
    });
    try {
      await copy.seen('--known-hosts');
      expect(printed).toContain('copy, a simulated VM host (HP-UX B.11.31\\x1b]0;PWNED\\x07), listens on');
      expect(printed).toContain('discover --host copy ');
    } finally {
      copy.process.kill('SIGKILL');
      await copy.finished;
    }
  });
});

test('it writes how it is reached to a file that was named, and over no file of yours', async () => {
  writeFileSync(path.join(folder, 'config'), 'Host *\n');
  const refused = await hpvmctl(['simulate', '--write-ssh-config', 'config'], { folder });
  expect({ exitCode: refused.exitCode, stdout: refused.stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(refused.stderr).toContain('config exists, and was not made by hpvmctl simulate');
  expect(readFileSync(path.join(folder, 'config'), 'utf8')).toBe('Host *\n');

  for (const time of ['first', 'second']) {
    const other = startHpvmctl(['simulate', '--write-ssh-config', 'simulated.conf'], { folder });
    try {
      await other.seen('--ssh-config simulated.conf');
      const found = await hpvmctl(['discover', '--host', 'vmhost1', '--ssh-config', 'simulated.conf'], { folder });
      expect({ time, exitCode: found.exitCode, stderr: found.stderr }).toEqual({ time, exitCode: 0, stderr: '' });
    } finally {
      other.process.kill('SIGKILL');
      await other.finished;
    }
  }
});

test('a second host has a name of its own, and one ssh_config made of two leads to both', async () => {
  const second = startHpvmctl(['simulate', '--name', 'vmhost2', '--write-ssh-config', 'second.conf'], { folder });
  try {
    await second.seen('--known-hosts');
    const first = /--ssh-config (\S+)/.exec(unbroken(shown))?.[1] ?? '';
    const both = [first, path.join(folder, 'second.conf')].map((file) => readFileSync(file, 'utf8')).join('');
    writeFileSync(path.join(folder, 'both.conf'), both);
    for (const host of ['vmhost1', 'vmhost2']) {
      const { stdout } = await hpvmctl(['discover', '--host', host, '--ssh-config', 'both.conf'], { folder });
      const { platform } = JSON.parse(stdout) as { readonly platform: { readonly nodeName: string } };
      expect(platform.nodeName).toBe(host);
    }
  } finally {
    second.process.kill('SIGKILL');
    await second.finished;
  }
});

test.each(['a b', '-x', 'web\nHost *'])('the name %j is refused', async (name) => {
  const refused = await hpvmctl(['simulate', `--name=${name}`], { folder });
  expect({ exitCode: refused.exitCode, stdout: refused.stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(refused.stderr).toContain('A host name is');
});

test('a snapshot that is none is an error', async () => {
  const refused = await hpvmctl(['simulate', '--snapshot', 'nowhere.json'], { folder });
  expect({ exitCode: refused.exitCode, stdout: refused.stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(refused.stderr).toContain('nowhere.json');
});

describeWithTool('ssh', 'openssh-client', "OpenSSH's client", (ssh) => {
  test('reaches it with the ssh_config that was printed', () => {
    const config = /ssh -F (\S+)/.exec(shown)?.[1] ?? '';
    const { status, stdout } = spawnSync(ssh, ['-F', config, 'vmhost1', 'hpvmnet'], {
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect(status).toBe(0);
    expect(stdout).toContain('vmlan900');
  });

  test('takes the commands of a plan as they stand there, with their absolute paths', () => {
    const config = /ssh -F (\S+)/.exec(shown)?.[1] ?? '';
    const { status, stdout } = spawnSync(ssh, ['-F', config, 'vmhost1', '/opt/hpvm/bin/hpvmnet -S vmlan4'], {
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect(status).toBe(0);
    expect(stdout).toContain('vmlan4');
  });
});
