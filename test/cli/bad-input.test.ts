import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freshKeyPair } from '../../src/simulator/ssh/fresh-key-pair';
import { quickStartHost } from '../hosts/quick-start-host';
import { hpvmctl } from './hpvmctl-process';
import { DESIRED, desiredText, openWorkbench, TWO_FRAMES, type Workbench } from './workbench';

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
});
afterEach(() => bench.close());

describe('a desired-state document that cannot be used is an error before any host is asked', () => {
  test.each([
    ['malformed JSON', '{ "formatVersion": "1",', 'is not JSON'],
    ['an unknown property', desiredText({ vswitches: [{ name: 'web', uplnk: 'lan3' }] }), 'uplnk'],
    [
      'the same vswitch twice',
      desiredText({
        vswitches: [
          { name: 'web', uplink: 'lan3' },
          { name: 'web', uplink: 'lan4' },
        ],
      }),
      'web',
    ],
    ['a VLAN id out of range', desiredText({ guestNics: [{ guest: 'a', slot: '0,1', vlanId: 4095 }] }), '4095'],
  ])('%s', async (_what, text, mention) => {
    bench.write(DESIRED, text);
    const before = bench.host.state();
    const planned = await bench.run('plan', DESIRED);
    expect(planned).toMatchObject({ exitCode: 1, stdout: '' });
    expect(planned.stderr).toContain('Error:');
    expect(planned.stderr).toContain(mention);
    expect(planned.stderr).toContain(DESIRED);
    expect(bench.host.state()).toBe(before);
  });

  test('a file that is not there, and a folder without documents', async () => {
    const missing = await bench.run('plan', 'nowhere.json');
    expect(missing).toMatchObject({ exitCode: 1, stdout: '' });
    expect(missing.stderr).toContain('There is no file or folder nowhere.json');
    const empty = await bench.run('plan', '.');
    expect(empty).toMatchObject({ exitCode: 1, stdout: '' });
    expect(empty.stderr).toContain('holds no *.desired.json');
  });

  test('a file that is not there says what, why and what next, whichever command wants it', async () => {
    bench.desire(TWO_FRAMES);
    for (const words of [
      ['show', 'nowhere.json'],
      ['check', 'nowhere.json'],
      ['explain', 's01', 'nowhere.json'],
      ['plan', DESIRED, '--snapshot', 'nowhere.json'],
      ['drift', DESIRED, '--snapshot', 'nowhere.json'],
      ['review', DESIRED, '--snapshot', 'nowhere.json'],
      ['simulate', '--snapshot', 'nowhere.json'],
    ]) {
      const { exitCode, stdout, stderr } = await hpvmctl(words, { folder: bench.folder });
      expect({ words, exitCode, stdout }).toEqual({ words, exitCode: 1, stdout: '' });
      expect(stderr).toContain('Error: Cannot read nowhere.json: there is no such file\n');
      expect(stderr).toContain('Correct the path; a relative one starts at the folder in which hpvmctl is run.');
      expect(stderr).not.toContain('ENOENT');
    }
  });

  test('two documents of one host, and a host that none of them describes', async () => {
    bench.desire(TWO_FRAMES);
    bench.write('twin.json', bench.read(DESIRED));
    expect((await bench.run('plan', DESIRED, 'twin.json')).stderr).toContain('Host vmhost1 is described twice');
    expect((await bench.run('plan', DESIRED, '--host', 'vmhost9')).stderr).toContain(
      'No desired-state document describes host vmhost9',
    );
  });
});

