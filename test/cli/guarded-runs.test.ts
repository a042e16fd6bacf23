import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startSimulatedServer } from '../../src/simulator/ssh/simulated-server';
import { createSimulatedHost } from '../../src/simulator/simulated-host';
import { SCENARIOS } from '../../src/simulator/scenario';
import { faultsOf } from '../schema/published-schema';
import { DESIRED, openWorkbench, TWO_FRAMES, type Workbench } from './workbench';

/** Two steps that can be taken back. */
const ONE_VSWITCH = { vswitches: [{ name: 'vmlan3', uplink: 'lan3', state: 'up' }] };
const CREATE = '^hpvmnet -c -S vmlan3';
const BOOT = '^hpvmnet -b -S vmlan3';

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
  bench.desire(ONE_VSWITCH);
});
afterEach(() => bench.close());

const vswitches = (): readonly string[] => bench.host.state().vswitches.map(({ name }) => name);
const below = (folder: string): readonly string[] => {
  const place = path.join(bench.server.root, folder);
  return existsSync(place) ? readdirSync(place) : [];
};
const hang = (pattern: string): void =>
  bench.host.injectFault({ id: 'slow', pattern, effect: { kind: 'hang', isApplied: false } });
const release = (): void => bench.host.removeFault('slow');

/** No boot script, no lock and no debt are left, and every run has ended: the last of them as `status` ends. */
async function expectDisarmed(exitCode: number): Promise<void> {
  expect(below('sbin/rc3.d')).toEqual([]);
  expect(below('sbin/init.d')).not.toContain('hpvmctl');
  expect(below('var/opt/hpvmctl')).not.toContain('lock');
  expect(below('var/opt/hpvmctl')).not.toContain('unfinished');
  const status = await bench.run('status', '--host', 'vmhost1', '--json');
  const execution = { guard: { status: 'disarmed' } };
  expect(JSON.parse(status.stdout)).toMatchObject({ phase: 'ended', exitCode, execution });
  expect(status.exitCode).toBe(exitCode);
}

/** Starts an apply and kills it without a word when the text stands in a journal. */
async function killedAt(text: string, ...words: readonly string[]): Promise<void> {
  const running = bench.start('apply', DESIRED, '--auto-approve', ...words);
  await bench.journaled(text);
  running.process.kill('SIGKILL');
  await running.finished;
}

