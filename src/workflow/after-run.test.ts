import { planFor } from '../../test/hosts/plan-for';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import type { ExecutionReport, StepStatus } from '../execute/execution-report';
import { errorDiagnostic } from '../model/diagnostic';
import type { ObservedHost } from '../model/observed-host';
import { failure, success } from '../model/result';
import type { ApplyReport } from '../review/apply-report';
import { afterRun } from './after-run';

const BEFORE = quickStartHost();
const PLAN = planFor({ tunables: { macAddressFrames: 2 } }, BEFORE);
const CHANGED: ObservedHost = { ...BEFORE, tunables: { ...BEFORE.tunables, macAddressFrames: 2 } };
const TARGET = { host: 'vmhost1', connection: { address: 'vmhost1' } };
const FAR = errorDiagnostic('transport-connect', 'Cannot reach vmhost1', 'Try later.');

interface Told {
  readonly report: ApplyReport;
  readonly looks: number;
}

/** What is said of a run, of a host that is this; null: it cannot be reached. */
async function told(execution: Partial<ExecutionReport>, host: ObservedHost | null, step: StepStatus): Promise<Told> {
  let looks = 0;
  const report = await afterRun({
    plan: PLAN,
    target: TARGET,
    desired: undefined,
    last: undefined,
    observe: () => {
      looks += 1;
      return Promise.resolve(host === null ? failure(FAR) : success(host));
    },
    execution: {
      formatVersion: '1',
      kind: 'hpvm-report',
      host: 'vmhost1',
      runId: 'run-1',
      planDigest: 'sha256:ab',
      outcome: 'stopped',
      steps: PLAN.steps.map(({ id, title, address }) => ({
        ...{ id, title, address, command: 'ch_rc', status: step },
        ...{ exitStatus: null, seconds: null, stdout: '', stderr: '' },
      })),
      undone: [],
      guard: { status: 'disarmed' },
      audit: [],
      startedAt: '2026-11-22T10:00:00Z',
      endedAt: '2026-11-22T10:00:05Z',
      diagnostics: [],
      ...execution,
    },
  });
  return { report, looks };
}

describe('a run of which no step is known to have begun', () => {
  test('is believed without a look when its own records prove it', async () => {
    const { report, looks } = await told({ nothingBegan: true }, null, 'not-run');
    expect(report).toMatchObject({ verdict: 'stopped', exitCode: 1 });
    expect(looks).toBe(0);
  });

  test.each(['stopped', 'failed', 'reverted'] as const)(
    'and of which that is not proven (%s) changed nothing only when the host is what it was',
    async (outcome) => {
      const { report } = await told({ outcome }, BEFORE, 'not-run');
      expect(report).toMatchObject({ verdict: outcome === 'reverted' ? 'stopped' : outcome, exitCode: 1 });
      expect((await told({ outcome }, CHANGED, 'not-run')).report).toMatchObject({
        verdict: 'unknown',
        exitCode: 7,
        diagnostics: [
          { code: 'not-as-before', detail: expect.stringContaining('- tunables: macAddressFrames ') as string },
        ],
      });
      expect((await told({ outcome }, null, 'not-run')).report).toMatchObject({ verdict: 'unknown', exitCode: 8 });
    },
  );

  test('is not called untouched when it says that it was applied', async () => {
    const { report } = await told({ outcome: 'unknown' }, BEFORE, 'not-run');
    expect(report).toMatchObject({ verdict: 'unknown', exitCode: 7 });
  });
});

describe('a run of which nobody knows how it ended', () => {
  const GONE = { outcome: 'unknown', guard: { status: 'unknown' } } as const;

  test('is never a success and never untouched, and what its host is like is said', async () => {
    const changed = await told(GONE, CHANGED, 'unknown');
    expect(changed.report).toMatchObject({ verdict: 'unknown', exitCode: 7, remaining: [] });
    expect(changed.report.diagnostics.map(({ code }) => code)).toEqual(['guard-unknown', 'not-as-before']);
    const unchanged = await told(GONE, BEFORE, 'unknown');
    expect(unchanged.report).toMatchObject({ verdict: 'unknown', exitCode: 7, remaining: [{ address: 'tunables' }] });
    expect(unchanged.report.diagnostics.map(({ code }) => code)).toEqual(['guard-unknown', 'as-before']);
  });

  test('is to be resumed while somebody may still work on it, or its host is out of reach', async () => {
    const guard = { status: 'armed', armedUntil: '2026-11-22T10:10:00Z' } as const;
    expect((await told({ outcome: 'unknown', guard }, CHANGED, 'unknown')).report.exitCode).toBe(8);
    expect((await told(GONE, null, 'unknown')).report.exitCode).toBe(8);
  });

  test.each(['gone', 'boot-script-only'] as const)('is not said to be guarded when its guard is %s', async (status) => {
    const { report } = await told({ outcome: 'unknown', guard: { status } }, CHANGED, 'unknown');
    expect(report).toMatchObject({ exitCode: 7, diagnostics: [{ code: `guard-${status}` }, {}] });
    expect(JSON.stringify(report.diagnostics)).not.toContain('armed until');
  });
});
