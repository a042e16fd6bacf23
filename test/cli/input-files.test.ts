import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { quickStartHost } from '../hosts/quick-start-host';
import { COMMAND, hpvmctl, type Finished } from './hpvmctl-process';
import { desiredText, TWO_FRAMES } from './workbench';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hpvmctl-test-'));
  write('a.desired.json', desiredText(TWO_FRAMES));
  write('a.snapshot.json', `${JSON.stringify(quickStartHost())}\n`);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string): void => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
};
const run = (words: string): Promise<Finished> => hpvmctl(words.split(' '), { folder });

/** Runs a line of bash in which `hpvmctl` is the built command. */
function bash(line: string): Finished {
  const script = `hpvmctl() { "${process.execPath}" "${COMMAND}" "$@"; }\n${line}\n`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: folder },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { exitCode: status, stdout, stderr };
}

describe('more files than a process may have open', () => {
  const COUNT = 150;

  test.each([
    ['drift docs --snapshot snaps --format ndjson', 2],
    ['plan docs --snapshot snaps --json', 0],
    ['review docs --snapshot snaps', 0],
    ['import --snapshot snaps', 0],
    ['drift merge reports/*', 2],
  ])('do not keep %s from its work', (words, exitCode) => {
    for (let index = 0; index < COUNT; index += 1) {
      const host = `h${String(index)}`;
      const name = `${String(index % 50)}/${host}`;
      write(`docs/${name}.desired.json`, desiredText(TWO_FRAMES, host));
      write(`snaps/${name}.snapshot.json`, `${JSON.stringify(quickStartHost({ host }))}\n`);
    }
    if (words.startsWith('drift merge'))
      bash(
        'hpvmctl drift docs --snapshot snaps --format ndjson > all; mkdir reports; split -l 1 --additional-suffix=.ndjson all reports/r',
      );
    const found = bash(`ulimit -n 80; hpvmctl ${words}`);
    expect({ stderr: found.stderr.includes('EMFILE'), exitCode: found.exitCode }).toEqual({ stderr: false, exitCode });
    expect(found.stdout).toContain(`h${String(COUNT - 1)}`);
  });
});

describe('a file without an end is an error that says so', () => {
  test.each([
    'plan /dev/zero',
    'drift /dev/zero',
    'drift merge /dev/zero',
    'plan a.desired.json --snapshot /dev/zero',
    'drift a.desired.json --snapshot a.snapshot.json --history /dev/full',
    'drift a.desired.json --snapshot a.snapshot.json --ignore /dev/zero',
    'drift a.desired.json --snapshot a.snapshot.json --resume /dev/zero',
    'show /dev/zero',
    'apply /dev/zero',
    'simulate --snapshot /dev/zero',
    'discover --host vmhost1 --ssh-config /dev/zero',
    'discover --connect 127.0.0.1:1 --known-hosts /dev/zero',
  ])('%s', async (words) => {
    const { stderr, stdout, exitCode } = await run(words);
    expect({ stdout, isFault: exitCode === 0 }).toEqual({ stdout: '', isFault: false });
    expect(stderr).toContain('it holds more than 256 MiB, or has no end');
    expect(stderr).not.toContain('Internal error');
  });
});

test('a key that is a device is an error, and not read for ever', async () => {
  const { exitCode, stderr } = await run(
    'plan a.desired.json --snapshot a.snapshot.json --out p.json --sign /dev/zero',
  );
  expect(exitCode).toBe(1);
  expect(stderr).toContain('/dev/zero is a device or a pipe, not the file of a key');
  expect(existsSync(path.join(folder, 'p.json'))).toBe(false);
});

describe('JSON that is nested too deep is an error that says where', () => {
  const deep = `{"formatVersion":"1","kind":"KIND","host":"vmhost1","a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;

  test.each([
    ['drift merge deep.json', 'hpvm-drift-report'],
    ['drift merge deep.json', 'hpvm-drift-result'],
    ['show deep.json', 'hpvm-plan'],
    ['show deep.json', 'hpvm-apply-report'],
    ['plan a.desired.json --snapshot deep.json', 'hpvm-observed-host'],
    ['plan deep.json', 'hpvm-desired-host'],
    ['apply deep.json', 'hpvm-plan'],
    ['drift a.desired.json --snapshot a.snapshot.json --history deep.json', 'hpvm-drift-history'],
    ['drift a.desired.json --snapshot a.snapshot.json --ignore deep.json', 'hpvm-drift-ignore'],
  ])('%s of kind %s', async (words, kind) => {
    write('deep.json', deep.replace('KIND', kind));
    const { exitCode, stdout, stderr } = await run(words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/deeper than\s+64\s+levels/);
    expect(stderr).not.toContain('Internal error');
  });

  test('a line of a sweep is left out, and its number is said', async () => {
    const sweep = await run('drift a.desired.json --snapshot a.snapshot.json --format ndjson');
    write('sweep.ndjson', `${sweep.stdout}${deep.replace('KIND', 'hpvm-drift-result')}\n`);
    const { exitCode, stdout, stderr } = await run('drift merge sweep.ndjson');
    expect(exitCode).toBe(2);
    expect(stdout).toContain('vmhost1');
    expect(stderr).toContain('Line 3 of sweep.ndjson is damaged');
  });
});

test.each([
  'import --snapshot none.json',
  'import --snapshot none.json --out code',
  'plan a.desired.json --snapshot none.json',
  'drift a.desired.json --snapshot none.json',
  'simulate --snapshot none.json',
])('a file of snapshots in which there is none is an error: %s', async (words) => {
  write('none.json', '{"snapshots":[]}');
  const { exitCode, stdout, stderr } = await run(words);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toContain('none.json holds the snapshot of no host');
});

test.each([
  ['drift <(cat a.desired.json) --snapshot <(cat a.snapshot.json)', 2],
  ['plan <(cat a.desired.json) --snapshot a.snapshot.json', 0],
  ['cat a.desired.json | hpvmctl drift /dev/stdin --snapshot a.snapshot.json', 2],
  ['cat plan.json | hpvmctl apply /dev/stdin --connect root@127.0.0.1:1 --auto-approve', 1],
])('what comes through a pipe is read once, and used as often as needed: %s', async (line, exitCode) => {
  await run('plan a.desired.json --snapshot a.snapshot.json --out plan.json');
  const found = bash(line.startsWith('cat') ? line : `hpvmctl ${line}`);
  expect(found.stderr).not.toContain('is not JSON');
  expect(found).toMatchObject({ exitCode });
  expect(existsSync(path.join(folder, 'plan.json')) && readFileSync(path.join(folder, 'plan.json'), 'utf8')).toContain(
    'hpvm-plan',
  );
});
