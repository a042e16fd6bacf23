import { hpvmctl } from './hpvmctl-process';
import { DESIRED, openWorkbench, TWO_FRAMES, type Workbench } from './workbench';

const VLAN_ON_WEB01 = {
  vswitches: [{ name: 'vmlan4', uplink: 'lan4' }],
  guestNics: [{ guest: 'web01', slot: '0,1', vswitch: 'vmlan4', vlanId: 120 }],
};

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
});
afterEach(() => bench.close());

test('a plan is made, kept, shown, applied, and then nothing is left to do', async () => {
  bench.desire(VLAN_ON_WEB01);

  const planned = await bench.run('plan', DESIRED, '--out', 'plan.json');
  expect(planned).toMatchObject({ exitCode: 0, stderr: '' });
  expect(planned.stdout).toContain('~ guestNic.web01:0,1\n      vlanId  untagged -> 120');
  expect(planned.stdout).toMatch(/Plan: 0 to create, 2 to update, 0 to delete; \d+ steps; longest interruption about/);

  const shown = await hpvmctl(['show', 'plan.json'], { folder: bench.folder });
  expect(shown.stdout).toBe(planned.stdout);

  const applied = await bench.run('apply', 'plan.json', '--auto-approve', '--out', 'report.json');
  expect(applied.exitCode).toBe(0);
  expect(applied.stdout).toContain('the host was read again and is as desired.');
  expect(JSON.parse(bench.read('report.json'))).toMatchObject({ kind: 'hpvm-apply-report', verdict: 'converged' });

  expect(applied.stderr).toMatch(/^vmhost1: running \d+ steps$/m);

  // What is refused before its first step never said that it ran.
  const twice = await bench.run('apply', 'plan.json', '--auto-approve');
  expect([twice.exitCode, twice.stderr.includes('running')]).toEqual([3, false]);
  expect(twice.stdout).toContain('has been carried out already');

  expect(await bench.run('drift', DESIRED)).toMatchObject({
    exitCode: 0,
    stdout: `\
vmhost1: in sync

Not managed here: guestNic.app01:0,1, guestNic.db01:0,1, guestNic.db01:0,2, guestNic.test01:0,1,
  guestNic.web01:0,2, vswitch.vmlan0, vswitch.vmlan900
`,
  });
  const again = await bench.run('plan', DESIRED, '--detailed-exitcode');
  expect(again.exitCode).toBe(0);
  expect(again.stdout).toContain('nothing to do');
  expect(bench.host.hazards()).toEqual([]);
});

test('desired state is planned and applied in one go', async () => {
  bench.desire(TWO_FRAMES);
  const applied = await bench.run('apply', DESIRED, '--auto-approve');
  expect(applied.exitCode).toBe(0);
  expect(applied.stdout).toContain('Changes\n  ~ tunables');
  expect(applied.stderr).toContain('1/1  s01  Validate guest MAC addresses with 2 frames ... done');
});

test('the exit codes of plan and drift tell a pipeline whether there is something to do', async () => {
  bench.desire(TWO_FRAMES);
  expect(await bench.run('plan', DESIRED)).toMatchObject({ exitCode: 0 });
  expect(await bench.run('plan', DESIRED, '--detailed-exitcode')).toMatchObject({ exitCode: 2 });
  const drift = await bench.run('drift', DESIRED, '--json');
  expect(drift.exitCode).toBe(2);
  expect(JSON.parse(drift.stdout)).toMatchObject({
    formatVersion: '1',
    kind: 'hpvm-drift-report',
    status: 'drift',
    changes: [{ address: 'tunables', fields: [{ path: 'macAddressFrames', before: null, after: 2 }] }],
  });
});

test('a snapshot stands in for the host wherever a command only reads', async () => {
  bench.desire(TWO_FRAMES);
  expect(await bench.run('discover', '--host', 'vmhost1', '--out', 'snapshot.json')).toMatchObject({ exitCode: 0 });
  const offline = { folder: bench.folder };
  const plan = await hpvmctl(['plan', DESIRED, '--snapshot', 'snapshot.json', '--json'], offline);
  expect(JSON.parse(plan.stdout)).toMatchObject({ kind: 'hpvm-plan', host: 'vmhost1', status: 'ready' });
  expect((await hpvmctl(['drift', DESIRED, '--snapshot', 'snapshot.json'], offline)).exitCode).toBe(2);
  const review = await hpvmctl(['review', DESIRED, '--snapshot', 'snapshot.json'], offline);
  expect(review).toMatchObject({ exitCode: 0, stderr: '' });
  expect(review.stdout).toMatch(/^<!-- hpvmctl-review:default -->\n\n## Safe: 1 host, 1 change, 1 step\n/);
  const shown = await hpvmctl(['show', 'snapshot.json'], offline);
  expect(shown.stdout).toContain('vmlan900  24      up     lan900');
});

test('a host without a name is named as it calls itself', async () => {
  const discovered = await bench.run('discover');
  expect(JSON.parse(discovered.stdout)).toMatchObject({ kind: 'hpvm-observed-host', host: 'vmhost1' });
});

test('desired state is found in the folders that synthesis makes', async () => {
  bench.desire(TWO_FRAMES);
  bench.write('cdktf.out/stacks/vmhost1/vmhost1.desired.json', bench.read(DESIRED));
  expect(await bench.run('plan', '--detailed-exitcode')).toMatchObject({ exitCode: 2 });
});

test('several hosts are each listed with their own result, and the largest code wins', async () => {
  bench.desire(TWO_FRAMES);
  bench.write('vmhost2.desired.json', bench.read(DESIRED).replace('vmhost1', 'vmhost2'));
  await bench.run('discover', '--host', 'vmhost1', '--out', 'one.json');
  bench.write('two.json', bench.read('one.json').replace('"host": "vmhost1"', '"host": "vmhost2"'));
  const both = [DESIRED, 'vmhost2.desired.json'];
  const offline = { folder: bench.folder };

  const drift = await hpvmctl(['drift', ...both, '--snapshot', 'one.json', '--snapshot', 'two.json'], offline);
  expect(drift.exitCode).toBe(2);
  expect(drift.stdout).toContain('vmhost1  2     drift in 1 resource');
  expect(drift.stdout).toContain('vmhost2  2     drift in 1 resource');

  const plans = await hpvmctl(['plan', ...both, '--snapshot', 'one.json', '--json'], offline);
  expect(plans.exitCode).toBe(1);
  expect(JSON.parse(plans.stdout)).toMatchObject({
    plans: [{ host: 'vmhost1' }],
    failures: [{ host: 'vmhost2', exitCode: 1, diagnostics: [{ code: 'no-snapshot-of-host' }] }],
  });
});
