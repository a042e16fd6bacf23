import type { ExecutionReport, StepReport, StepStatus } from '../execute/execution-report';
import { runStatusText } from './run-status-text';

function step(id: string, status: StepStatus): StepReport {
  const rest = { exitStatus: null, seconds: null, stdout: '', stderr: '' };
  return { id, title: `Do ${id}`, address: 'vswitch.web', command: `hpvmnet -c -S ${id}`, status, ...rest };
}

function textOf(changes: Partial<ExecutionReport>, exitCode = 7): string {
  const execution: ExecutionReport = {
    formatVersion: '1',
    kind: 'hpvm-report',
    host: 'vmhost1',
    runId: 'run-7',
    planDigest: 'sha256:p',
    outcome: 'applied',
    steps: [step('s01', 'done'), step('s02', 'failed'), step('s03', 'not-run')],
    undone: [],
    guard: { status: 'disarmed' },
    audit: [],
    startedAt: '',
    endedAt: '',
    diagnostics: [],
    ...changes,
  };
  const about = { host: 'vmhost1', runId: 'run-7', owner: 'anna@desk', startedAt: '2026-11-22T10:00:00Z' };
  const found = { phase: 'ended', execution, exitCode, diagnostics: [] } as const;
  const status = { formatVersion: '1', kind: 'hpvm-run-status', ...about, ...found } as const;
  return runStatusText(status, { colour: false, widthColumns: 100 });
}

const HEAD = '  begun by anna@desk at 2026-11-22T10:00:00Z (clock of the host)\n';

const NEXT = `\
  To have the host read again, and be told what differs (nothing more is carried out or taken back):
    hpvmctl resume --host vmhost1 --run run-7
`;

test('of a way back that failed it says so, and what is left to be taken back, and what to do next', () => {
  const leftToTakeBack = [{ id: 'r02', title: 'Remove vswitch web', command: 'hpvmnet -d -S web' }];
  expect(textOf({ outcome: 'revert-failed', revertReason: 'failed:step:s02', leftToTakeBack })).toBe(`\
vmhost1: run run-7: revert-failed
${HEAD}  1 of 3 steps done; it has ended, and taking it back FAILED
  it was to be taken back, because step s02 failed
Left to be taken back, in this order
  r02  Remove vswitch web
       $ hpvmnet -d -S web
  taking back what was done failed half way: a person must look, and carry out what is left, in its
    order. Then remove /var/opt/hpvmctl/unfinished on the host, and plan again. Until what it left
    is settled, plan and drift report this run as unfinished.
${NEXT}`);
  expect(textOf({ outcome: 'revert-failed' })).toContain('what is left the host has not said');
});

test('of a failed run it says which steps are not done', () => {
  expect(textOf({ outcome: 'failed' })).toBe(`\
vmhost1: run run-7: failed
${HEAD}  1 of 3 steps done; it has ended
  Steps that are not done
    s02  FAILED  Do s02
         $ hpvmnet -c -S s02
    s03  not run Do s03
         $ hpvmnet -c -S s03
  a step failed, or the host could not go on; nothing was taken back: a person must look. Then plan
    again. Until what it left is settled, plan and drift report this run as unfinished.
${NEXT}`);
});

test.each([
  ['stopped', 1],
  ['failed', 1],
  ['reverted', 1],
  ['locked', 5],
] as const)('of one that began nothing (%s) it says so', (outcome, exitCode) => {
  const text = textOf({ outcome, steps: [step('s01', 'not-run')] }, exitCode);
  expect(text).toMatch(/nothing was changed\. To carry it out, plan and apply\s+again\.\n$/);
  expect(text).not.toContain('resume');
});

test('of one that left nothing it says no more', () => {
  const text = `vmhost1: run run-7: applied\n${HEAD}  1 of 3 steps done; it has ended\n`;
  expect(textOf({ outcome: 'applied' }, 0)).toBe(text);
});

test.each([
  [6, 'the host was read again and is what it was before the run'],
  [7, 'the host could not be read again, or is not what it was before the run: a person must look'],
])('of one that was taken back it says what reading the host found (%i)', (exitCode, found) => {
  const text = `vmhost1: run run-7: reverted\n${HEAD}  1 of 3 steps done; it has ended\n  ${found}\n`;
  expect(textOf({ outcome: 'reverted' }, exitCode)).toBe(text);
});