describe('a host that cannot be reached or read is named with what to do', () => {
  beforeEach(() => bench.desire(TWO_FRAMES));

  test('unreachable', async () => {
    const nobody = ['--connect', 'root@127.0.0.1:1', ...bench.connection.slice(2)];
    const planned = await hpvmctl(['plan', DESIRED, ...nobody], { folder: bench.folder });
    expect(planned).toMatchObject({ exitCode: 1, stdout: '' });
    expect(planned.stderr).toMatch(/Error: Cannot reach .*connection refused\n {2}at vmhost1 \[transport-connect\]/);
  });

  test('another host key than known_hosts holds', async () => {
    const [type = '', key = ''] = freshKeyPair('other').public.split(' ');
    writeFileSync(bench.server.knownHostsFile, `[127.0.0.1]:${String(bench.server.port)} ${type} ${key}\n`);
    const planned = await bench.run('plan', DESIRED);
    expect(planned).toMatchObject({ exitCode: 1, stdout: '' });
    expect(planned.stderr).toContain('[transport-host-key]');
  });

  test('a login that is refused', async () => {
    const stranger = path.join(bench.folder, 'stranger');
    writeFileSync(stranger, freshKeyPair('stranger').private, { mode: 0o600 });
    const [, connect = ''] = bench.connection;
    const options = ['--connect', connect, '--known-hosts', bench.server.knownHostsFile, '--identity', stranger];
    const planned = await hpvmctl(['plan', DESIRED, ...options], { folder: bench.folder });
    expect(planned).toMatchObject({ exitCode: 1, stdout: '' });
    expect(planned.stderr).toContain('[transport-login]');
  });

  test('an address that is none', async () => {
    const planned = await hpvmctl(['plan', DESIRED, '--connect', 'root@'], { folder: bench.folder });
    expect(planned.exitCode).toBe(1);
    expect(planned.stderr).toContain('is not an address');
  });

  test('garbled output is refused with the command that printed it, and nothing is guessed', async () => {
    bench.host.injectFault({ id: 'noise', pattern: '^hpvmnet$', effect: { kind: 'garble' } });
    bench.desire({ vswitches: [{ name: 'vmlan4', uplink: 'lan4' }] });
    const planned = await bench.run('plan', DESIRED);
    expect(planned.exitCode).toBe(4);
    expect(planned.stdout).toContain('Plan: blocked');
    expect(planned.stderr).toContain('Warning: cannot read /opt/hpvm/bin/hpvmnet');
  });
});

test.each([
  ['guest', 'what answered is a virtual machine, not a VM host'],
  ['none', 'VM host'],
] as const)('a machine that is no VM host (%s) is recognised', async (role, mention) => {
  const other = await openWorkbench({ role });
  try {
    other.desire(TWO_FRAMES);
    const planned = await other.run('plan', DESIRED);
    expect(planned).toMatchObject({ exitCode: 1, stdout: '' });
    expect(planned.stderr).toContain(mention);
  } finally {
    await other.close();
  }
});

test('a plan, snapshot or report file that is not one is refused, and nothing is written half', async () => {
  bench.write('torn.json', '{ "kind": "hpvm-plan", ');
  bench.write('other.json', '{ "kind": "Deployment" }');
  bench.write('wrong.json', '{ "kind": "hpvm-plan", "steps": 5 }');
  for (const file of ['torn.json', 'other.json', 'wrong.json', 'missing.json']) {
    const shown = await hpvmctl(['show', file], { folder: bench.folder });
    expect(shown).toMatchObject({ exitCode: 1, stdout: '' });
    expect(shown.stderr).toContain(file);
  }
  for (const file of ['torn.json', 'other.json', 'wrong.json']) {
    expect(await bench.run('apply', file, '--auto-approve')).toMatchObject({ exitCode: 1, stdout: '' });
  }
  bench.desire(TWO_FRAMES);
  const planned = await bench.run('plan', DESIRED, '--out', 'no/such/folder/plan.json');
  expect(planned.exitCode).toBe(1);
  expect(planned.stderr).toContain('Cannot write no/such/folder/plan.json: there is no such folder');
  expect(planned.stderr).toContain('Make the folder first (mkdir -p), or correct the path.');
});

test('a file of another kind is one error that says what it is good for', async () => {
  bench.desire(TWO_FRAMES);
  await bench.run('plan', DESIRED, '--out', 'e.plan.json');
  const planned = await bench.run('plan', 'e.plan.json');
  expect(planned).toMatchObject({ exitCode: 1, stdout: '' });
  expect(planned.stderr).toBe(
    'Error: e.plan.json is a plan (hpvm-plan), not desired state\n  [wrong-kind]\n' +
      '  To carry it out: hpvmctl apply e.plan.json. To read it: hpvmctl show e.plan.json\n',
  );
  const shown = await hpvmctl(['show', DESIRED], { folder: bench.folder });
  expect(shown.stderr).toContain(`To plan it: hpvmctl plan ${DESIRED}`);
  expect((await bench.run('apply', 'no.plan.json')).stderr).toMatch(/"hpvmctl plan --out no\.plan\.json --connect .*"/);
});

test('what the file system refuses is an error with the path, never a fault of hpvmctl', async () => {
  const at = (name: string): string => path.join(bench.folder, name);
  symlinkSync('loop.json', at('loop.json'));
  bench.write('folder/file.txt', 'plain');
  const long = 'n'.repeat(300);
  for (const words of [
    ['plan', 'loop.json'],
    ['plan', long],
    ['apply', 'loop.json'],
    ['apply', 'folder/file.txt/x.json'],
    ['show', 'folder'],
    ['show', 'folder/file.txt'],
    ['show', long],
    ['plan', 'folder/file.txt', '--snapshot', 'folder'],
    ['demo', '--dir', 'folder/file.txt'],
    ['demo', '--dir', 'folder/file.txt/below'],
    ['demo', '--dir', 'loop.json'],
    ['discover', '--host', 'vmhost1', '--out', long],
  ]) {
    const { exitCode, stdout, stderr } = await hpvmctl(words, { folder: bench.folder });
    expect({ words, exitCode, stdout, isFault: stderr.includes('Internal error') }).toEqual({
      words,
      exitCode: 1,
      stdout: '',
      isFault: false,
    });
  }
});

