import { journalLines } from '../../test/transport/journal-lines';
import { samplePlan, sampleRevert, sampleStep, sampleUndo } from '../../test/transport/sample-plan';
import { virtualRun } from '../../test/transport/virtual-run';
import { digestOf } from '../model/canonical-json';
import type { ExecutionReport } from './execution-report';
import { followRun, type ExecutionProgress } from './follow-run';
import { lookScript } from './follow-script';
import { reportOfRun } from './report-of-run';

const PLAN = samplePlan(
  [sampleStep('s01', ['/bin/one'])],
  'ready',
  sampleRevert([sampleUndo('r01', 's01', ['/bin/back'])]),
);

const at = (second: number): string => `at=2026-11-22T10:00:${String(second).padStart(2, '0')}Z`;
const hex = (text: string): string => Buffer.from(text).toString('hex');

const RUN = journalLines('r', [
  `begin owner=anna plan=sha256:ab steps=1 pid=4711 ${at(0)}`,
  `intent step=s01 ${at(1)}`,
  `outcome step=s01 exit=0 effect=shown ownership=none ${at(2)}`,
]);

/** The report of records read in this order, and what a watcher is told meanwhile. */
function reportOf(...lines: readonly string[]): {
  readonly report: ExecutionReport;
  readonly told: readonly ExecutionProgress['kind'][];
} {
  const told: ExecutionProgress['kind'][] = [];
  const follower = followRun(PLAN, 'r', ({ kind }) => told.push(kind));
  follower.takeText(lines.map((line) => `${line}\n`).join(''));
  expect(follower.diagnostics).toEqual([]);
  const facts = { plan: PLAN, planDigest: 'sha256:ab', runId: 'r', isOver: true, over: null, refusal: null };
  const times = { startedAt: '', endedAt: '' };
  return { report: reportOfRun({ ...facts, ...times, records: follower.records, diagnostics: [] }), told };
}

const undosOf = ({ audit }: ExecutionReport): readonly unknown[] =>
  audit.flatMap((entry) => (entry.event === 'undo' ? [[entry.exitStatus, entry.effect, entry.outputDigest]] : []));

test('what was tried twice is reported as it was the second time, and each try audited with its own output', () => {
  const guard = journalLines(
    'r',
    [
      `reverting reason=no-confirm ${at(3)}`,
      `undo-intent undo=r01 turn=1 ${at(4)}`,
      `undo-outcome undo=r01 turn=1 exit=3 effect=missing ${at(5)}`,
      `output step=r01 stream=stderr hex=${hex('busy')} ${at(5)}`,
      `undo-intent undo=r01 turn=2 ${at(6)}`,
      `undo-outcome undo=r01 turn=2 exit=0 effect=shown ${at(7)}`,
      `output step=r01 stream=stdout hex=${hex('done')} ${at(7)}`,
    ],
    'guard',
  );
  const { report } = reportOf(...RUN, ...guard);
  expect(report.undone).toMatchObject([{ id: 'r01', status: 'done', exitStatus: 0, stdout: 'done', stderr: '' }]);
  expect(undosOf(report)).toEqual([
    [3, 'missing', digestOf(['stderr\nbusy'])],
    [0, 'shown', digestOf(['stdout\ndone'])],
  ]);
});

test('a second try whose end was not recorded says nothing of the first', () => {
  const guard = journalLines(
    'r',
    [
      `undo-intent undo=r01 turn=1 ${at(4)}`,
      `undo-outcome undo=r01 turn=1 exit=3 effect=missing ${at(5)}`,
      `output step=r01 stream=stderr hex=${hex('busy')} ${at(5)}`,
      `undo-intent undo=r01 turn=2 ${at(6)}`,
    ],
    'guard',
  );
  expect(reportOf(...RUN, ...guard).report.undone).toMatchObject([{ status: 'unknown', exitStatus: null, stderr: '' }]);
});

test('a try whose intent could not be read is known by its turn', () => {
  const guard = journalLines(
    'r',
    [`undo-intent undo=r01 turn=1 ${at(4)}`, `undo-outcome undo=r01 turn=2 exit=0 effect=shown ${at(5)}`],
    'guard',
  );
  const { report } = reportOf(...RUN, ...guard);
  expect(undosOf(report)).toEqual([[null, 'unasked', digestOf([])]]);
  expect(report.undone).toMatchObject([{ status: 'done', exitStatus: 0 }]);
});

const DEAD_GUARD = journalLines('r', [`undo-intent undo=r01 turn=1 ${at(4)}`], 'guard');
const NEEDLESS = journalLines('r', [`back pid=9 ${at(8)}`, `undo-needless undo=r01 ${at(9)}`], 'back');

test.each([
  ['that nobody tried', [], ['undo-needless']],
  ['over which somebody died', DEAD_GUARD, ['undo-started', 'undo-needless']],
])('what the host shows done, and %s, is reported, audited and told as needless', (_, before, expected) => {
  const { report, told } = reportOf(...RUN, ...before, ...NEEDLESS);
  expect(report.undone).toMatchObject([{ id: 'r01', status: 'needless', exitStatus: null }]);
  expect(report.audit.slice(-2)).toMatchObject([{ event: 'undo-needless', id: 'r01' }, { event: 'end' }]);
  expect(told.slice(-expected.length)).toEqual(expected);
});

test('what was tried last counts, although the journal of an earlier boot is read last', () => {
  const back = journalLines(
    'r',
    [
      `back pid=9 ${at(30)}`,
      `undo-intent undo=r01 turn=1 ${at(31)}`,
      `undo-outcome undo=r01 turn=1 exit=0 effect=shown ${at(32)}`,
    ],
    'back',
  );
  const boot = journalLines(
    'r',
    [
      `woke pid=8 ${at(20)}`,
      `undo-intent undo=r01 turn=1 ${at(21)}`,
      `undo-outcome undo=r01 turn=1 exit=1 effect=missing ${at(22)}`,
    ],
    'boot',
  );
  const { report } = reportOf(...RUN, ...back, ...boot);
  expect(report.undone).toMatchObject([{ status: 'done', exitStatus: 0 }]);
  expect(report.audit.map(({ event }) => event)).toEqual(['begin', 'step', 'rebooted', 'undo', 'undo', 'end']);
  expect(report).toEqual(reportOf(...RUN, ...boot, ...back).report);
});

test('the audit that was followed live is the one that is read from the journals afterwards', async () => {
  const run = virtualRun();
  run.machine.onAction(({ argv, phase }) =>
    phase === 'before' && argv.at(-1) === 'portid:2:vlanid:102' ? { status: 1, stderr: 'no\n' } : undefined,
  );
  const live = await run.execute();
  expect(live.undone.length).toBeGreaterThan(0);
  const { plan, planDigest } = run.client();
  const follower = followRun(plan, 'run-1', () => undefined);
  await run.machine.shell().runScript(lookScript('run-1'), {
    timeoutMs: 60_000,
    onStdout: (text) => follower.takeText(text),
  });
  const { records, seen, diagnostics } = follower;
  const facts = {
    plan,
    planDigest,
    runId: 'run-1',
    records,
    isOver: true,
    over: null,
    seen,
    refusal: null,
    diagnostics,
  };
  const times = { startedAt: live.startedAt, endedAt: live.endedAt };
  expect(reportOfRun({ ...facts, ...times }).audit).toEqual(live.audit);
});
