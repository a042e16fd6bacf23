import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SCENARIOS } from '../../src/simulator/scenario';
import { createSimulatedHost } from '../../src/simulator/simulated-host';
import { observeSimulated } from '../simulation/observe-simulated';
import { hpvmctl, type Finished } from './hpvmctl-process';
import { openWorkbench } from './workbench';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hpvmctl-import-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
const edit = (name: string, from: string, to: string): void => {
  const text = read(name);
  if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
  writeFileSync(path.join(folder, name), text.replace(from, to));
};
const run = async (...words: readonly string[]): Promise<Finished> => hpvmctl(['import', ...words], { folder });

/** A snapshot of the quick-start host behind some commands. */
async function record(name: string, ...commands: readonly string[]): Promise<void> {
  const host = createSimulatedHost(SCENARIOS.vmhost1);
  for (const command of commands) await host.run(command.split(' '), { stdin: 'y\n' });
  writeFileSync(path.join(folder, name), JSON.stringify(await observeSimulated(host)));
}

const NEW_VSWITCH = ['/opt/hpvm/bin/hpvmnet -c -S backup -n 3', '/opt/hpvm/bin/hpvmnet -b -S backup'];

test('a recorded host becomes files, and a second run finds nothing to do', async () => {
  await record('before.json');
  const first = await run('--snapshot', 'before.json', '--out', 'network');
  expect(first).toEqual({
    exitCode: 0,
    stdout: 'made       network/vmhost1.ts\nmade       network/main.ts\n',
    stderr: '',
  });
  expect(read('network/vmhost1.ts')).toContain("const vmlan4 = new VSwitch(host, 'vmlan4', {");
  const second = await run('--snapshot', 'before.json', '--out', 'network');
  expect(second).toMatchObject({
    exitCode: 0,
    stdout: 'unchanged  network/vmhost1.ts\nunchanged  network/main.ts\n',
  });
});

test('behind a hand edit only the difference of the host is proposed, and no file is written over', async () => {
  await record('before.json');
  await run('--snapshot', 'before.json', '--out', 'network');
  edit(
    'network/vmhost1.ts',
    "{ guest: 'web01', slot: '0,1', untagged: true,",
    "{ guest: 'web01', slot: '0,1', protect: true,",
  );
  const edited = read('network/vmhost1.ts');
  await record('after.json', ...NEW_VSWITCH);
  const { exitCode, stdout } = await run('--snapshot', 'after.json', '--out', 'network');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^unchanged {2}network\/main.ts\nproposed {3}network\/vmhost1.ts.proposed\n/);
  const changed = stdout.split('\n').filter((line) => /^[-+](?![-+])/.test(line));
  expect(changed.filter((line) => line.startsWith('-'))).toEqual([]);
  expect(changed.join('\n')).toContain("+  new VSwitch(host, 'backup', { uplink:");
  expect(read('network/vmhost1.ts')).toBe(edited);
  const proposed = read('network/vmhost1.ts.proposed');
  expect(proposed).toContain('protect: true');
  // Not taken over, it is proposed again; taken over, it is in step.
  expect((await run('--snapshot', 'after.json', '--out', 'network')).stdout).toBe(stdout);
  writeFileSync(path.join(folder, 'network/vmhost1.ts'), proposed);
  expect((await run('--snapshot', 'after.json', '--out', 'network')).stdout).toBe(
    'unchanged  network/vmhost1.ts\nunchanged  network/main.ts\n',
  );
});

test('what somebody wrote by hand and means what import would write is proposed nothing, and never conflicts', async () => {
  await record('before.json');
  await run('--snapshot', 'before.json', '--out', 'network');
  await record('after.json', ...NEW_VSWITCH);
  // In another layout, with other names, without the comment, and at the end instead of the beginning.
  edit(
    'network/vmhost1.ts',
    '  return host;',
    `  const card = LanInterface.fromInterfaceName( host, "own-card", "lan3" )
  const backup = new VSwitch(host, "backup", {
    uplink: card
  })

  return host;`,
  );
  const edited = read('network/vmhost1.ts');
  const inStep = 'unchanged  network/vmhost1.ts\nunchanged  network/main.ts\n';
  expect(await run('--snapshot', 'after.json', '--out', 'network')).toEqual({
    exitCode: 0,
    stdout: inStep,
    stderr: '',
  });
  // Nothing was proposed, so the snapshot is that of now: what the host changes next is worked into the words of the file.
  const later = ['/opt/hpvm/bin/hpvmnet -S backup -h', '/opt/hpvm/bin/hpvmnet -d -S backup'];
  await record('later.json', ...NEW_VSWITCH, ...later);
  expect((await run('--snapshot', 'later.json', '--out', 'network')).stdout).toContain('proposed');
  const proposed = read('network/vmhost1.ts.proposed');
  expect(proposed).not.toContain('<<<<<<<');
  expect(proposed).not.toContain('new VSwitch(host, "backup"');
  expect(read('network/vmhost1.ts')).toBe(edited);
});

test('without a folder the code is printed and nothing is written', async () => {
  await record('before.json');
  const { exitCode, stdout } = await run('--snapshot', 'before.json');
  expect(exitCode).toBe(0);
  expect(stdout).toContain('export function vmhost1(scope: Construct): IntegrityVmHost {');
  expect(readdirSync(folder)).toEqual(['before.json']);
});

test('a snapshot whose host has no name for a file is refused', async () => {
  await record('before.json');
  edit('before.json', '"host":"vmhost1"', '"host":"../../etc/x"');
  const { exitCode, stdout, stderr } = await run('--snapshot', 'before.json', '--out', 'network');
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain('is not a host name');
  expect(existsSync(path.join(folder, 'network'))).toBe(false);
});

test('a live host becomes code that says how it is reached', async () => {
  const bench = await openWorkbench();
  try {
    const { exitCode, stdout } = await bench.run('import', '--out', 'network');
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: 'made       network/vmhost1.ts\nmade       network/main.ts\n',
    });
    expect(bench.read('network/vmhost1.ts')).toContain(`port: ${String(bench.server.port)}`);
    expect(bench.read('network/vmhost1.ts')).not.toContain(bench.server.identityFile);
  } finally {
    await bench.close();
  }
}, 120_000);