test('a document behind a link, with a byte order mark, is found in its folder', async () => {
  bench.write('elsewhere/text', `\ufeff${desiredText(TWO_FRAMES)}`);
  bench.write('documents/readme', '');
  symlinkSync('../elsewhere/text', path.join(bench.folder, 'documents', DESIRED));
  expect(await bench.run('plan', 'documents', '--detailed-exitcode')).toMatchObject({ exitCode: 2 });
});

describe('a host whose name another has but for its case', () => {
  beforeEach(() => {
    for (const host of ['H1', 'h1', 'Other'])
      bench.write(`case/of-${host}.desired.json`, desiredText(TWO_FRAMES, host));
    bench.write('case/of-many.desired.json', desiredText(TWO_FRAMES, 'OTHER'));
    bench.write('one/of.desired.json', desiredText(TWO_FRAMES, 'Host'));
  });
  const NO_SNAPSHOT = /None of the snapshots is of host (\S+)/g;
  const asked = async (folder: string, host: string): Promise<readonly string[]> => {
    bench.write('s.snapshot.json', JSON.stringify({ ...quickStartHost(), host: 'none' }));
    const { stderr } = await hpvmctl(['plan', folder, '--host', host, '--snapshot', 's.snapshot.json'], {
      folder: bench.folder,
    });
    return [...stderr.matchAll(NO_SNAPSHOT)].map(([, name = '']) => name);
  };

  test('is not taken for it, and a single one is', async () => {
    expect(await asked('case', 'H1')).toEqual(['H1']);
    expect(await asked('case', 'h1')).toEqual(['h1']);
    expect(await asked('case', 'other')).toEqual([]);
    expect(await asked('one', 'HOST')).toEqual(['Host']);
  });
});

test('of thousands of names a message lists the nearest', async () => {
  const snapshots = Array.from({ length: 3_000 }, (_, index) => ({
    ...quickStartHost(),
    host: `vmhost${String(index)}`,
  }));
  bench.write(
    'many.snapshot.json',
    JSON.stringify({ snapshots: snapshots.map((each) => ({ ...each, guestNics: [], guests: [] })) }),
  );
  bench.write('lost.desired.json', desiredText(TWO_FRAMES, 'vmhost1500x'));
  const words = ['plan', 'lost.desired.json', '--snapshot', 'many.snapshot.json'];
  const { stderr } = await hpvmctl(words, { folder: bench.folder });
  expect(stderr).toContain('vmhost1500');
  expect(stderr).toContain('and 2996 more');
  expect(stderr.length).toBeLessThan(1_000);
});

describe('a broken document among others', () => {
  beforeEach(() => {
    bench.write(`all/${DESIRED}`, desiredText(TWO_FRAMES));
    bench.write('all/vmhost2.desired.json', desiredText({ vswitches: [{ nmae: 'web' }] }, 'vmhost2'));
  });

  test('does not matter to who asks for another host', async () => {
    expect(await bench.run('plan', 'all', '--host', 'vmhost1')).toMatchObject({ exitCode: 0, stderr: '' });
    expect((await bench.run('plan', 'all', '--host', 'vmhost2')).stderr).toContain('nmae');
    expect((await bench.run('plan', 'all', '--host', 'vmhost3')).stderr).toContain('Described are: vmhost1, vmhost2.');
  });

  test('is reported by drift and review, which go on with the others; plan and apply do not', async () => {
    await bench.run('apply', `all/${DESIRED}`, '--auto-approve');
    const drift = await bench.run('drift', 'all');
    expect(drift.exitCode).toBe(1);
    expect(drift.stdout).toContain('vmhost1: in sync');
    expect(drift.stderr).toContain('nmae');
    const review = await bench.run('review', 'all');
    expect(review.exitCode).toBe(1);
    expect(review.stdout).toContain('vmhost1');
    expect(review.stdout).toContain('**Not reviewed:**');
    expect(await bench.run('plan', 'all')).toMatchObject({ exitCode: 1, stdout: '' });
    expect(await bench.run('apply', 'all', '--auto-approve')).toMatchObject({ exitCode: 1, stdout: '' });
    expect(await bench.run('drift', 'all/vmhost2.desired.json')).toMatchObject({ exitCode: 1, stdout: '' });
  });
});
