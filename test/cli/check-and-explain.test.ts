import type { Plan } from '../../src/plan/plan-document';
import { alteredPlan, LACP_AGGREGATE, withoutEdge } from '../hosts/proven-plan-for';
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
const saved = (): Plan => JSON.parse(bench.read('plan.json')) as Plan;
const write = (name: string, plan: unknown): void => bench.write(name, JSON.stringify(plan));
const tooWide = (text: string): readonly string[] => text.split('\n').filter((line) => line.length > 100);

describe('check', () => {
  test('0: a plan of ours is proven, in 100 columns', async () => {
    const checked = await run('check', 'plan.json');
    expect(checked).toMatchObject({ exitCode: 0, stderr: '' });
    expect(checked.stdout).toContain('\nvmhost1: proven: whatever order its steps allow, none does harm.\n');
    expect(tooWide(checked.stdout)).toEqual([]);
    const json = await run('check', 'plan.json', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      kind: 'hpvm-check-report',
      verdict: 'proven',
      isCertificateUnchanged: true,
    });
  });

  test('4: a plan whose order was loosened is refuted, with the way into harm', async () => {
    const plan = saved();
    const halt = plan.steps.find(({ title }) => title === 'Halt vswitch vmlan900')?.id ?? '';
    const next = plan.steps.find(({ after }) => after.some(({ step }) => step === halt))?.id ?? '';
    write('loose.json', withoutEdge(plan, halt, next));
    const checked = await run('check', 'loose.json');
    expect(checked).toMatchObject({ exitCode: 4, stderr: '' });
    expect(checked.stdout).toContain('Error: lan900 changes beneath vmlan900');
    expect(checked.stdout).toContain('Source: Integrity VM 4.2.5 Release Notes, 7.2.18, p. 75.');
    expect(checked.stdout).toContain('\nvmhost1: refuted: the checker disagrees with this plan; it must not run.\n');
    expect((await run('check', 'loose.json', '--json')).exitCode).toBe(4);
  });

  test('4: a blocked plan; 0: a plan with nothing to do; of both the larger code', async () => {
    const plan = saved();
    const diagnostics = [{ severity: 'error', code: 'over-budget', summary: 'too long', detail: 'Why.' }] as const;
    const blocked = alteredPlan(plan, { status: 'blocked', certificate: null, diagnostics });
    const { snapshot: _, ...bare } = plan;
    const nothing = alteredPlan(bare, {
      ...{ host: 'vmhost2', status: 'no-op', changes: [], steps: [], outages: [], certificate: null },
      revert: null,
      diagnostics: [],
    });
    write('blocked.json', blocked);
    write('nothing.json', nothing);
    write('both.json', { plans: [blocked, nothing] });
    expect(await run('check', 'blocked.json')).toMatchObject({ exitCode: 4 });
    expect(await run('check', 'nothing.json')).toMatchObject({ exitCode: 0 });
    const both = await run('check', 'both.json');
    expect(both.exitCode).toBe(4);
    expect(both.stdout).toMatch(/\nvmhost1 +4 {5}blocked\nvmhost2 +0 {5}nothing to do\n/);
  });

  test('1: a file that is missing, torn, edited, or no plan', async () => {
    bench.write('torn.json', bench.read('plan.json').slice(0, 900));
    write('edited.json', { ...saved(), host: 'vmhost2' });
    write('other.json', { kind: 'Deployment' });
    for (const file of ['missing.json', 'torn.json', 'edited.json', 'other.json', DESIRED]) {
      const checked = await run('check', file);
      expect(checked).toMatchObject({ exitCode: 1, stdout: '' });
      expect(checked.stderr).toContain(file);
      expect(await run('explain', 's01', file)).toMatchObject({ exitCode: 1, stdout: '' });
    }
  });
});

describe('explain', () => {
  test('0: any part of a plan, in 100 columns and as JSON', async () => {
    const [first, second] = saved().steps;
    for (const what of [
      's01',
      `${first?.id ?? ''}:${second?.id ?? ''}`,
      'vswitch.vmlan900',
      'halt-before-apa-teardown',
    ]) {
      const explained = await run('explain', what, 'plan.json');
      expect(explained).toMatchObject({ exitCode: 0, stderr: '' });
      expect(explained.stdout).toContain(what);
      expect(tooWide(explained.stdout)).toEqual([]);
      const json = await run('explain', what, 'plan.json', '--json');
      expect(JSON.parse(json.stdout)).toMatchObject({ kind: 'hpvm-explanation', explanations: [{}] });
    }
  });

  test('a guest that keeps another NIC is called cut off neither here nor in the review', async () => {
    const explained = await run('explain', 'vswitch.vmlan900', 'plan.json');
    expect(explained.stdout).toContain('Running guests cut off, on all their NICs at once: app01.\n');
    expect(explained.stdout).toContain('Running guests that lose a NIC for some time and keep another one: db01.\n');
  });

  test('0: a rule needs no plan', async () => {
    const explained = await run('explain', 'halt-before-apa-teardown');
    expect(explained.exitCode).toBe(0);
    expect(explained.stdout).toContain(
      'Unsafe\n  the failover group is emptied while vmlan900 is up\n    $ /usr/sbin/nwmgr -d',
    );
  });

  test('1: what nobody knows is named with the nearest thing known', async () => {
    const unknown = await run('explain', 'vmlan900', 'plan.json');
    expect(unknown).toMatchObject({ exitCode: 1, stdout: '' });
    expect(unknown.stderr).toContain('Error: There is no vmlan900 in this plan\n');
    expect(unknown.stderr).toContain('Did you mean vswitch.vmlan900?');
    expect((await run('explain', 's10')).stderr).toContain('s10 is part of a plan; say of which one');
  });
});

test('a plan that was saved can be printed whole', async () => {
  const full = await run('show', 'plan.json', '--full');
  expect(full.exitCode).toBe(0);
  const lines = full.stdout.split('\n');
  const short = (await run('show', 'plan.json')).stdout.split('\n');
  // Besides how to see the rest.
  expect(short.filter((line) => !lines.includes(line) && !line.includes('hpvmctl show plan.json --full'))).toEqual([]);
  expect(full.stdout).toMatch(
    / {2}r07 {2}Boot vswitch vmlan900 \(takes back s01.*\n.*\$ \/opt\/hpvm\/bin\/hpvmnet -b -S vmlan900\n/,
  );
});
