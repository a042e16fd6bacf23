import { CARRIED_OUT, TAKEN_BACK, toldOfRun, virtualRun, type VirtualRun } from '../../test/transport/virtual-run';
import type { Answer } from './answer-questions';
import { confirmToken } from './confirm-token';
import { executePlan, watchFoundRun, type ExecutePlanInput } from './execute-plan';
import type { ExecutionReport } from './execution-report';
import { followScript } from './follow-script';
import { requestOfRun } from './run-requests';

const APPLIED = { outcome: 'applied', guard: { status: 'disarmed' }, diagnostics: [] };
const REVERTED = { outcome: 'reverted', guard: { status: 'disarmed' } };
const QUESTIONS = ['ready', 'awaiting', 'carried-out'];

describe('requests that the host cannot write', () => {
  test.each(['ready', 'awaiting', 'carried-out'])('at "%s" are written when it has room again', async (kind) => {
    const run = virtualRun();
    const over = run.execute({
      look: async (question) => {
        if (question === kind) run.machine.isDiskFull = true;
        return Promise.resolve({ status: 'yes' });
      },
      onProgress: () => undefined,
    });
    await run.machine.pause(30_000);
    run.machine.isDiskFull = false;
    expect(await over).toMatchObject({ ...APPLIED, diagnostics: expect.any(Array) });
    expect(run.looks).toEqual(QUESTIONS);
    expect(run.calls).toEqual(CARRIED_OUT);
    expect(await run.left()).toEqual([]);
  });

  test('are not given up until the host has taken the run back by itself', async () => {
    const run = virtualRun();
    const over = run.execute({
      look: (question) => {
        if (question === 'awaiting') run.machine.isDiskFull = true;
        return Promise.resolve({ status: 'yes' });
      },
    });
    await run.machine.pause(900_000);
    run.machine.isDiskFull = false;
    expect(await over).toMatchObject({ outcome: 'reverted' });
    expect(run.calls).toEqual(TAKEN_BACK);
    expect(await run.left()).toEqual([]);
  });
});

const FOLDER = '/var/opt/hpvmctl/runs/run-1';

describe('a second client', () => {
  const watchAgain = (run: VirtualRun, more: Partial<ExecutePlanInput> = {}): Promise<ExecutionReport> =>
    watchFoundRun({
      ...run.client(more),
      options: { confirmToken: confirmToken('sha256:abc', 'run-1'), longestSeconds: 600, takesBack: true },
      firstScript: followScript('run-1'),
    });

  test('who reads the journal of a run that has ended asks nothing anew', async () => {
    const run = virtualRun();
    await run.execute();
    const first = toldOfRun(run.progress);
    run.looks.length = 0;
    run.progress.length = 0;
    expect(await watchAgain(run)).toMatchObject(APPLIED);
    expect(run.looks).toEqual([]);
    expect(toldOfRun(run.progress)).toEqual(first);
    expect(run.calls).toEqual(CARRIED_OUT);
  });

  test('who comes while the run waits for its confirmation confirms it, and is not asked what the first answered', async () => {
    const run = virtualRun();
    const { reconnect: _unused, ...first } = run.client();
    run.onRecord('awaiting', () => run.machine.cutConnections());
    expect(await executePlan(first)).toMatchObject({ outcome: 'unknown' });
    run.looks.length = 0;
    expect(await watchAgain(run)).toMatchObject(APPLIED);
    expect(run.looks).toEqual(['awaiting', 'carried-out']);
    expect(run.calls).toEqual(CARRIED_OUT);
    expect(await run.left()).toEqual([]);
  });

  test('who wants it stopped from the first has it taken back', async () => {
    const run = virtualRun();
    const { reconnect: _unused, ...first } = run.client();
    run.onRecord('awaiting', () => run.machine.cutConnections());
    await executePlan(first);
    const look = (): Promise<Answer> => Promise.resolve({ status: 'unknown', reason: 'no login' });
    expect(await watchAgain(run, { look, stopSignal: AbortSignal.abort() })).toMatchObject({
      ...REVERTED,
      revertReason: 'stopped:waiting-for:confirm',
    });
    expect(run.calls).toEqual(TAKEN_BACK);
    expect(await run.left()).toEqual([]);
  });

  test('who finds empty journals of a run that owes steps has it taken back', async () => {
    const run = virtualRun();
    const { reconnect: _unused, ...first } = run.client();
    run.onRecord('awaiting', () => {
      for (const { pid } of run.machine.processes()) run.machine.kill(pid, 'KILL');
      for (const writer of ['run', 'guard']) run.machine.files.write(`${FOLDER}/journal.${writer}`, '');
    });
    await executePlan(first);
    const report = await watchAgain(run);
    expect(report.diagnostics.map(({ code }) => code)).not.toContain('run-never-began');
    expect(report).toMatchObject({ outcome: 'reverted' });
    // What was saved is not known either, so that all of it is saved again.
    expect(run.calls).toEqual([...TAKEN_BACK, 'save']);
    expect(await run.left()).toEqual([]);
  });

  test('who has the run taken back is heard by the first', async () => {
    const run = virtualRun();
    const report = await run.execute({
      look: async (question) => {
        if (question !== 'awaiting') return { status: 'yes' };
        await requestOfRun(run.machine.shell(), 'run-1', 'revert', 'asked-for');
        return { status: 'yes' };
      },
    });
    expect(report).toMatchObject({ ...REVERTED, revertReason: 'asked-to-revert:waiting-for:confirm' });
    expect(run.calls).toEqual(TAKEN_BACK);
    expect(await run.left()).toEqual([]);
  });
});