test('6: a step fails, and the host is as it was before', async () => {
  bench.host.injectFault({ id: 'broken', pattern: BOOT, effect: { kind: 'exit', status: 1, isApplied: false } });
  const applied = await bench.run('apply', DESIRED, '--auto-approve', '--out', 'report.json');
  expect(applied).toMatchObject({ exitCode: 6 });
  expect(applied.stderr).toContain('Taking it back, because step s02 failed');
  expect(applied.stdout).toContain('the host was read again and is what it was');
  expect(applied.stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  expect(vswitches()).not.toContain('vmlan3');
  expect(faultsOf('apply-report', JSON.parse(bench.read('report.json')))).toEqual([]);
  const shown = await bench.runWith([], 'show', 'report.json');
  expect(shown.stdout).toContain('Taken back, because step s02 failed');
  await expectDisarmed(6);

  // By then it is no longer true, and status says so.
  await bench.host.run(['/opt/hpvm/bin/hpvmnet', '-c', '-S', 'vmlan3', '-n', '3']);
  const later = await bench.run('status', '--host', 'vmhost1');
  expect(later.exitCode).toBe(7);
  expect(later.stdout).toContain('vmhost1 is not what it was before the run');
});

test('a client that is killed between the steps is followed by another, which confirms', async () => {
  hang(BOOT);
  await killedAt(' intent step=s02');
  const status = await bench.run('status', '--host', 'vmhost1');
  expect(status.exitCode).toBe(8);
  expect(status.stdout).toContain('1 of 2 steps done; its steps are being carried out');
  expect(status.stdout).toContain('armed until ');
  release();
  expect(await bench.run('resume', '--host', 'vmhost1')).toMatchObject({ exitCode: 0 });
  expect(vswitches()).toContain('vmlan3');
  await expectDisarmed(0);
});

test('a run that nobody confirms is taken back by the host, and resume says so', async () => {
  hang(BOOT);
  await killedAt(' intent step=s02', '--confirm-within', '10s');
  release();
  await bench.journaled(' end result=reverted');
  expect(vswitches()).not.toContain('vmlan3');
  const resumed = await bench.run('resume', '--host', 'vmhost1');
  expect(resumed).toMatchObject({ exitCode: 6 });
  expect(resumed.stdout).toContain('Taken back, because nobody confirmed it in time');
  await expectDisarmed(6);
});

test('a run that waits can be confirmed with its own plan only, and taken back', async () => {
  await bench.run('plan', DESIRED, '--out', 'plan.json');
  bench.write('other.desired.json', bench.read(DESIRED).replaceAll('lan3', 'lan0').replaceAll('vmlan0', 'vmlan9'));
  await bench.run('plan', 'other.desired.json', '--out', 'other.json');
  hang(BOOT);
  await killedAt(' intent step=s02');
  release();
  await bench.journaled(' awaiting ');
  const waiting = await bench.run('status', '--host', 'vmhost1');
  expect(waiting.stdout).toContain('it waits for the confirmation');
  const other = await bench.run('confirm', 'other.json');
  expect(other).toMatchObject({ exitCode: 1 });
  expect(other.stderr).toContain('is not one of this plan');
  expect(await bench.run('revert', '--host', 'vmhost1')).toMatchObject({ exitCode: 0 });
  expect(vswitches()).not.toContain('vmlan3');
  await expectDisarmed(6);
  const late = await bench.run('confirm', '--host', 'vmhost1');
  expect(late).toMatchObject({ exitCode: 1 });
  expect(late.stderr).toContain('There is nothing to confirm');
  expect(late.stderr.replaceAll(/\s+/g, ' ')).toContain('"hpvmctl status --host');
});

test('a run whose client was killed is confirmed from elsewhere', async () => {
  hang(BOOT);
  await killedAt(' intent step=s02');
  release();
  expect(await bench.run('confirm', DESIRED)).toMatchObject({ exitCode: 0 });
  expect(vswitches()).toContain('vmlan3');
  await expectDisarmed(0);
});

test('6: a host that boots before the confirmation takes the run back', async () => {
  hang(BOOT);
  await killedAt(' intent step=s02');
  expect(below('sbin/rc3.d')).toEqual(['S990hpvmctl']);
  bench.host.removeFault('slow');
  await bench.server.reboot();
  await bench.journaled(' end result=');
  expect(await bench.run('resume', '--host', 'vmhost1')).toMatchObject({
    exitCode: 6,
    stdout: expect.stringContaining('Taken back, because the host had rebooted') as string,
  });
  expect(vswitches()).not.toContain('vmlan3');
  await expectDisarmed(6);
});

test('a connection that is cut is opened again, and the run ends as planned', async () => {
  bench.host.injectFault({ id: 'cut', pattern: CREATE, times: 1, effect: { kind: 'drop', isApplied: true } });
  const applied = await bench.run('apply', DESIRED, '--auto-approve');
  expect(applied).toMatchObject({ exitCode: 0 });
  expect(applied.stderr).toContain('reconnected');
  await expectDisarmed(0);
});

test('3: a plan whose host has moved is refused, and nothing is armed', async () => {
  await bench.run('plan', DESIRED, '--out', 'plan.json');
  await bench.host.run(['/opt/hpvm/bin/hpvmnet', '-c', '-S', 'vmlan3', '-n', '3']);
  expect(await bench.run('apply', 'plan.json', '--auto-approve')).toMatchObject({ exitCode: 3 });
  expect(below('sbin/rc3.d')).toEqual([]);
  expect(below('var/opt/hpvmctl')).not.toContain('lock');
});

test('a run under another host key than the known one is not begun, and what waits is not confirmed', async () => {
  const other = await startSimulatedServer(createSimulatedHost(SCENARIOS.vmhost1));
  try {
    hang(BOOT);
    await killedAt(' intent step=s02');
    release();
    await bench.journaled(' awaiting ');
    bench.write('known_hosts', other.knownHostsLine.replace(String(other.port), String(bench.server.port)));
    const wrong = [...bench.connection.slice(0, -1), 'known_hosts'];
    const confirmed = await bench.runWith(wrong, 'confirm', '--host', 'vmhost1');
    expect(confirmed.exitCode).toBe(8);
    expect(confirmed.stderr).toContain('host key');
    expect(await bench.run('revert', '--host', 'vmhost1')).toMatchObject({ exitCode: 0 });
    await expectDisarmed(6);
  } finally {
    await other.close();
  }
});

test('the lock of a run that is dead is taken over, and that is said', async () => {
  bench.desire(TWO_FRAMES);
  const lock = path.join(bench.server.root, 'var/opt/hpvmctl/lock');
  mkdirSync(lock, { recursive: true });
  writeFileSync(path.join(lock, 'owner'), 'owner=bob@desk\nrun=gone\nsince=2026-11-01T00:00:00Z\npid=999999\n');
  const applied = await bench.run('apply', DESIRED, '--auto-approve');
  expect(applied).toMatchObject({ exitCode: 0 });
  expect(applied.stderr).toMatch(/Took over the lock of a run that is dead: .*bob@desk/);
  await expectDisarmed(0);
});

test('a run that was confirmed is not taken back: that is said, with what to do instead', async () => {
  bench.desire({ lanInterfaces: [{ name: 'lan4', checksumOffload: 'off' }] });
  hang('--sa --fr cu');
  await killedAt(' confirmed ');
  const late = await bench.run('revert', '--host', 'vmhost1');
  expect(late).toMatchObject({ exitCode: 1 });
  expect(late.stderr).toContain('It is too late to take run');
  expect(late.stderr).toContain('apply the desired state as it was before');
  release();
  expect(await bench.run('resume', '--host', 'vmhost1')).toMatchObject({ exitCode: 0 });
  await expectDisarmed(0);
});

test('7: a run whose plan somebody removed is neither untouched nor guarded', async () => {
  hang(BOOT);
  await killedAt(' intent step=s02');
  const [run = ''] = below('var/opt/hpvmctl/runs');
  rmSync(path.join(bench.server.root, 'var/opt/hpvmctl/runs', run, 'plan'));
  const resumed = await bench.run('resume', '--host', 'vmhost1');
  expect(resumed).toMatchObject({ exitCode: 7 });
  expect(resumed.stderr.replaceAll(/\s+/g, ' ')).toContain('whether its guard still stands nobody can say');
  release();
});

test('7: a run whose folder somebody removes while it is watched is not called untouched, and the host is read', async () => {
  hang(BOOT);
  const running = bench.start('apply', DESIRED, '--auto-approve', '--out', 'report.json');
  await bench.journaled(' intent step=s02');
  const [run = ''] = below('var/opt/hpvmctl/runs');
  rmSync(path.join(bench.server.root, 'var/opt/hpvmctl/runs', run), { recursive: true, maxRetries: 5 });
  bench.server.cut();
  const finished = await running.finished;
  expect(finished).toMatchObject({ exitCode: 7 });
  expect(finished.stdout + finished.stderr).not.toContain('nothing was changed');
  const report: unknown = JSON.parse(bench.read('report.json'));
  expect(faultsOf('apply-report', report)).toEqual([]);
  expect(report).toMatchObject({
    verdict: 'unknown',
    execution: { guard: { status: 'unknown' }, diagnostics: [{ code: 'run-records-gone' }] },
    remaining: expect.any(Array) as unknown[],
  });
  release();
});
