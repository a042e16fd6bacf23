import { fakeHost, type FakeHost } from '../../test/transport/fake-host';
import { localShell, type LocalShell } from '../../test/transport/local-shell';
import { samplePlan, sampleRevert, sampleStep, sampleUndo } from '../../test/transport/sample-plan';
import {
  CARRIED_OUT,
  overheard,
  SAVED_AGAIN,
  TAKEN_BACK,
  toldOfRun,
  virtualRun,
  VLAN_PLAN,
  type VirtualRun,
} from '../../test/transport/virtual-run';
import { errorDiagnostic } from '../model/diagnostic';
import type { Plan } from '../plan/plan-document';
import { executePlan, type ExecutePlanInput } from './execute-plan';
import type { Answer } from './answer-questions';
import type { ExecutionReport } from './execution-report';
import type { RunQuestion } from './follow-run';

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
    expect(host.has('/sbin/rc2.d/K010hpvmctl')).toBe(false);
  }, 30_000);

  test('takes back what was done when a step fails', async () => {
    host.command(HPVMNET, 'echo "$*" >>"$ROOT/calls"; [ "$1" != two ]');
    const report = await execute(PLAN);
    expect(report).toMatchObject({
      outcome: 'reverted',
      revertReason: 'failed:step:s02',
      guard: { status: 'disarmed' },
    });
    expect(calls()).toEqual(['one', 'two', 'back-two', 'back-one']);
    expect(host.read('/var/opt/hpvmctl/ownership')).toBe('claim vswitch.web\nrelease vswitch.web\n');
  }, 30_000);
});

const YES: Answer = { status: 'yes' };
const WRONG = errorDiagnostic('not-as-desired', 'It is not', 'as it should be');

/** Looks that find one thing when the run asks one question, and nothing wrong otherwise. */
const looking =
  (question: RunQuestion, found: () => Answer) =>
  (asked: RunQuestion): Promise<Answer> =>
    asked === question ? new Promise((resolve) => resolve(found())) : Promise.resolve(YES);

const kindsTold = (run: VirtualRun): string[] => run.progress.map(({ kind }) => kind);

