import { warningDiagnostic, type Diagnostic } from '../../model/diagnostic';
import type { ObservedApaGroup } from '../../model/observed-host';
import { resourceAddress } from '../../model/resource';
import { APA_GUIDE_2014, NWMGR_INTL100, VLAN_GUIDE } from '../documents';
import type { PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** Brings lan4 into the state that a port VLAN needs, without saving it. */
const OFFLOAD_OFF = [
  '/usr/sbin/nwmgr -s -f -A vmtu=0 -c lan4',
  '/usr/sbin/nwmgr -s -f -A tx_cko=off -c lan4',
  '/usr/sbin/nwmgr -s -f -A rx_cko=off -c lan4',
  '/opt/hpvm/bin/hpvmnet -S vmlan4 -h',
  '/opt/hpvm/bin/hpvmnet -b -S vmlan4',
  '/opt/hpvm/bin/hpvmnet -S vmlan4 -u portid:2:vlanid:120',
];

/**
 * What runs and what the next boot brings are to be the same. The differences are found where desired and observed state are
 * compared; here stands why, and what saving all of APA at once takes along.
 */
export const savedEqualsRunning: SafetyRule = {
  id: 'saved-equals-running',
  title: 'Save what runs as desired, and delete from the saved configuration what is gone',
  why: 'The next boot brings the saved configuration back: a setting returns, a group falls apart or a VLAN interface reappears, long after anybody changed anything.',
  citations: [
    { document: NWMGR_INTL100 },
    { document: APA_GUIDE_2014, section: 'B (configuration files)', page: 77 },
    { document: APA_GUIDE_2014, section: 'B (configuration files)', page: 80 },
    { document: APA_GUIDE_2014, section: 'B (configuration files)', page: 82 },
    { document: VLAN_GUIDE, section: '4', page: 47 },
  ],
  severity: 'warning',
  basis: 'documented',
  forbids: (operations, context) => {
    if (!operations.some((operation) => operation.effect.type === 'apa-save')) return [];
    const changed = new Set<string>(context.changes.map((change) => change.address));
    return context.observed.apaGroups.flatMap((group) =>
      changed.has(resourceAddress('apaGroup', group.name)) ? [] : savedAlong(group, context),
    );
  },
  examples: {
    unsafe: [
      {
        title: 'checksum offload is off for a VLAN, and the next boot switches it on again',
        given: OFFLOAD_OFF,
        commands: ['/usr/sbin/reboot'],
      },
    ],
    safe: [
      {
        title: 'the setting is saved before the next boot',
        given: OFFLOAD_OFF,
        commands: ['/usr/sbin/nwmgr -s -A all --sa --fr cu -c lan4', '/usr/sbin/reboot'],
      },
    ],
  },
};

/** A group that nobody asked to save, and that is saved otherwise than it runs. */
function savedAlong(running: ObservedApaGroup, { index }: PlanningContext): readonly Diagnostic[] {
  if (index.saved.apaGroup === undefined) return [];
  const saved = index.saved.apaGroup.get(running.name);
  if (saved?.mode === null) return [];
  const [before, after] = [shapeText(saved), shapeText(running)];
  if (before === after) return [];
  return [
    warningDiagnostic(
      'saved-equals-running',
      `saving APA also saves ${running.name}, which this plan does not change`,
      `Saved: ${before}. Running: ${after}. nwmgr saves all groups at once, so the next boot brings ${running.name} as it runs now. ` +
        `If that is not wanted, set ${running.name} right before the plan runs.`,
      resourceAddress('apaGroup', running.name),
    ),
  ];
}

function shapeText(
  group: { readonly mode: string | null; readonly ports: readonly string[] | null } | undefined,
): string {
  if (group === undefined || group.mode === 'Not_Enabled') return 'not configured';
  return `${String(group.mode)} over ${(group.ports ?? []).join(', ')}`;
}
