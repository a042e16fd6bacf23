import type { ExecutionProgress } from '../execute/follow-run';
import type { PlanStep } from '../plan/plan-document';
import { applyProgress } from './apply-progress';
import type { CliContext } from './context';

/** What is said when somebody asks to stop after these steps of three. */
function saidAfter(finished: readonly ('done' | 'failed')[]): string {
  let said = '';
  const context: Pick<CliContext, 'note' | 'noteStyle' | 'isWatched'> = {
    note: (text) => {
      said += text;
    },
    noteStyle: { colour: false, widthColumns: 100 },
    isWatched: false,
  };
  const tell = applyProgress(context as CliContext);
  const step = { id: 's01', title: 'Boot' } as PlanStep;
  const told: readonly ExecutionProgress[] = [
    { kind: 'started', stepCount: 3 },
    ...finished.map(
      (status, index) => ({ kind: 'step-finished', step, index, stepCount: 3, status, exitStatus: 0 }) as const,
    ),
    { kind: 'stop-requested', answer: 'asked' },
  ];
  for (const progress of told) tell('vmhost1', progress);
  return said;
}

test('who asks in time is told that the host knows', () => {
  expect(saidAfter(['done', 'done'])).toContain('The host has been told, and stops where that is safe.');
});

test.each([[['done', 'done', 'done']], [['done', 'failed']]] as const)(
  'no stop is promised of a run that has ended already: %j',
  (finished) => {
    expect(saidAfter(finished)).not.toContain('The host has been told');
  },
);
