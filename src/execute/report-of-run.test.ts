import fc from 'fast-check';
import { samplePlan, sampleStep } from '../../test/transport/sample-plan';
import { journalLines } from '../../test/transport/journal-lines';
import { parseJournal } from './journal';
import { parseLockHolder, reportOfRun } from './report-of-run';

const PLAN = samplePlan([sampleStep('s01', ['/bin/one']), sampleStep('s02', ['/bin/two', 'a[1]'])]);
const FACTS = [
  'begin owner=anna plan=sha256:ab steps=2 pid=4711 at=2026-11-22T10:00:00Z',
  'locked at=2026-11-22T10:00:00Z',
  'intent step=s01 at=2026-11-22T10:00:00Z',
  'outcome step=s01 exit=0 effect=unasked ownership=none at=2026-11-22T10:00:04Z',
  'intent step=s02 at=2026-11-22T10:00:04Z',
  'outcome step=s02 exit=0 effect=unasked ownership=none at=2026-11-22T10:00:03Z',
  'end result=applied reason= at=2026-11-22T10:00:04Z',
];

function reportOf(lines: readonly string[], isOver = true): ReturnType<typeof reportOfRun> {
  const { records, diagnostics } = parseJournal(
    journalLines('r', lines)
      .map((line) => `${line}\n`)
      .join(''),
    'r',
  );
  const times = { startedAt: '2026-11-22T10:00:00Z', endedAt: '2026-11-22T10:00:05Z' };
  return reportOfRun({
    plan: PLAN,
    planDigest: 'sha256:ab',
    runId: 'r',
    records,
    isOver,
    over: null,
    refusal: null,
    diagnostics,
    ...times,
  });
}

function gist(lines: readonly string[], isOver = true): readonly string[] {
  const report = reportOf(lines, isOver);
  return [report.outcome, ...report.steps.map((step) => step.status)];
}

describe('reportOfRun', () => {
  test('tells a complete run with times by the clock of the host, never less than nothing', () => {
    const report = reportOf(FACTS);
    expect(report).toMatchObject({ outcome: 'applied', diagnostics: [] });
    expect(report.steps.map((step) => [step.command, step.seconds, step.exitStatus])).toEqual([
      ['/bin/one', 4, 0],
      ["/bin/two 'a[1]'", 0, 0],
    ]);
  });

  test.each([
    [0, 'stopped', 'not-run', 'not-run'],
    [1, 'stopped', 'not-run', 'not-run'],
    [2, 'stopped', 'not-run', 'not-run'],
    [3, 'unknown', 'unknown', 'not-run'],
    [4, 'stopped', 'done', 'not-run'],
    [5, 'unknown', 'done', 'unknown'],
    [6, 'applied', 'done', 'done'],
    [7, 'applied', 'done', 'done'],
  ])('when the runner is gone after %i records: %s, %s, %s', (count, ...expected) => {
    expect(gist(FACTS.slice(0, count))).toEqual(expected);
  });

  test('when the host cannot be asked, every step without an outcome may have run', () => {
    for (let count = 0; count < 7; count += 1) expect(gist(FACTS.slice(0, count), false)[0]).toBe('unknown');
    expect(gist(FACTS.slice(0, 4), false)).toEqual(['unknown', 'done', 'unknown']);
  });

  test('explains a runner that ended without a word, and that its lock stays', () => {
    expect(reportOf(FACTS.slice(0, 4)).diagnostics).toMatchObject([
      { code: 'runner-gone', detail: expect.stringContaining('/var/opt/hpvmctl/lock') },
    ]);
    expect(reportOf(FACTS.slice(0, 3)).diagnostics).toMatchObject([{ code: 'step-unknown', address: 'vswitch.web' }]);
  });

  test('does not believe in a success whose steps it has not seen', () => {
    expect(gist([...FACTS.slice(0, 4), ...FACTS.slice(6)])[0]).toBe('unknown');
  });

  test('calls an unfinished ownership record a failure, although the step is done', () => {
    const lines = [
      ...FACTS.slice(0, 3),
      'outcome step=s01 exit=0 effect=unasked ownership=failed at=2026-11-22T10:00:04Z',
      'end result=broken reason=ownership-not-writable-after:s01 at=2026-11-22T10:00:04Z',
    ];
    expect(gist(lines)).toEqual(['failed', 'done', 'not-run']);
    expect(reportOf(lines).diagnostics[0]?.summary).toContain('ownership not writable after:s01');
  });

  test('never calls a run applied unless every step is known to be done', () => {
    fc.assert(
      fc.property(fc.subarray(FACTS), fc.boolean(), (lines, isOver) => {
        const report = reportOf(lines, isOver);
        if (report.outcome === 'applied') expect(report.steps.every((step) => step.status === 'done')).toBe(true);
        for (const step of report.steps) expect(step.status === 'done').toBe(step.exitStatus === 0);
      }),
    );
  });
});

describe('parseLockHolder', () => {
  test('reads the owner file, and shows foreign text as it stands', () => {
    expect(parseLockHolder('owner=anna%20b\nrun=r\nsince=2026-11-22T10:00:00Z\npid=4711\n')).toEqual({
      owner: 'anna b',
      runId: 'r',
      since: '2026-11-22T10:00:00Z',
      processId: 4711,
    });
    expect(parseLockHolder('owner=100%\n')).toEqual({ owner: '100%', runId: '', since: '', processId: null });
    expect(parseLockHolder('pid=1;reboot\n')).toEqual({ owner: '', runId: '', since: '', processId: null });
  });
});

test.each([
  ['rebooted', 'the host rebooted', true],
  ['runner-gone', 'the process that carried it out was gone', false],
])('a run that ended halfway (%s) says so, and blames neither disk nor rights', (reason, what, hasBooted) => {
  const { diagnostics } = reportOf([
    ...FACTS.slice(0, 4),
    `end result=broken reason=${reason} at=2026-11-22T10:00:09Z`,
  ]);
  const [told] = diagnostics;
  expect([told?.code, told?.summary]).toEqual([
    'ended-halfway',
    `The run on vmhost1 ended halfway, behind a step that nothing takes back: ${what}`,
  ]);
  expect(told?.detail).toContain('remove /var/opt/hpvmctl/unfinished');
  expect(told?.detail.includes('The boot kept')).toBe(hasBooted);
});
