import { LACP_AGGREGATE } from '../hosts/proven-plan-for';
import { hpvmctl } from './hpvmctl-process';
import { DESIRED, desiredText, openWorkbench, TWO_FRAMES, type Workbench } from './workbench';

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

test('drift prints the same page that show makes of the saved report, and a run has one too', async () => {
  const place = { folder: bench.folder };
  const words = ['drift', DESIRED, '--snapshot', 'snapshot.json', '--out', 'drift.json', '--format', 'html'];
  const drift = await hpvmctl(words, place);
  const shown = await hpvmctl(['show', 'drift.json', '--format', 'html'], place);
  expect([drift.exitCode, shown.exitCode]).toEqual([2, 0]);
  expect(drift.stdout).toContain('<title>Drift of vmhost1</title>');
  expect(shown.stdout).toBe(drift.stdout);
  bench.write('frames.desired.json', desiredText(TWO_FRAMES));
  await bench.run('apply', 'frames.desired.json', '--auto-approve', '--out', 'run.json');
  const run = await hpvmctl(['show', 'run.json', '--format', 'html'], place);
  expect(run.stdout).toContain('<title>Run on vmhost1</title>');
  expect(run.stdout).toContain('Steps as they ran');
});

test('1: a snapshot has no page, and the message says what there is', async () => {
  const shown = await hpvmctl(['show', 'snapshot.json', '--format', 'html'], { folder: bench.folder });
  expect(shown).toMatchObject({ exitCode: 1, stdout: '' });
  expect(shown.stderr).toContain('Take another --format: text, markdown or json.');
});

test.each([
  ['plan', DESIRED, 'page.html', 'hpvmctl plan --format html > page.html'],
  ['drift', DESIRED, 'drift.xml', 'hpvmctl drift --format junit > drift.xml'],
])('%s %s --out %s is refused before any host is looked at: it would be JSON', async (command, desired, out, typed) => {
  const { exitCode, stdout, stderr } = await hpvmctl([command, desired, '--out', out], { folder: bench.folder });
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(typed);
  expect(() => bench.read(out)).toThrow('ENOENT');
});
