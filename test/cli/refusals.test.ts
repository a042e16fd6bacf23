import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Plan } from '../../src/plan/plan-document';
import type { ApplyReport } from '../../src/review/apply-report';
import { DESIRED, openWorkbench, TWO_FRAMES, type Workbench } from './workbench';

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
});
afterEach(() => bench.close());

const frames = (): string => bench.host.state().files['/etc/rc.config.d/hpvmconf'] ?? '';

test('3: a plan is refused when the host has moved since, and the fields that moved are named', async () => {
  bench.desire(TWO_FRAMES);
  await bench.run('plan', DESIRED, '--out', 'plan.json');
  await bench.host.run(['/usr/sbin/ch_rc', '-a', '-p', 'HPVMMACADDRFRAMES=7', '/etc/rc.config.d/hpvmconf']);
  const applied = await bench.run('apply', 'plan.json', '--auto-approve');
  expect(applied.exitCode).toBe(3);
  expect(applied.stdout).toContain('- tunables: macAddressFrames not set -> 7');
  expect(frames()).toContain('HPVMMACADDRFRAMES=7');
});

test('3: a document with another digest than the approved one is refused', async () => {
  bench.desire(TWO_FRAMES);
  const applied = await bench.run('apply', DESIRED, '--auto-approve', '--expect-sha256', 'a'.repeat(64));
  expect(applied.exitCode).toBe(3);
  expect(applied.stdout).toContain('The desired state of vmhost1 is not the one that was approved');
  expect(frames()).not.toContain('HPVMMACADDRFRAMES=2');

  const drift = await bench.run('drift', DESIRED, '--json');
  const digest = (JSON.parse(drift.stdout) as { desiredDigest: string }).desiredDigest.replace('sha256:', '');
  expect(await bench.run('apply', DESIRED, '--auto-approve', '--expect-sha256', digest)).toMatchObject({ exitCode: 0 });
});

test('4: a plan that is not safe is refused, when it is shown and when it is to be applied', async () => {
  // AVIO needs an uplink before Integrity VM 4.3, and localnet has none.
  bench.desire({ guestNics: [{ guest: 'web01', slot: '0,4', vswitch: 'localnet', adapter: 'avio_lan' }] });
  const planned = await bench.run('plan', DESIRED, '--out', 'plan.json');
  expect(planned.exitCode).toBe(4);
  expect(planned.stdout).toContain('Plan: blocked;');
  for (const what of [DESIRED, 'plan.json']) {
    const applied = await bench.run('apply', what, '--auto-approve');
    expect(applied.exitCode).toBe(4);
    expect(applied.stdout).toContain('refused; nothing was changed.');
  }
});

test('5: of two applies at once the second is refused, and told who holds the lock', async () => {
  bench.desire(TWO_FRAMES);
  bench.host.injectFault({ id: 'slow', pattern: '^ch_rc', effect: { kind: 'hang', isApplied: false } });
  const first = bench.start('apply', DESIRED, '--auto-approve');
  await first.seen('running 1 step');
  const second = await bench.run('apply', DESIRED, '--auto-approve', '--out', 'second.json');
  expect(second.exitCode).toBe(5);
  expect(second.stdout).toContain('Another run holds the lock of vmhost1');
  expect(second.stdout).toMatch(/\S+@\S+ holds it since \d{4}-\S+Z \(run \d{8}-\d{6}-[0-9a-f]{8}\)/);
  expect(second.stdout).toMatch(/ ps -p \d+\n +tail \/var\/opt\/hpvmctl\/runs\/\S+\/journal\.run\n/);
  // As it stands there it can be pasted: with the options that lead to the host, on as many lines as it needs.
  const [, suggested = ''] = /\n +hpvmctl (status(?:.*\\\n)*.*)\n/.exec(second.stdout) ?? [];
  const words = suggested.replaceAll('\\\n', ' ').split(/ +/);
  expect(words).toEqual(['status', '--host', 'vmhost1', ...bench.connection]);
  expect((await bench.runWith([], ...words)).stdout).toContain('0 of 1 step done; its steps are being carried out');
  bench.host.removeFault('slow');
  expect(await first.finished).toMatchObject({ exitCode: 0 });

  // It does not hide the run that changed the host, and by now nobody holds the lock.
  const { execution } = JSON.parse(bench.read('second.json')) as ApplyReport;
  const runId = execution?.runId ?? '';
  const status = await bench.run('status', '--host', 'vmhost1');
  expect(status.stdout).toMatch(/^vmhost1: run \S+: applied\n/);
  expect(status.stdout).not.toContain(runId);
  const lockedOut = await bench.run('resume', '--host', 'vmhost1', '--run', runId);
  expect(lockedOut.exitCode).toBe(5);
  expect(lockedOut.stdout).toContain('Nobody holds the lock of vmhost1 any more');
  expect(lockedOut.stdout).not.toContain('Wait until');
});

