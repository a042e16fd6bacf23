import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { quickStartHost } from '../hosts/quick-start-host';
import { hpvmctl, startHpvmctl, type Running } from './hpvmctl-process';
import { desiredText } from './workbench';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hpvmctl-history-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string): string => path.join(folder, name);
const hostsIn = (name: string): readonly string[] =>
  Object.keys((JSON.parse(readFileSync(at(name), 'utf8')) as { hosts: object }).hosts);

/** A host of its own with a difference, in files of its own. */
function prepare(host: string): readonly string[] {
  const document = JSON.parse(desiredText({ vswitches: [{ name: 'web', uplink: 'lan3' }] })) as object;
  writeFileSync(at(`${host}.desired.json`), JSON.stringify({ ...document, host }));
  writeFileSync(at(`${host}.snapshot.json`), JSON.stringify({ ...quickStartHost(), host }));
  return ['drift', `${host}.desired.json`, '--snapshot', `${host}.snapshot.json`];
}

const start = (host: string, history = 'history.json'): Running => {
  const running = startHpvmctl([...prepare(host), '--history', history], { folder });
  running.process.stdin.end();
  return running;
};

test('two sweeps that end while a third writes their history wait for it, and nothing is lost', async () => {
  writeFileSync(at('history.json.lock'), 'a third');
  mkdirSync(at('links'));
  symlinkSync('../history.json', at('links/shared.json'));
  // One of them knows the file by another name.
  const sweeps = [start('one'), start('two', 'links/shared.json')];
  await Promise.all(sweeps.map((sweep) => sweep.seen('history.json.lock')));
  const third = {
    formatVersion: '1',
    kind: 'hpvm-drift-history',
    hosts: { third: { 'missing vswitch.x': '2026-11-23T04:00:00Z' } },
  };
  writeFileSync(at('history.json'), JSON.stringify(third));
  rmSync(at('history.json.lock'));
  const ended = await Promise.all(sweeps.map((sweep) => sweep.finished));
  expect(ended.map(({ exitCode }) => exitCode)).toEqual([2, 2]);
  expect(hostsIn('history.json')).toEqual(['one', 'third', 'two']);
  expect(readdirSync(folder).filter((name) => name.includes('.lock'))).toEqual([]);
}, 60_000);

test('sweeps that end in the same moment all find their way into one history', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((each) => `host-${each}`);
  const sweeps = names.map((name) => start(name));
  const ended = await Promise.all(sweeps.map((sweep) => sweep.finished));
  expect(ended.map(({ exitCode }) => exitCode)).toEqual(names.map(() => 2));
  expect(hostsIn('history.json')).toEqual(names);
}, 60_000);

test('a lock that cannot be made is told as a history that cannot be written', async () => {
  mkdirSync(at('history.json.lock'));
  const { exitCode, stdout, stderr } = await hpvmctl([...prepare('one'), '--history', 'history.json'], { folder });
  expect(exitCode).toBe(2);
  expect(stdout).toContain('one: drift in 1 resource');
  expect(stderr).toContain('Cannot write history.json');
});
