import type { DriftItem } from '../../src/drift/drift-item';
import { applyPage } from '../../src/review/page/apply-page';
import { driftPage } from '../../src/review/page/drift-page';
import type { ApplyReport } from '../../src/review/apply-report';
import type { DriftReport } from '../../src/review/drift-report';
import { errorDiagnostic, warningDiagnostic } from '../../src/model/diagnostic';
import { planOnPage } from '../../src/workflow/plan-on-page';
import { ruleCitations } from '../../src/workflow/safety-rules';
import { smallPlan } from './sample-pages';

const item = (name: string, rest: Partial<DriftItem>): DriftItem => ({
  ...{ class: 'managed-changed', address: `vswitch.${name}`, action: 'update', since: '2026-11-20T04:00:00Z' },
  ...{ fields: [{ path: 'uplink', before: 'lan3', after: 'lan4' }] },
  ...rest,
});

/** One item of every sort. */
export function sampleDrift(host = 'vmhost1', name = 'web'): DriftReport {
  return {
    ...{ formatVersion: '1', kind: 'hpvm-drift-report', host, status: 'drift', desiredDigest: 'sha256:d' },
    ...{ observedAt: '2026-11-23T05:00:00Z', changes: [], unmanaged: [] },
    items: [
      item(name, { note: 'vswitchmgr runs, which moves vswitches at a LAN failover' }),
      item('gone', { class: 'missing', action: 'create' }),
      item('moved', { action: null, actor: 'vswitchmgr', note: 'moved from lan4 to its standby uplink lan5' }),
      item('waiting', { class: 'pending-reboot', action: null, note: 'another configuration waits' }),
      item('theirs', { class: 'unmanaged-extra', action: null, fields: [] }),
      item('kept', { ignoredBy: { owner: 'ops', reason: 'until the move', expires: '2027-01-31' } }),
    ],
    diagnostics: [warningDiagnostic('ignore-rule-expired', 'The rule of ops ended', 'Ask ops.', `vswitch.${name}`)],
  };
}

/** Drift of a host, of one in sync and of one that could not be read. */
export function driftPageOf(report = sampleDrift()): string {
  const synced: DriftReport = { ...sampleDrift('vmhost2'), status: 'in-sync', items: [], diagnostics: [] };
  return driftPage(
    [
      { host: report.host, report, diagnostics: [] },
      { host: 'vmhost2', report: synced, diagnostics: [] },
      {
        host: 'vmhost3',
        report: null,
        diagnostics: [errorDiagnostic('connection-failed', 'vmhost3 cannot be reached', 'It timed out.')],
      },
    ],
    ruleCitations(),
  );
}

/** A run of the small plan whose third step failed and which was taken back half way. */
export function sampleRun(said = 'hpvmnet: Unable to continue.\n'): ApplyReport {
  const plan = smallPlan();
  const steps = plan.steps.map(({ id, title, address, command }, place) => ({
    ...{ id, title, address, command: command.join(' ') },
    status: place < 2 ? ('done' as const) : place === 2 ? ('failed' as const) : ('not-run' as const),
    exitStatus: place < 2 ? 0 : place === 2 ? 1 : null,
    ...{ seconds: place < 3 ? place + 1 : null, stdout: '', stderr: place === 2 ? said : '' },
  }));
  return {
    ...{ formatVersion: '1', kind: 'hpvm-apply-report', host: 'vmhost1', verdict: 'revert-failed', exitCode: 7, plan },
    execution: {
      ...{
        formatVersion: '1',
        kind: 'hpvm-report',
        host: 'vmhost1',
        runId: 'r-1',
        planDigest: 'sha256:p',
        outcome: 'revert-failed',
      },
      ...{ steps, revertReason: `step:${steps[2]?.id ?? ''}` },
      undone: [
        {
          ...{
            id: 'r01',
            title: 'Boot vswitch vmlan900',
            command: 'hpvmnet -b -S vmlan900',
            status: 'failed',
            exitStatus: 1,
            stdout: '',
            stderr: said,
          },
        },
      ],
      leftToTakeBack: [{ id: 'r01', title: 'Boot vswitch vmlan900', command: 'hpvmnet -b -S vmlan900' }],
      ...{
        guard: { status: 'gone' },
        audit: [],
        startedAt: '2026-11-23T05:00:00Z',
        endedAt: '2026-11-23T05:01:00Z',
        diagnostics: [],
      },
    },
    remaining: [
      {
        address: 'vswitch.vmlan900' as never,
        kind: 'vswitch',
        action: 'update',
        fields: [{ path: 'state', before: 'down', after: 'up' }],
      },
    ],
    diagnostics: [errorDiagnostic('step-failed', 'a step failed', said, 'vswitch.vmlan900')],
  };
}

/** A run as a page. */
export function runPageOf(report: ApplyReport): string {
  return applyPage(
    [{ report, planned: report.plan === undefined ? undefined : planOnPage(report.plan) }],
    ruleCitations(),
  );
}
