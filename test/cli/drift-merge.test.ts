import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { quickStartHost } from '../hosts/quick-start-host';
import { hpvmctl, type Finished } from './hpvmctl-process';
import { desiredText } from './workbench';

let folder: string;
let sweep: readonly string[];
const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
const run = (...words: readonly string[]): Promise<Finished> => hpvmctl(words, { folder });
const drift = (...words: readonly string[]): Promise<Finished> =>
  run('drift', 'hosts', '--snapshot', 'snapshots', '--format', 'ndjson', ...words);
const merge = (lines: readonly string[], ...words: readonly string[]): Promise<Finished> => {
  write('lines', lines.join('\n'));
  return run('drift', 'merge', 'lines', ...words);
};

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'hpvmctl-merge-'));
  for (const name of ['hosts', 'snapshots']) mkdirSync(path.join(folder, name));
  for (const host of ['h1', 'h2', 'h3', 'h4']) {
    write(`snapshots/${host}.snapshot.json`, JSON.stringify({ ...quickStartHost(), host }));
    write(`hosts/${host}.desired.json`, desiredText({ vswitches: [{ name: 'vmlan0', state: 'up' }] }, host));
  }
  sweep = (await drift()).stdout.trimEnd().split('\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a whole sweep is merged as it is, also with a torn line behind it', async () => {
  expect(await merge([...sweep, ''])).toMatchObject({ exitCode: 0, stderr: '' });
  for (const torn of [
    '{"formatVersion":"1","kind":"hpvm-drift-swe',
    '{"form',
    '{"formatVersion":"1","kind":"hpvm-drift-result","ho',
  ])
    expect((await merge([...sweep, torn])).exitCode).toBe(0);
});

describe('a sweep of which nobody knows whom it was about is not whole', () => {
  const NOT_KNOWN = 'have no first line of their sweep before them';

  test.each([
    ['without its first line', () => sweep.slice(1, 3)],
    ['with a torn first line', () => [sweep[0]?.slice(0, 100) ?? '', ...sweep.slice(1, 3)]],
    ['with a first line without its beginning', () => [sweep[0]?.slice(20) ?? '', ...sweep.slice(1, 3)]],
    ['behind another', () => [...sweep, sweep[0]?.slice(0, 100) ?? '', ...sweep.slice(1, 3)]],
    ['behind another, in a line of it', () => [...sweep, `${sweep[0]?.slice(0, 100) ?? ''}${sweep[1] ?? ''}`]],
  ])('%s', async (_, lines) => {
    const merged = await merge(lines(), '--format', 'junit');
    expect(merged.exitCode).toBe(1);
    expect(merged.stderr).toContain(NOT_KNOWN);
    expect(merged.stdout).toContain(NOT_KNOWN);
  });
});

test('a result that says in sync and has no report is that of a host that was not compared', async () => {
  const empty = JSON.stringify({ ...JSON.parse(sweep[1] ?? ''), exitCode: 0, report: null });
  const merged = await merge([sweep[0] ?? '', empty, ...sweep.slice(2)]);
  expect(merged.exitCode).toBe(1);
  expect(merged.stdout).toMatch(/h\d: not compared/);
});

test('a sweep that says that it begins in the future is resumed without a negative age', async () => {
  const head = JSON.stringify({ ...JSON.parse(sweep[0] ?? ''), startedAt: '2099-01-01T00:00:00.000Z' });
  write('future.ndjson', [head, ...sweep.slice(1, 3), ''].join('\n'));
  const { exitCode, stderr } = await drift('--resume', 'future.ndjson');
  expect(exitCode).toBe(0);
  expect(stderr).toContain('it was begun at 2099-01-01T00:00:00.000Z, which is yet to come: a clock is wrong');
});

test('a shard that is missing is named in every format', async () => {
  const part = (await drift('--shard', '1/2')).stdout.split('\n');
  for (const format of ['text', 'markdown', 'junit', 'prometheus', 'html', 'json', 'ndjson'])
    expect((await merge(part, '--format', format)).stdout).toContain('Shard 2/2 is missing');
});
