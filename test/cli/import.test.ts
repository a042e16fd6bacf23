import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
  renameSync(path.join(folder, 'network/vmhost1.ts.proposed'), path.join(folder, 'network/vmhost1.ts'));
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

test('an earlier proposal that somebody worked in is kept, and one that is not needed any more is named', async () => {
  await record('before.json');
  await run('--snapshot', 'before.json', '--out', 'network');
  await record('after.json', ...NEW_VSWITCH);
  await run('--snapshot', 'after.json', '--out', 'network');
  const worked = `${read('network/vmhost1.ts.proposed')}// mine\n`;
  writeFileSync(path.join(folder, 'network/vmhost1.ts.proposed'), worked);
  const { stdout } = await run('--snapshot', 'after.json', '--out', 'network');
  expect(stdout).toContain('kept       network/vmhost1.ts.proposed.1  (an earlier proposal)\n');
  expect(stdout).toContain('mv network/vmhost1.ts.proposed network/vmhost1.ts\n');
  expect(read('network/vmhost1.ts.proposed.1')).toBe(worked);
  expect(read('network/vmhost1.ts.proposed')).not.toContain('// mine');
  expect((await run('--snapshot', 'before.json', '--out', 'network')).stdout).toContain(
    'unchanged  network/vmhost1.ts  (vmhost1.ts.proposed is of an earlier import)\n',
  );
});

test('without the snapshot that a file was made from, nobody is told that his edits were kept', async () => {
  await record('before.json');
  await run('--snapshot', 'before.json', '--out', 'network');
  edit('network/vmhost1.ts', "{ guest: 'web01', slot: '0,1',", "{ guest: 'web01', slot: '0,1', protect: true,");
  await record('after.json', ...NEW_VSWITCH);
  rmSync(path.join(folder, 'network/imported'), { recursive: true });
  const { stdout, stderr } = await run('--snapshot', 'after.json', '--out', 'network');
  expect(stdout).toMatch(/^-.*protect: true/m);
  expect(stderr).toContain('what was edited by hand in network/vmhost1.ts is not in its proposal');
  expect(stderr).toContain('Keep network/imported in version control');
});

test('hosts whose names make the same file keep theirs, whoever comes later', async () => {
  await record('first.json');
  edit('first.json', '"host":"vmhost1"', '"host":"a.b"');
  await record('second.json');
  edit('second.json', '"host":"vmhost1"', '"host":"a-b"');
  await run('--snapshot', 'first.json', '--out', 'network');
  const first = read('network/a-b.ts');
  const { stdout } = await run('--snapshot', 'second.json', '--out', 'network');
  expect(stdout).toContain('made       network/a-b-2.ts\n');
  expect(read('network/a-b.ts')).toBe(first);
  expect(read('network/main.ts.proposed')).toMatch(/aB2 } from '.\/a-b-2';\n.*aB } from '.\/a-b';\n/);
  renameSync(path.join(folder, 'network/main.ts.proposed'), path.join(folder, 'network/main.ts'));
  const again = await run('--snapshot', 'first.json', '--snapshot', 'second.json', '--out', 'network');
  expect(again.stdout).toContain('unchanged  network/a-b-2.ts\nunchanged  network/a-b.ts');
  expect(read('network/a-b.ts')).toBe(first);
});

test('a file keeps its line ends and its mark, and one that is no UTF-8 is refused', async () => {
  await record('before.json');
  await run('--snapshot', 'before.json', '--out', 'network');
  const windows = `\ufeff${read('network/vmhost1.ts').replaceAll('\n', '\r\n')}`;
  writeFileSync(path.join(folder, 'network/vmhost1.ts'), windows);
  await record('after.json', ...NEW_VSWITCH);
  const { stdout } = await run('--snapshot', 'after.json', '--out', 'network');
  expect(stdout).not.toContain('between markers');
  expect(stdout).not.toContain('<<<<<<<');
  const proposed = read('network/vmhost1.ts.proposed');
  expect(proposed.startsWith('\ufeff//')).toBe(true);
  expect(proposed.split('\r\n').length).toBe(proposed.split('\n').length);
  expect(proposed).toContain("'backup'");
  writeFileSync(path.join(folder, 'network/vmhost1.ts'), Buffer.from('// M\xfcller\n', 'latin1'));
  const refused = await run('--snapshot', 'after.json', '--out', 'network');
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain('network/vmhost1.ts is not text in UTF-8');
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
