import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ObservedHost } from '../../src/model/observed-host';
import { SCENARIOS } from '../../src/simulator/scenario';
import { quickStartHost } from '../hosts/quick-start-host';
import { hpvmctl, type Finished } from './hpvmctl-process';
import { desiredText, openWorkbench, TWO_FRAMES } from './workbench';

/** What a terminal obeys, hides or turns around; line breaks are ours. */
const RAW = /[^\P{C}\n]/u;
const NASTY = 'card \u009b31m \u202e\u200b\ufeff\u{e0041} \u007f of lan0';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hpvmctl-test-'));
  write('a.desired.json', desiredText(TWO_FRAMES));
  write('a.snapshot.json', `${JSON.stringify(nasty(quickStartHost()))}\n`);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
const run = (...words: readonly string[]): Promise<Finished> => hpvmctl(words, { folder });
const nasty = (host: ObservedHost): ObservedHost => ({
  ...host,
  lanInterfaces: host.lanInterfaces.map((each) => ({ ...each, description: NASTY })),
});

test('what a host says of a card is in JSON as it is, and obeyed by no terminal', async () => {
  const [first, ...others] = SCENARIOS.vmhost1.nics;
  if (first === undefined) throw new Error('the quick-start host has NICs');
  const bench = await openWorkbench({ nics: [{ ...first, description: 'card \u009b31m \u202e' }, ...others] });
  try {
    const { exitCode, stdout } = await bench.run('discover', '--host', 'vmhost1');
    expect(exitCode).toBe(0);
    expect(stdout).not.toMatch(RAW);
    const { lanInterfaces } = JSON.parse(stdout) as ObservedHost;
    expect(lanInterfaces[0]?.description).toBe('card \u009b31m \u202e');
  } finally {
    await bench.close();
  }
});

test('a snapshot that is shown or kept as JSON keeps its values, and is obeyed by no terminal', async () => {
  const shown = await run('show', 'a.snapshot.json', '--json');
  expect(shown.stdout).not.toMatch(RAW);
  expect(JSON.parse(shown.stdout)).toEqual(nasty(quickStartHost()));
  await run('plan', 'a.desired.json', '--snapshot', 'a.snapshot.json', '--out', 'plan.json');
  const plan = readFileSync(path.join(folder, 'plan.json'), 'utf8');
  expect(plan).not.toMatch(RAW);
  expect(plan).toContain('\\u009b31m');
});

test.each([
  [['apply', 'a.desired.json', '--waves', '\x1b[31m*']],
  [['plan', '--format', '\x1b[31m']],
  [['\x9b31m\u202e']],
  [['plan', '--\x1b[31m']],
  [['simulate', '--port', '\x1b[31m']],
  [['drift', 'a.desired.json', '--shard', '\x1b[31m']],
  [['drift', '\x1b[31m.json', '--history', '\x1b[31m']],
])('what was typed is repeated, and obeyed by no terminal: %j', async (words) => {
  const { exitCode, stdout, stderr } = await run(...words);
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toMatch(/\\x[19]b/);
  expect(stderr).not.toMatch(RAW);
});

test('the file of --resume is named, and obeyed by no terminal', async () => {
  const sweep = await run('drift', 'a.desired.json', '--snapshot', 'a.snapshot.json', '--format', 'ndjson');
  expect(sweep.stdout).not.toMatch(RAW);
  write('\x1b[31m', sweep.stdout);
  const { stderr } = await run('drift', 'a.desired.json', '--snapshot', 'a.snapshot.json', '--resume', '\x1b[31m');
  expect(stderr).toContain('\\x1b[31m has the reports of');
  expect(stderr).not.toMatch(RAW);
});
