import { warningDiagnostic } from '../../model/diagnostic';
import { SERVICEGUARD_TOOLKIT } from '../documents';
import type { Operation } from '../operation';
import type { SafetyRule } from '../safety-rule';

/** The vswitch manager works on what it found when it started. */
export const restartVswitchmgrAfterVswitchChange: SafetyRule = {
  id: 'restart-vswitchmgr-after-vswitch-change',
  title: 'Restart vswitchmgr after a vswitch was changed, and never start a second one',
  why: 'Until it is restarted, the vswitch manager moves vswitches at a LAN failover by what it knew before the change.',
  citations: [{ document: SERVICEGUARD_TOOLKIT, section: '7', page: 35 }],
  severity: 'warning',
  basis: 'documented',
  forbids: (operations, context) => {
    const changed = [...new Set(operations.flatMap(vswitchIn))].sort();
    const { vswitchmgr } = context.observed.cluster;
    if (changed.length === 0 || vswitchmgr === 'absent') return [];
    const isRunning = vswitchmgr === 'running';
    return [
      warningDiagnostic(
        'restart-vswitchmgr-after-vswitch-change',
        isRunning
          ? `vswitchmgr runs and does not learn by itself that ${changed.join(', ')} changed`
          : `it could not be read whether vswitchmgr runs, and the plan changes ${changed.join(', ')}`,
        `${isRunning ? 'After' : 'If it does, after'} the plan run /sbin/init.d/vswitchmgr restart, and not start, which makes a second one ` +
          '(Serviceguard Toolkit for Integrity Virtual Servers, June 2013, p. 35). A LAN failover while the plan runs may move a vswitch under it.',
      ),
    ];
  },
  examples: {
    unsafe: [
      {
        title: 'a vswitch is made while the vswitch manager runs',
        given: ['/sbin/init.d/vswitchmgr start'],
        commands: ['/opt/hpvm/bin/hpvmnet -c -S vmlan3 -n 3'],
      },
    ],
    safe: [
      {
        title: 'and the vswitch manager is restarted',
        given: ['/sbin/init.d/vswitchmgr start'],
        commands: ['/opt/hpvm/bin/hpvmnet -c -S vmlan3 -n 3', '/sbin/init.d/vswitchmgr restart'],
      },
    ],
  },
};

/** Halts and boots count too: nobody says what the manager makes of a vswitch that goes down under it. */
function vswitchIn({ effect }: Operation): readonly string[] {
  switch (effect.type) {
    case 'vswitch-create':
    case 'vswitch-delete':
    case 'vswitch-halt':
    case 'vswitch-boot':
      return [effect.vswitch];
    default:
      return [];
  }
}
