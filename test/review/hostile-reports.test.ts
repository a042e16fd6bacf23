import { obeyedIn } from '../../scripts/evidence/hostile/judge-text';
import type { ExecutionReport, GuardReport } from '../../src/execute/execution-report';
import type { ResourceAddress } from '../../src/model/resource';
import type { ApplyReport, ApplyVerdict } from '../../src/review/apply-report';
import { reportText, verdictText } from '../../src/review/report-text';
import type { RunStatus } from '../../src/review/run-status';
import { runStatusText } from '../../src/review/run-status-text';

const EVIL = 'a\u001b[2J\u202e\u0007b';
const STYLE = { colour: false, widthColumns: 100 };
const DIAGNOSTIC = { severity: 'error', code: EVIL, summary: EVIL, detail: EVIL, address: EVIL } as const;

const GUARDS: readonly GuardReport[] = [
  { status: 'none' },
  { status: 'armed', armedUntil: EVIL },
  { status: 'boot-script-only' },
  { status: 'gone' },
  { status: 'unknown' },
  { status: 'disarmed' },
  { status: 'boot-script-left' },
];

/** A run in whose records everything that is free text is hostile. */
function execution(guard: GuardReport): ExecutionReport {
  const output = { stdout: EVIL, stderr: EVIL, exitStatus: 1, seconds: 3 };
  const step = { id: EVIL, title: EVIL, address: EVIL, command: EVIL, ...output };
  return {
    formatVersion: '1',
    kind: 'hpvm-report',
    host: EVIL,
    runId: EVIL,
    planDigest: EVIL,
    outcome: 'unknown',
    lock: { owner: EVIL, since: EVIL, runId: EVIL, processId: 1 },
    steps: [
      { ...step, status: 'failed', readBack: { command: EVIL, isShown: false, output: EVIL } },
      { ...step, status: 'unknown', exitStatus: null },
      { ...step, status: 'done' },
      { ...step, status: 'not-run' },
    ],
    revertReason: EVIL,
    undone: (['done', 'failed', 'unknown'] as const).map((status) => ({ ...step, status })),
    guard,
    audit: [],
    refusal: { question: EVIL, diagnostics: [DIAGNOSTIC] },
    startedAt: EVIL,
    endedAt: EVIL,
    diagnostics: [DIAGNOSTIC],
  };
}

const VERDICTS: readonly ApplyVerdict[] = ['failed', 'unknown', 'reverted', 'stopped', 'locked'];

test.each(GUARDS)('no field of a report reaches a terminal as it is: $status', (guard) => {
  for (const verdict of VERDICTS) {
    for (const exitCode of [1, 7, 8]) {
      const report: ApplyReport = {
        formatVersion: '1',
        kind: 'hpvm-apply-report',
        host: EVIL,
        verdict,
        exitCode,
        signedBy: { principal: EVIL, key: EVIL },
        execution: execution(guard),
        remaining: [
          {
            address: EVIL as ResourceAddress,
            kind: 'tunables',
            action: 'update',
            fields: [{ path: EVIL, before: EVIL, after: [EVIL] }],
          },
        ],
        diagnostics: [DIAGNOSTIC],
      };
      expect(obeyedIn(reportText(report, STYLE))).toBeUndefined();
      expect(obeyedIn(verdictText(report, STYLE))).toBeUndefined();
    }
  }
});

test.each(GUARDS)('no field of the status of a run reaches a terminal as it is: $status', (guard) => {
  const status: RunStatus = {
    formatVersion: '1',
    kind: 'hpvm-run-status',
    host: EVIL,
    runId: EVIL,
    owner: EVIL,
    startedAt: EVIL,
    phase: 'left-alone',
    execution: execution(guard),
    exitCode: 8,
    diagnostics: [DIAGNOSTIC],
  };
  expect(obeyedIn(runStatusText(status, STYLE))).toBeUndefined();
});
