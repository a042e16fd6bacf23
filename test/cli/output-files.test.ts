import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { quickStartHost } from '../hosts/quick-start-host';
import { hpvmctl, type Finished } from './hpvmctl-process';
import { desiredText, TWO_FRAMES } from './workbench';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hpvmctl-test-'));
  write('a.desired.json', desiredText(TWO_FRAMES));
  write('a.snapshot.json', `${JSON.stringify(quickStartHost())}\n`);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => path.join(folder, name);
const write = (name: string, text: string): void => {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  writeFileSync(at(name), text);
};
const run = (words: string): Promise<Finished> => hpvmctl(words.split(' '), { folder });

/** What the files hold, by name. */
const contents = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(at(name)).isFile())
      .map((name) => [name, readFileSync(at(name), 'utf8')]),
  );

test('a plan and a history that are replaced stay as private as they were', async () => {
  for (const name of ['plan.json', 'history.json']) {
    write(name, '{"formatVersion":"1","kind":"hpvm-drift-history","hosts":{}}');
    chmodSync(at(name), 0o600);
  }
  expect(await run('plan a.desired.json --snapshot a.snapshot.json --out plan.json')).toMatchObject({ exitCode: 0 });
  await run('drift a.desired.json --snapshot a.snapshot.json --history history.json');
  expect(contents()['plan.json']).toContain('hpvm-plan');
  expect(contents()['history.json']).toContain('vmhost1');
  for (const name of ['plan.json', 'history.json']) expect(statSync(at(name)).mode & 0o777).toBe(0o600);
});

describe('nothing is done where a command would write over what it reads', () => {
  beforeEach(() => {
    write('cdktf.out/stacks/a.desired.json', desiredText(TWO_FRAMES));
    write('cdktf.out/seen/a.snapshot.json', `${JSON.stringify(quickStartHost())}\n`);
    symlinkSync('a.desired.json', at('link'));
    symlinkSync('cdktf.out', at('here'));
    linkSync(at('a.desired.json'), at('hard'));
    for (const name of ['key', 'plan.json', 'sweep.ndjson', 'rules.json', 'plan.json.sig']) write(name, '{}\n');
  });

  test.each([
    ['plan a.desired.json --snapshot a.snapshot.json --out a.desired.json'],
    ['plan a.desired.json --snapshot a.snapshot.json --out link'],
    ['plan link --snapshot a.snapshot.json --out here/../a.desired.json'],
    ['plan hard --snapshot a.snapshot.json --out a.desired.json'],
    ['plan a.desired.json --snapshot a.snapshot.json --out a.snapshot.json'],
    ['plan --snapshot a.snapshot.json --out cdktf.out/stacks/a.desired.json'],
    ['plan here --snapshot a.snapshot.json --out cdktf.out/stacks/a.desired.json'],
    ['plan a.desired.json --snapshot cdktf.out --out cdktf.out/seen/a.snapshot.json'],
    ['plan a.desired.json --sign key --out key'],
    ['plan plan.json.sig --sign key --out plan.json'],
    ['review a.desired.json --snapshot a.snapshot.json --out a.desired.json'],
    ['review a.desired.json --snapshot a.snapshot.json --summary a.snapshot.json'],
    ['review a.desired.json --snapshot a.snapshot.json --base cdktf.out --out cdktf.out/stacks/a.desired.json'],
    ['drift a.desired.json --snapshot a.snapshot.json --out a.snapshot.json'],
    ['drift a.desired.json --snapshot a.snapshot.json --history a.desired.json'],
    ['drift a.desired.json --snapshot a.snapshot.json --ignore rules.json --out rules.json'],
    ['drift a.desired.json --snapshot a.snapshot.json --resume sweep.ndjson --out sweep.ndjson'],
    ['drift merge sweep.ndjson --out sweep.ndjson'],
    ['discover --host vmhost1 --identity key --out key'],
    ['plan --snapshot a.snapshot.json --out cdktf.out/new.desired.json'],
    ['discover --out cdktf.out/stacks/a.desired.json'],
    ['apply plan.json --auto-approve --out plan.json'],
    ['confirm plan.json --out plan.json'],
  ])('%s', async (words) => {
    const before = contents();
    const { exitCode, stdout, stderr } = await run(words);
    expect({ exitCode, stdout, code: /\[[\w-]+\]/.exec(stderr)?.[0] }).toEqual({
      exitCode: 1,
      stdout: '',
      code: '[output-is-input]',
    });
    expect(contents()).toEqual(before);
  });

  test.each([
    ['review a.desired.json --snapshot a.snapshot.json --out cdktf.out/c.md --summary here/c.md'],
    ['drift a.desired.json --snapshot a.snapshot.json --out here/new.json --history cdktf.out/new.json'],
  ])('nor where it would write two results into one file: %s', async (words) => {
    const before = contents();
    const { exitCode, stdout, stderr } = await run(words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('[outputs-are-one]');
    expect(contents()).toEqual(before);
  });
});

test('results go into one device, and beside what is read in a folder', async () => {
  write('cdktf.out/a.desired.json', desiredText(TWO_FRAMES));
  const words = 'review --snapshot a.snapshot.json --out /dev/null --summary /dev/null';
  expect(await run(words)).toMatchObject({ exitCode: 0 });
  expect(await run('plan --snapshot a.snapshot.json --out cdktf.out/plan.json')).toMatchObject({ exitCode: 0 });
});

test.each(['import --snapshot a.snapshot.json --out /proc/x', 'provider install --dir /proc/x/y'])(
  'a folder that cannot be made is an error, and not tried for ever: %s',
  async (words) => {
    const { exitCode, stderr } = await run(words);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('/proc/x');
  },
);
