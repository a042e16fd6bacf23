import type { ExecutionProgress } from '../execute/follow-run';
import type { PlanStep } from '../plan/plan-document';
import { applyProgress } from './apply-progress';
import type { CliContext } from './context';

/** What is said of these. */
function saidOf(told: readonly ExecutionProgress[]): string {
  let said = '';
  const context: Pick<CliContext, 'note' | 'noteStyle' | 'isWatched'> = {
    note: (text) => {
      said += text;
    },
    noteStyle: { colour: false, widthColumns: 100 },
    isWatched: false,
  };
  const tell = applyProgress(context as CliContext);
  for (const progress of told) tell('vmhost1', progress);
  return said;
}

/** What is said when somebody asks to stop after these steps of three. */
function saidAfter(finished: readonly ('done' | 'failed')[]): string {
  const step = { id: 's01', title: 'Boot' } as PlanStep;
  return saidOf([
    { kind: 'started', stepCount: 3 },
    ...finished.map(
      (status, index) => ({ kind: 'step-finished', step, index, stepCount: 3, status, exitStatus: 0 }) as const,
    ),
    { kind: 'stop-requested', answer: 'asked' },
  ]);
}

test('what a connection dies of is broken where a terminal ends', () => {
  const reason = 'Cannot reach vmhost1 (vmhost1:22): '.padEnd(180, 'no answer ');
  const said = saidOf([
    { kind: 'connection-lost', reason },
    { kind: 'reconnecting', attempt: 2, inMs: 1500, reason },
    { kind: 'stop-request-failed', reason },
  ]);
  expect(said).toContain('\n  attempt 2 in 2 s: Cannot reach');
  expect(said.split('\n').filter((line) => line.length > 100)).toEqual([]);
});

test('of two times it says what each is for', () => {
  expect(
    saidOf([
      { kind: 'armed', seconds: 1320 },
      { kind: 'awaiting', seconds: 300 },
    ]),
  ).toBe(`\
  guarded: the host takes it back unless steps and confirmation are done within 22 min
  confirming over a new connection; from now on the host waits 5 min for that
`);
});

test('who asks in time is told that the host knows', () => {
  expect(saidAfter(['done', 'done'])).toContain('The host has been told, and stops where that is safe.');
});

test.each([[['done', 'done', 'done']], [['done', 'failed']]] as const)(
  'no stop is promised of a run that has ended already: %j',
  (finished) => {
    expect(saidAfter(finished)).not.toContain('The host has been told');
  },
);

test('who asks while the steps are done and unconfirmed is told that the host knows, and when it was too late after all', () => {
  const step = { id: 's01', title: 'Boot' } as PlanStep;
  const awaiting: readonly ExecutionProgress[] = [
    { kind: 'started', stepCount: 1 },
    { kind: 'step-finished', step, index: 0, stepCount: 1, status: 'done', exitStatus: 0 },
    { kind: 'awaiting', seconds: 60 },
    { kind: 'stop-requested', answer: 'asked' },
  ];
  expect(saidOf(awaiting)).toContain('The host has been told');
  expect(saidOf(awaiting)).not.toContain('Too late');
  const tooLate = 'Too late: the run was confirmed';
  expect(saidOf([...awaiting, { kind: 'confirmed' }])).toContain(tooLate);
  expect(saidOf([...awaiting.slice(0, 3), { kind: 'confirmed' }, { kind: 'stop-too-late' }])).toContain(tooLate);
});
