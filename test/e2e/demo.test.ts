import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { interfaceOfPpa } from '../../src/model/ppa';
import type { Plan } from '../../src/plan/plan-document';
import { hpvmctl } from '../cli/hpvmctl-process';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hpvm-demo-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const json = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, 'hpvm-demo', name), 'utf8'));

test('the quick start keeps its promises, twice in a row', async () => {
  for (const run of ['first', 'second']) {
    const { exitCode, stdout, stderr } = await hpvmctl(['demo'], { folder });
    expect({ run, exitCode, broken: stderr.includes('Not as promised') }).toEqual({ run, exitCode: 0, broken: false });
    expect(stdout).toContain('vmhost1: in sync');
    expect(stdout).toContain('Plan: nothing to do; the host is as desired.');
    expect(stdout).toContain('No hazard occurred on the simulated host.');
    expect(stdout).toContain('checksumOffload  is on, should be off');
    expect(stdout).toContain('vlanId  is untagged, should be 120');
    expect(stdout).toContain('Hazards that this made on the simulated host:\n  vlan-with-cko: ');
    // The files that a plan says it is in are those that it was told to write.
    expect(stdout).toContain('Its commands: hpvmctl show hpvm-demo/plan.json --full.');
  }
  expect(existsSync(path.join(folder, 'hpvm-demo', 'ssh_config'))).toBe(false);
  const plan = json('plan.json') as Plan;
  const commands = plan.steps.map((step) => step.command.join(' '));
  const place = (part: string): number => commands.findIndex((command) => command.includes(part));
  const lan900 = String(interfaceOfPpa(900));
  const membership = plan.steps.flatMap((step, index) =>
    step.phase === 'running' && step.address === `apaGroup.${lan900}` ? [index] : [],
  );
  expect(membership.length).toBeGreaterThan(2);
  expect(place('hpvmnet -S vmlan900 -h')).toBeLessThan(Math.min(...membership));
  expect(place('hpvmnet -b -S vmlan900')).toBeGreaterThan(Math.max(...membership));
  expect(place('tx_cko=off -c lan4')).toBeLessThan(place('vlanid:120'));
  expect(place('rx_cko=off -c lan4')).toBeLessThan(place('vlanid:120'));
  expect(json('report.json')).toMatchObject({ verdict: 'converged' });
  expect(json('drift.json')).toMatchObject({ status: 'drift' });
  const again = await hpvmctl(['plan', 'hpvm-demo/cdktf.out', '--snapshot', 'hpvm-demo'], { folder });
  expect(again).toMatchObject({ exitCode: 0, stderr: '' });
});

test('the commands it names next work without a host', async () => {
  const { stdout } = await hpvmctl(['demo', '--dir', 'try'], { folder });
  const [, next = ''] = stdout.split('Next, without a host:\n');
  const lines = next.split('\n').filter((line) => / (show|review|rules) /.test(line));
  expect(lines).toHaveLength(3);
  for (const line of lines) {
    const words = line.trim().split(' ').slice(2);
    expect({ line, ...(await hpvmctl(words, { folder })) }).toMatchObject({ exitCode: 0, stderr: '' });
  }
});

test('only the last part of the path of its folder is made, and a marker that is a link does not make a folder its own', async () => {
  const deep = await hpvmctl(['demo', '--dir', 'no/such/folder'], { folder });
  expect({ exitCode: deep.exitCode, stdout: deep.stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(deep.stderr).toContain('Cannot make the folder');
  expect(existsSync(path.join(folder, 'no'))).toBe(false);
  expect(await hpvmctl(['demo', '--dir', '/proc/hpvm-demo'], { folder })).toMatchObject({ exitCode: 1, stdout: '' });

  mkdirSync(path.join(folder, 'trap'));
  writeFileSync(path.join(folder, 'precious'), 'precious');
  symlinkSync('../precious', path.join(folder, 'trap', '.made-by-hpvmctl-demo'));
  expect(await hpvmctl(['demo', '--dir', 'trap'], { folder })).toMatchObject({ exitCode: 1, stdout: '' });
  expect(readFileSync(path.join(folder, 'precious'), 'utf8')).toBe('precious');
});

test('a folder that it did not make is left alone', async () => {
  mkdirSync(path.join(folder, 'hpvm-demo'));
  writeFileSync(path.join(folder, 'hpvm-demo', 'plan.json'), 'precious');
  const { exitCode, stderr } = await hpvmctl(['demo'], { folder });
  expect(exitCode).toBe(1);
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('holds files that the quick start did not make');
  expect(readFileSync(path.join(folder, 'hpvm-demo', 'plan.json'), 'utf8')).toBe('precious');
  expect(existsSync(path.join(folder, 'hpvm-demo', 'cdktf.out'))).toBe(false);
});
