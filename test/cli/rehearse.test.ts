import { LACP_AGGREGATE } from '../hosts/proven-plan-for';
import { hpvmctl, type Finished } from './hpvmctl-process';
import { DESIRED, openWorkbench, type Workbench } from './workbench';

let bench: Workbench;
beforeAll(async () => {
  bench = await openWorkbench();
  bench.desire(LACP_AGGREGATE);
  await bench.run('plan', DESIRED, '--out', 'plan.json');
});
afterAll(() => bench.close());

const run = (...words: readonly string[]): Promise<Finished> => hpvmctl(words, { folder: bench.folder });

describe('rehearse', () => {
  test('0: says that the plan leads where it should, without a host, in 100 columns', async () => {
    const rehearsed = await run('rehearse', 'plan.json');
    expect(rehearsed).toMatchObject({ exitCode: 0 });
    expect(rehearsed.stdout).toContain('No harm was seen on the simulated host.');
    expect(rehearsed.stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  test('0: a step that is made to fail is taken back; 1: one that the plan does not have', async () => {
    const disturbed = await run('rehearse', 'plan.json', '--fail', 's03', '--json');
    expect(disturbed.exitCode).toBe(0);
    expect(JSON.parse(disturbed.stdout)).toMatchObject({
      kind: 'hpvm-rehearsal',
      report: { verdict: 'reverted', exitCode: 6 },
      standingHarms: [],
    });
    const unknown = await run('rehearse', 'plan.json', '--fail', 's99');
    expect(unknown).toMatchObject({ exitCode: 1, stdout: '' });
    expect(unknown.stderr).toContain('has no step s99');
  });

  test('what it wrote as JSON says what it is to those who read other files', async () => {
    const rehearsed = await run('rehearse', 'plan.json', '--json');
    bench.write('rehearsal.json', rehearsed.stdout);
    const shown = await run('show', 'rehearsal.json');
    expect(shown.exitCode).toBe(1);
    expect(shown.stderr).toContain('To read it: run hpvmctl rehearse again without --json');
    const applied = await run('apply', 'rehearsal.json');
    expect(applied.exitCode).toBe(1);
    expect(applied.stderr).toContain('rehearsal.json is a rehearsal (hpvm-rehearsal), not ');
  });
});
