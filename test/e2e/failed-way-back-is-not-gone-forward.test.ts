import { parseUnfinishedRun } from '../../src/discovery/parsers/parse-unfinished-run';
import { runStatusText } from '../../src/review/run-status-text';
import { samplePlan, sampleRevert, sampleUndo } from '../transport/sample-plan';
import { virtualRun, VLAN_PLAN } from '../transport/virtual-run';

const NO_SUCH_PORT = ['/opt/hpvm/bin/hpvmnet', '-S', 'vmlan4', '-u', 'portid:99:vlanid:none'];

/** The first command of its way back fails, and what comes behind it stays with it. */
const PLAN = samplePlan(
  VLAN_PLAN.steps,
  'ready',
  sampleRevert(
    (VLAN_PLAN.revert?.steps ?? []).map((undo) => (undo.id === 'r01' ? sampleUndo('r01', 's02', NO_SUCH_PORT) : undo)),
  ),
);

test('a way back that failed stands in the record of the host, and the status lists what is left', async () => {
  const run = virtualRun();
  const report = await run.execute({
    plan: PLAN,
    look: (question) =>
      Promise.resolve(question === 'awaiting' ? { status: 'no', diagnostics: [] } : { status: 'yes' }),
  });
  expect(report.outcome).toBe('revert-failed');
  expect(await run.left()).toEqual(['/var/opt/hpvmctl/unfinished']);
  const record = parseUnfinishedRun(run.machine.files.read('/var/opt/hpvmctl/unfinished') ?? '');
  expect(record).toMatchObject({ ok: true, value: { isBeingTakenBack: true, left: ['r01', 'r02'] } });
  const status = {
    formatVersion: '1',
    kind: 'hpvm-run-status',
    host: 'vmhost1',
    runId: 'run-1',
    owner: 'anna@desk',
    startedAt: null,
    phase: 'ended',
    execution: report,
    exitCode: 7,
    diagnostics: [],
  } as const;
  const text = runStatusText(status, { colour: false, widthColumns: 100 });
  expect(text).toMatch(
    /Left to be taken back, in this order\n {2}r01 .*\n {7}\$ \/opt\/hpvm\/bin\/hpvmnet -S vmlan4 -u portid:99:vlanid:none\n/,
  );
});

test('a run that was taken back leaves no record', async () => {
  const run = virtualRun();
  const report = await run.execute({
    look: (question) =>
      Promise.resolve(question === 'awaiting' ? { status: 'no', diagnostics: [] } : { status: 'yes' }),
  });
  expect(report.outcome).toBe('reverted');
  expect(await run.left()).toEqual([]);
});
