import type { StepReport } from '../execute/execution-report';
import type { ApplyReport } from './apply-report';
import { REHEARSAL_OWNER, reportText, verdictText } from './report-text';

const plain = { colour: false, widthColumns: 100 };

const step = (id: string, changes: Partial<StepReport>): StepReport => ({
  id,
  title: `Do ${id}`,
  address: 'vswitch.web',
  command: '/opt/hpvm/bin/hpvmnet -b -S web',
  status: 'done',
  exitStatus: 0,
  seconds: 1,
  stdout: '',
  stderr: '',
  ...changes,
});

const failed: ApplyReport = {
  formatVersion: '1',
  kind: 'hpvm-apply-report',
  host: 'vmhost1',
  verdict: 'failed',
  exitCode: 7,
  execution: {
    formatVersion: '1',
    kind: 'hpvm-report',
    host: 'vmhost1',
    runId: '20261122-104500-4f7a9c2e',
    planDigest: 'sha256:p',
    outcome: 'failed',
    undone: [],
    guard: { status: 'none' },
    audit: [],
    steps: [
      step('s01', {}),
      step('s02', {
        status: 'failed',
        exitStatus: 1,
        stdout: 'half a line',
        stderr: 'hpvmnet: Unable to continue\n\u001b[31mred\n',
      }),
      step('s03', { status: 'not-run', exitStatus: null, seconds: null }),
    ],
    startedAt: '2026-11-22T10:45:00Z',
    endedAt: '2026-11-22T10:45:03Z',
    diagnostics: [],
  },
  remaining: [],
  diagnostics: [],
};

test('a failed run says what was done, what failed with its output, what was not run, and what next', () => {
  expect(reportText(failed, plain)).toBe(`\
Steps
  s01  done    Do s01  1 s
  s02  FAILED  Do s02  1 s
       $ /opt/hpvm/bin/hpvmnet -b -S web
       exit status 1
       | hpvmnet: Unable to continue
       | \\x1b[31mred
       | half a line
  s03  not run Do s03
  All outputs are in /var/opt/hpvmctl/runs/20261122-104500-4f7a9c2e on the host.

vmhost1: 1 of 3 steps done; a step failed; the steps after it were not run, and nothing was taken
  back: a person must look (what is where is printed). Until what it left is settled, plan and drift
  report this run as unfinished.
`);
});

test('a step whose effect the host does not show is told with what the host answered', () => {
  const halt = step('s01', {
    status: 'failed',
    stdout: 'Halt? [n]:',
    readBack: { command: 'hpvmnet -S web', isShown: false, output: 'web  25  Up\n' },
  });
  const report = { ...failed, execution: { ...failed.execution, steps: [halt] } } as ApplyReport;
  expect(reportText(report, plain)).toContain(`\
  s01  FAILED  Do s01  1 s
       $ /opt/hpvm/bin/hpvmnet -b -S web
       exit status 0
       | Halt? [n]:
       $ hpvmnet -S web
       the host does not show that it worked
       | web  25  Up
`);
});

test('of a rehearsal it points to no host', () => {
  const begin = { event: 'begin', owner: REHEARSAL_OWNER };
  const report = { ...failed, execution: { ...failed.execution, audit: [begin] } } as unknown as ApplyReport;
  expect(reportText(report, plain)).toContain('It was a rehearsal');
  expect(reportText(report, plain)).not.toContain('on the host');
});

test.each([
  ['s03', 'a step failed; the steps after it were not run'],
  ['s02', 'it failed after s02 had begun, which nothing takes back'],
])('a run without a way back is not said to have passed what nothing takes back (%s)', (guardedUntil, said) => {
  const plan = { steps: failed.execution?.steps, revert: { guardedUntil } };
  const execution = { ...failed.execution, guard: { status: 'disarmed' } };
  expect(verdictText({ ...failed, plan, execution } as unknown as ApplyReport, plain)).toContain(said);
});

test('long output is cut, and says so', () => {
  const noisy = step('s01', { status: 'failed', stderr: 'line\n'.repeat(25) });
  const report = { ...failed, execution: { ...failed.execution, steps: [noisy] } } as ApplyReport;
  expect(reportText(report, plain)).toContain('       | line\n       | ... 5 more lines\n');
});

test('whoever watched the steps is told only how it ended', () => {
  expect(verdictText({ ...failed, verdict: 'converged', exitCode: 0 }, plain)).toBe(
    'vmhost1: 1 of 3 steps done; applied; the host was read again and is as desired.\n',
  );
});
