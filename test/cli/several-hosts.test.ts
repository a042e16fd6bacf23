import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { quickStartHost } from '../hosts/quick-start-host';
import { hpvmctl, type Finished } from './hpvmctl-process';
import { desiredText, TWO_FRAMES } from './workbench';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hpvmctl-several-'));
  const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
  write('host-a.desired.json', desiredText({ vswitches: [{ name: 'vmlan0', state: 'up' }] }, 'host-a'));
  write('host-b.desired.json', desiredText(TWO_FRAMES, 'host-b'));
  for (const host of ['host-a', 'host-b'])
    write(`${host}.snapshot.json`, JSON.stringify({ ...quickStartHost(), host }));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (...words: readonly string[]): Promise<Finished> => hpvmctl(words, { folder });

test('the list at the end says of each host what came of it there', async () => {
  const planned = await run('plan', '.', '--snapshot', '.', '--out', 'two.plan.json');
  expect(planned.stdout).toMatch(/host +code +result\nhost-a +0 +nothing to do\nhost-b +0 +1 step to do\n$/);
  const checked = await run('check', 'two.plan.json');
  expect(checked.stdout).toMatch(/\nhost-a +0 +nothing to do\nhost-b +0 +proven\n$/);
  const rehearsed = await run('rehearse', 'two.plan.json');
  expect(rehearsed.stdout).toMatch(/\nhost-b +0 +rehearsed: applied\n$/);
  const imported = await run('import', '--snapshot', '.', '--out', 'code');
  expect(imported.stdout).toMatch(/\nhost-a +0 +imported\nhost-b +0 +imported\n$/);
});

test('drift names a host above what differs there, and ends with what to type next', async () => {
  const { exitCode, stdout, stderr } = await run('drift', '.', '--snapshot', '.');
  expect(exitCode).toBe(2);
  expect(stdout).toMatch(/^host-a: in sync\n[\s\S]*\nhost-b: drift in 1 resource\n {2}~ tunables\n/);
  expect(stdout).toMatch(/\nhost-a +0 +in sync\nhost-b +2 +drift in 1 resource\n$/);
  expect(stderr).toContain('What would put it back, in a safe order:\n  hpvmctl plan . --host host-b --snapshot .\n');
});
