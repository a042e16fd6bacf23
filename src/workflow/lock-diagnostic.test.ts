import { samplePlan } from '../../test/transport/sample-plan';
import type { ExecutionReport } from '../execute/execution-report';
import { parseLockHolder, reportOfRun } from '../execute/report-of-run';
import { lockDiagnostic, lockedOutDiagnostic } from './lock-diagnostic';

function lockedBy(owner: string): ExecutionReport {
  const times = { startedAt: '2026-11-22T10:00:00Z', endedAt: '2026-11-22T10:00:05Z' };
  const facts = {
    planDigest: '',
    runId: 'r',
    records: [],
    isOver: true,
    over: null,
    refusal: null,
    diagnostics: [],
    ...times,
  };
  return { ...reportOfRun({ plan: samplePlan([]), ...facts }), lock: parseLockHolder(owner) };
}

const detailFor = (owner: string): string => lockDiagnostic(lockedBy(owner)).detail;

test('a held lock is told with its holder, how to look at it, and what becomes of a dead one', () => {
  expect(detailFor('owner=anna@desk\nrun=run-7\nsince=2026-11-22T10:00:00Z\npid=4711\n')).toBe(`\
anna@desk holds it since 2026-11-22T10:00:00Z (run run-7). Wait until it has ended, then plan and apply again.
To see how far it is:
  hpvmctl status --host vmhost1
Where it waits for its confirmation, one of these looks at the host and keeps what it did, the other takes it back:
  hpvmctl confirm --host vmhost1
  hpvmctl revert --host vmhost1
Or on vmhost1 itself:
  ps -p 4711
  tail /var/opt/hpvmctl/runs/run-7/journal.run
The lock of a run that is dead need not be removed: the next apply takes it over and says so. One that died half way is settled first:
  hpvmctl resume --host vmhost1`);
});

test('what somebody else wrote into the lock never becomes part of a command line', () => {
  const detail = detailFor('owner=x\nrun=a;reboot\npid=1;reboot\n');
  expect(detail).toContain('(run a;reboot)');
  expect(detail).toContain('itself:\n  ls -lt /var/opt/hpvmctl/runs\nThe lock');
});

test('of a run that was locked out it is told who holds the lock now', () => {
  const execution = lockedBy('owner=anna@desk\nrun=run-7\n');
  const free = lockedOutDiagnostic(execution, undefined);
  expect(free).toMatchObject({ code: 'lock-free-again', severity: 'warning' });
  expect(free.detail).toMatch(/^Run run-7 held it .* plan and apply again\.$/);
  const held = lockedOutDiagnostic(execution, parseLockHolder('owner=bert@desk\nrun=run-9\n'));
  expect(held).toMatchObject({ code: 'host-locked', detail: expect.stringContaining('bert@desk holds it') });
});
