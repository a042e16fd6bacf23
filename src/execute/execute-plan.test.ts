import { fakeHost, type FakeHost } from '../../test/transport/fake-host';
import { localShell, type LocalShell } from '../../test/transport/local-shell';
import { samplePlan, sampleRevert, sampleStep, sampleUndo } from '../../test/transport/sample-plan';
import type { Plan } from '../plan/plan-document';
import { executePlan, type ExecutePlanInput } from './execute-plan';
import type { ExecutionReport } from './execution-report';

const HPVMNET = '/opt/hpvm/bin/hpvmnet';

let host: FakeHost;
let shell: LocalShell;
beforeEach(() => {
  host = fakeHost();
  host.command(HPVMNET, 'read answer || answer=none; echo "$* answer=$answer" >>"$ROOT/calls"');
  shell = localShell(host.root);
});
afterEach(() => host.remove());

const PLAN = samplePlan(
  [
    sampleStep('s01', [HPVMNET, 'one'], { ownership: { action: 'claim', address: 'vswitch.web' } }),
    sampleStep('s02', [HPVMNET, 'two'], { answers: ['y'] }),
    sampleStep('s03', [HPVMNET, 'save'], { phase: 'persist' }),
  ],
  'ready',
  sampleRevert([
    sampleUndo('r01', 's02', [HPVMNET, 'back-two']),
    sampleUndo('r02', 's01', [HPVMNET, 'back-one'], { ownership: { action: 'release', address: 'vswitch.web' } }),
    sampleUndo('r03', 's03', [HPVMNET, 'save-again'], { phase: 'persist' }),
  ]),
);

async function execute(plan: Plan, more: Partial<ExecutePlanInput> = {}): Promise<ExecutionReport> {
  return executePlan({
    plan,
    planDigest: 'sha256:abc',
    shell,
    runId: 'run-1',
    owner: 'anna@desk',
    takesBack: true,
    now: () => new Date(),
    ...more,
  });
}

const calls = (): string[] => host.read('/calls').split('\n').slice(0, -1);

describe('a run that is guarded', () => {
  test('carries out its steps, is confirmed, saves, and leaves nothing armed', async () => {
    const report = await execute(PLAN);
    expect(report).toMatchObject({ outcome: 'applied', guard: { status: 'disarmed' }, diagnostics: [], undone: [] });
    expect(calls()).toEqual(['one answer=none', 'two answer=y', 'save answer=none']);
    expect(host.read('/var/opt/hpvmctl/ownership')).toBe('claim vswitch.web\n');
    for (const left of ['lock', 'unfinished']) expect(host.has(`/var/opt/hpvmctl/${left}`)).toBe(false);
    expect(host.has('/sbin/init.d/hpvmctl')).toBe(false);
    expect(host.has('/sbin/rc3.d/S990hpvmctl')).toBe(false);
  }, 30_000);

  test('takes back what was done when a step fails', async () => {
    host.command(HPVMNET, 'echo "$*" >>"$ROOT/calls"; [ "$1" != two ]');
    const report = await execute(PLAN);
    expect(report).toMatchObject({ outcome: 'reverted', revertReason: 'failed:step:s02', guard: { status: 'disarmed' } });
    expect(calls()).toEqual(['one', 'two', 'back-two', 'back-one']);
    expect(host.read('/var/opt/hpvmctl/ownership')).toBe('claim vswitch.web\nrelease vswitch.web\n');
  }, 30_000);
});
