import type { ExecutionReport } from '../execute/execution-report';
import { warningDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { ObservedHost } from '../model/observed-host';
import type { Plan } from '../plan/plan-document';

const HPVMNET = '/opt/hpvm/bin/hpvmnet';

/**
 * The vswitch manager behind a run that was taken back: it works on what it found when it started, also when a vswitch that changed is as
 * before by now (HP Serviceguard Toolkit for Integrity Virtual Servers User Guide, June 2013, p. 35). Told when a vswitch was touched
 * and the manager runs, or may run.
 */
export function vswitchmgrLeft(
  plan: Plan,
  { steps }: Pick<ExecutionReport, 'steps'>,
  { cluster }: Pick<ObservedHost, 'cluster'>,
): readonly Diagnostic[] {
  const begun = new Set(steps.filter(({ status }) => status !== 'not-run').map(({ id }) => id));
  const hasTouched = plan.steps.some(({ id, command: [program] }) => begun.has(id) && program === HPVMNET);
  if (!hasTouched || cluster.vswitchmgr === 'absent') return [];
  const isRunning = cluster.vswitchmgr === 'running';
  return [
    warningDiagnostic(
      'vswitchmgr-not-restarted',
      isRunning
        ? `vswitchmgr runs on ${plan.host} and was not restarted after its vswitches changed and changed back`
        : `whether vswitchmgr runs on ${plan.host} could not be read, and its vswitches changed and changed back`,
      `${isRunning ? 'Run' : 'If it does, run'} "/sbin/init.d/vswitchmgr restart", and not start, which makes a second one (Serviceguard Toolkit for Integrity Virtual Servers, June 2013, p. 35). Until then a LAN failover may move vswitches by what it knew in between.`,
      plan.host,
    ),
  ];
}