test('7: without a guard, a step that fails stops the run; what was done and what still differs is told', async () => {
  bench.desire({
    vswitches: [{ name: 'vmlan3', uplink: 'lan3', state: 'up' }],
    tunables: { macAddressFrames: 2 },
  });
  bench.host.injectFault({
    id: 'broken',
    pattern: '^hpvmnet -b -S vmlan3',
    effect: { kind: 'exit', status: 1, isApplied: false, stderr: 'hpvmnet: Unable to continue\n\u001b[2Jgone\n' },
  });
  const applied = await bench.run('apply', DESIRED, '--auto-approve', '--no-revert', '--out', 'report.json');
  expect(applied.exitCode).toBe(7);
  expect(applied.stdout).toContain('done    Create vswitch vmlan3 on lan3');
  expect(applied.stdout).toContain('FAILED  Boot vswitch vmlan3');
  expect(applied.stdout).toContain('| hpvmnet: Unable to continue\n       | \\x1b[2Jgone\n');
  expect(applied.stdout).toContain('Still different\n  ~ vswitch.vmlan3\n      state  is down, should be up');
  expect(applied.stdout).toContain('a step failed');
  expect(JSON.parse(bench.read('report.json'))).toMatchObject({ verdict: 'failed', exitCode: 7 });
});

test('6: a halt that says it worked and did nothing is found out, and nothing behind it runs', async () => {
  bench.desire({
    apaGroups: [{ name: 'lan900', mode: 'LACP_AUTO', ports: ['lan1', 'lan2', 'lan3'], loadBalancing: 'LB_MAC' }],
  });
  const planned = await bench.run('plan', DESIRED, '--json');
  const commands = (JSON.parse(planned.stdout) as Plan).steps.map((step) => step.command.join(' '));
  const halt = commands.findIndex((command) => command.includes('hpvmnet -S vmlan900 -h'));
  expect(commands.findIndex((command) => command.includes('nwmgr -d'))).toBeGreaterThan(halt);
  bench.host.injectFault({
    id: 'liar',
    pattern: '^hpvmnet .* -h',
    effect: { kind: 'exit', status: 0, isApplied: false },
  });
  const groups = (): unknown => bench.host.state().running.aggregates;
  const before = groups();
  const applied = await bench.run('apply', DESIRED, '--auto-approve', '--out', 'report.json');
  expect(applied.exitCode).toBe(6);
  expect(applied.stderr).toContain('exit status 0, but the host does not show its effect');
  expect(applied.stdout).toMatch(
    /\$ \S*hpvmnet -S vmlan900\n +the host does not show that it worked\n(.*\n)* +\| vmlan900 .* Up /,
  );
  const report = JSON.parse(bench.read('report.json')) as ApplyReport;
  expect(report.execution?.steps.slice(halt).map((step) => step.status)).toEqual([
    'failed',
    ...commands.slice(halt + 1).map(() => 'not-run'),
  ]);
  expect(groups()).toEqual(before);
  expect(bench.host.hazards()).toEqual([]);
});

test('1: nothing is begun when the report cannot be written', async () => {
  bench.desire(TWO_FRAMES);
  bench.write('folder/file', '');
  for (const out of ['no-such-folder/report.json', 'folder']) {
    const applied = await bench.run('apply', DESIRED, '--auto-approve', '--out', out);
    expect(applied).toMatchObject({ exitCode: 1, stdout: '' });
    expect(applied.stderr).toContain(`Cannot write ${out}`);
  }
  expect(frames()).not.toContain('HPVMMACADDRFRAMES=2');
  expect(readdirSync(bench.folder).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('0: a report that can no longer be written is printed, and the run keeps its exit code', async () => {
  bench.desire(TWO_FRAMES);
  bench.write('reports/file', '');
  bench.host.injectFault({ id: 'slow', pattern: '^ch_rc', effect: { kind: 'hang', isApplied: false } });
  const running = bench.start('apply', DESIRED, '--auto-approve', '--out', 'reports/report.json');
  await running.seen('running 1 step');
  rmSync(path.join(bench.folder, 'reports'), { recursive: true });
  bench.host.removeFault('slow');
  const { exitCode, stderr } = await running.finished;
  expect(exitCode).toBe(0);
  expect(stderr).toContain('Cannot write reports/report.json');
  expect(stderr).toContain('"verdict": "converged"');
});

test('1: a host without a run is not told to plan, and without any document a host is to be named', async () => {
  const none = await bench.run('revert', '--host', 'vmhost1');
  expect(none.exitCode).toBe(1);
  expect(none.stderr).toContain('The host knows no run of hpvmctl');
  expect(none.stderr).not.toContain('hpvmctl plan');
  const nobody = await bench.run('status');
  expect(nobody.stderr.replaceAll(/\s+/g, ' ')).toContain('Name the host whose run is meant with --host');
});

test('1: nothing is applied without a yes when nobody can be asked', async () => {
  bench.desire(TWO_FRAMES);
  const applied = await bench.run('apply', DESIRED);
  expect(applied.exitCode).toBe(1);
  expect(applied.stderr).toContain('there is no terminal to ask at');
  expect(applied.stderr).toContain('--auto-approve');
  expect(frames()).not.toContain('HPVMMACADDRFRAMES=2');
});
