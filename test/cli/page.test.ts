import { LACP_AGGREGATE } from '../hosts/proven-plan-for';
import { hpvmctl } from './hpvmctl-process';
import { DESIRED, openWorkbench, type Workbench } from './workbench';

let bench: Workbench;
beforeAll(async () => {
  bench = await openWorkbench();
  bench.desire(LACP_AGGREGATE);
  await bench.run('discover', '--out', 'snapshot.json');
});
afterAll(() => bench.close());

test('plan prints the same page that show makes of the saved plan', async () => {
  const words = ['plan', DESIRED, '--snapshot', 'snapshot.json', '--out', 'plan.json', '--format', 'html'];
  const planned = await hpvmctl(words, { folder: bench.folder });
  const shown = await hpvmctl(['show', 'plan.json', '--format', 'html'], { folder: bench.folder });
  expect([planned.exitCode, shown.exitCode]).toEqual([0, 0]);
  expect(planned.stdout).toMatch(/^<!doctype html>/);
  expect(planned.stdout).toContain('<title>Plan for vmhost1</title>');
  expect(planned.stdout).toContain('Halt vswitch vmlan900');
  expect(shown.stdout).toBe(planned.stdout);
});

test('a plan with nothing to do is drawn as long as the host is at hand', async () => {
  const nothing = { vswitches: [{ name: 'vmlan0', uplink: 'lan0' }] };
  bench.write(
    'nothing.desired.json',
    bench.read(DESIRED).replace(/"apaGroups"[\s\S]*\]\s*\}\s*$/, JSON.stringify(nothing).slice(1)),
  );
  const words = [
    'plan',
    'nothing.desired.json',
    '--snapshot',
    'snapshot.json',
    '--out',
    'nothing.json',
    '--format',
    'html',
  ];
  const planned = await hpvmctl(words, { folder: bench.folder });
  expect(planned.stdout).toContain('The host as a table');
  const shown = await hpvmctl(['show', 'nothing.json', '--format', 'html'], { folder: bench.folder });
  expect(shown.stdout).toContain('does not hold the host it was made for');
  expect(shown.exitCode).toBe(0);
});

test('1: what is no plan has no page yet, and the message says what there is', async () => {
  const shown = await hpvmctl(['show', 'snapshot.json', '--format', 'html'], { folder: bench.folder });
  expect(shown).toMatchObject({ exitCode: 1, stdout: '' });
  expect(shown.stderr).toContain('Take another --format: text, markdown or json.');
});