describe('a look at the host that answers', () => {
  const ends: readonly [RunQuestion, ExecutionReport['outcome'], readonly string[], string | undefined, string][] = [
    ['ready', 'stopped', [], undefined, ''],
    [
      'awaiting',
      'reverted',
      TAKEN_BACK,
      'asked-to-revert:waiting-for:confirm',
      'claim vswitch.web\nrelease vswitch.web\n',
    ],
    [
      'carried-out',
      'reverted',
      SAVED_AGAIN,
      'asked-to-revert:waiting-for:finish',
      'claim vswitch.web\nrelease vswitch.web\n',
    ],
  ];

  test.each(ends)('no at "%s" ends the run as %s', async (question, outcome, calls, revertReason, ownership) => {
    const run = virtualRun();
    const report = await run.execute({ look: looking(question, () => ({ status: 'no', diagnostics: [WRONG] })) });
    expect(report).toMatchObject({ outcome, refusal: { question, diagnostics: [WRONG] } });
    expect(report.guard.status).toBe('disarmed');
    expect(report.revertReason).toBe(revertReason);
    expect(kindsTold(run).filter((kind) => kind === 'revert-requested')).toHaveLength(question === 'ready' ? 0 : 1);
    expect(run.calls).toEqual(calls);
    expect(run.ownership()).toBe(ownership);
    expect(await run.left()).toEqual([]);
  });

  test.each(ends)('nothing because it fails at "%s" has the run end as %s', async (question, outcome, calls) => {
    const run = virtualRun();
    const look = looking(question, () => {
      throw new Error('a fault of ours');
    });
    const report = await run.execute({ look });
    expect(report).toMatchObject({ outcome, refusal: { question, diagnostics: [{ code: 'internal-error' }] } });
    expect(report.refusal?.diagnostics[0]?.detail).toContain('a fault of ours');
    expect(run.calls).toEqual(calls);
    expect(await run.left()).toEqual([]);
  });

  test.each(ends)('three times that it cannot be said at "%s", then yes, lets the run go on', async (question) => {
    const run = virtualRun();
    let looks = 0;
    const look = looking(question, () => ((looks += 1) <= 3 ? { status: 'unknown', reason: 'no login' } : YES));
    expect(await run.execute({ look })).toMatchObject({
      outcome: 'applied',
      diagnostics: [],
      guard: { status: 'disarmed' },
    });
    expect(looks).toBe(4);
    expect(run.progress.filter(({ kind }) => kind === 'look-failed')).toEqual(
      Array(3).fill({ kind: 'look-failed', what: question, reason: 'no login' }),
    );
    expect(run.calls).toEqual(CARRIED_OUT);
    expect(await run.left()).toEqual([]);
  });

  test.each([
    ['ready', 'stopped', []],
    ['awaiting', 'reverted', TAKEN_BACK],
    ['carried-out', 'applied', CARRIED_OUT],
  ] as const)('only that it cannot be said at "%s" lets the host decide: %s', async (question, outcome, calls) => {
    const run = virtualRun();
    const report = await run.execute({ look: looking(question, () => ({ status: 'unknown', reason: 'no login' })) });
    expect(report).toMatchObject({ outcome });
    expect(report.refusal).toBeUndefined();
    expect(run.calls).toEqual(calls);
    expect(await run.left()).toEqual([]);
  });

  test('no at "carried-out" of what nothing takes back leaves it done, and says what was found', async () => {
    const run = virtualRun();
    const plan = { ...VLAN_PLAN, steps: VLAN_PLAN.steps.map((step) => ({ ...step, undo: null })) };
    const report = await run.execute({
      plan,
      look: looking('carried-out', () => ({ status: 'no', diagnostics: [WRONG] })),
    });
    expect(report).toMatchObject({
      outcome: 'stopped',
      undone: [],
      refusal: { question: 'carried-out', diagnostics: [WRONG] },
    });
    expect(report.steps.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
    expect(run.calls).toEqual(CARRIED_OUT);
    expect(await run.left()).toEqual([]);
  });

  test('no, when the host has decided already, counts for nothing', async () => {
    const run = virtualRun();
    const look = async (question: RunQuestion): Promise<Answer> => {
      if (question !== 'awaiting') return YES;
      while (!kindsTold(run).includes('reverting')) await run.machine.pause(100);
      return { status: 'no', diagnostics: [WRONG] };
    };
    const report = await run.execute({ look });
    expect(report).toMatchObject({ outcome: 'reverted', revertReason: 'failed:no-confirm' });
    expect(report.refusal).toBeUndefined();
    expect(run.calls).toEqual(TAKEN_BACK);
  });
});

describe('a request to stop', () => {
  test('before anything was sent: nothing is sent', async () => {
    const run = virtualRun();
    const report = await run.execute({ stopSignal: AbortSignal.abort() });
    expect(report).toMatchObject({ outcome: 'stopped', guard: { status: 'none' }, audit: [], diagnostics: [] });
    expect(run.machine.files.exists('/var/opt/hpvmctl/runs')).toBe(false);
  });

  const moments: readonly [string, string, readonly string[]][] = [
    ['begin', 'stopped', []],
    ['ready', 'stopped', []],
    ['intent', 'reverted', ['1=101', '1=none']],
    ['awaiting', 'reverted', TAKEN_BACK],
  ];

  /** Aborts when the follower hears of a record for the first time. */
  function stopAt(run: VirtualRun, kind: string): { shell: ExecutePlanInput['shell']; stopSignal: AbortSignal } {
    const stop = new AbortController();
    const shell = overheard(run.machine.shell(), (text) => {
      if (new RegExp(`^@hpvm \\S+ \\S+ ${kind} `, 'm').test(text)) stop.abort();
      return true;
    });
    return { shell, stopSignal: stop.signal };
  }

  test.each(moments)('at "%s" ends the run as %s', async (kind, outcome, calls) => {
    const run = virtualRun();
    const look = async (): Promise<Answer> => {
      await run.machine.pause(5_000);
      return YES;
    };
    const report = await run.execute({ ...stopAt(run, kind), look });
    expect(report).toMatchObject({ outcome, diagnostics: [] });
    expect(report.guard.status).toBe('disarmed');
    expect(run.progress.filter((told) => told.kind === 'stop-requested')).toEqual([
      { kind: 'stop-requested', answer: 'asked' },
    ]);
    expect(run.calls).toEqual(calls);
    expect(await run.left()).toEqual([]);
  });

  test('behind the confirmation is too late: that is said, and nothing is told to the host', async () => {
    const run = virtualRun();
    const stop = new AbortController();
    const onProgress: ExecutePlanInput['onProgress'] = (told) => {
      run.progress.push(told);
      if (told.kind === 'confirmed') stop.abort();
    };
    const report = await run.execute({ onProgress, stopSignal: stop.signal });
    expect(report).toMatchObject({ outcome: 'applied', diagnostics: [] });
    expect(kindsTold(run).filter((kind) => kind.startsWith('stop-'))).toEqual(['stop-too-late']);
    expect(run.machine.files.exists('/var/opt/hpvmctl/runs/run-1/stop')).toBe(false);
    expect(run.looks).toContain('carried-out');
    expect(run.calls).toEqual(CARRIED_OUT);
    expect(await run.left()).toEqual([]);
  });

  test('without a guard stops before the next step, and takes nothing back', async () => {
    const run = virtualRun();
    const report = await run.execute({ ...stopAt(run, 'intent'), takesBack: false });
    expect(report).toMatchObject({ outcome: 'stopped', undone: [] });
    expect(report.steps.map(({ status }) => status)).toEqual(['done', 'not-run', 'not-run']);
    expect(run.calls).toEqual(['1=101']);
    // What was not done is not forgotten.
    expect(await run.left()).toEqual(['/var/opt/hpvmctl/unfinished']);
  });

  test('while the connection is lost is passed on over the next, and its failures are told once', async () => {
    const run = virtualRun();
    const stop = new AbortController();
    const shell = overheard(run.machine.shell(), (text) => {
      if (!text.includes(' awaiting ')) return true;
      queueMicrotask(() => {
        run.machine.cutConnections();
        stop.abort();
      });
      return true;
    });
    let logins = 0;
    const reconnect = () => {
      logins += 1;
      return logins < 4 ? Promise.reject(new Error('no route')) : Promise.resolve(run.machine.shell());
    };
    const look = looking('awaiting', () => ({ status: 'unknown', reason: 'no route' }));
    const report = await run.execute({ shell, reconnect, look, stopSignal: stop.signal });
    expect(report).toMatchObject({ outcome: 'reverted', revertReason: 'stopped:waiting-for:confirm' });
    const reasons = run.progress.flatMap((told) => (told.kind === 'stop-request-failed' ? [told.reason] : []));
    expect(reasons).toEqual([...new Set(reasons)]);
    expect(kindsTold(run).filter((kind) => kind === 'stop-requested')).toHaveLength(1);
    expect(run.calls).toEqual(TAKEN_BACK);
    expect(await run.left()).toEqual([]);
  });
});

test('a login whose shell cannot follow a run is asked less and less often', async () => {
  const run = virtualRun();
  const shell = {
    ...run.machine.shell(),
    runScript: () =>
      Promise.resolve({ stdout: '', stderr: 'This account is restricted.\n', exitStatus: 1, signal: null }),
  };
  const report = await run.execute({ shell, reconnect: () => Promise.resolve(shell) });
  expect(report).toMatchObject({ outcome: 'unknown', diagnostics: [{ code: 'outcome-unknown' }] });
  expect(report.diagnostics[0]?.detail).toContain('This account is restricted.');
  expect(kindsTold(run).filter((kind) => kind === 'reconnecting').length).toBeLessThan(300);
  expect(toldOfRun(run.progress)).toEqual([]);
});

describe('records of a run that somebody removes while it is followed', () => {
  const FOLDER = '/var/opt/hpvmctl/runs/run-1';

  test.each(['armed', 'intent', 'awaiting', 'confirmed', 'carried-out'])(
    'at "%s" leave the outcome unknown, whatever else is there',
    async (kind) => {
      const run = virtualRun();
      run.onRecord(kind, () => {
        run.machine.files.remove(FOLDER);
        run.machine.cutConnections();
      });
      const report = await run.execute();
      expect(report).toMatchObject({ outcome: 'unknown', guard: { status: 'unknown' } });
      expect(report.diagnostics.map(({ code }) => code)).toContain('run-records-gone');
      expect(report.diagnostics.map(({ code }) => code)).not.toContain('run-never-began');
      expect(report.nothingBegan).toBeUndefined();
      expect(report.steps.map(({ status }) => status)).not.toContain('not-run');
    },
  );
});
