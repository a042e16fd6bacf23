import { warningDiagnostic, type Diagnostic } from '../../model/diagnostic';
import type { ObservedApaGroup } from '../../model/observed-host';
import type { InterfaceName } from '../../model/names';
import { resourceAddress } from '../../model/resource';
import { APA_GUIDE_2014, NWMGR_INTL100, VLAN_GUIDE } from '../documents';
import type { Operation } from '../operation';
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
 * compared; here stands why, and what saving all of APA, or all of a NIC, at once takes along.
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
    const set = settingsThatAreSet(operations);
    return [
      ...operations.flatMap(({ effect }) =>
        effect.type === 'nic-save' ? settingsSavedAlong(effect.interface, set, context) : [],
      ),
      ...groupsSavedAlong(operations, context),
    ];
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
        title: 'the setting is saved before the next boot (with guests stopped)',
        given: OFFLOAD_OFF,
        commands: ['/usr/sbin/nwmgr -s -A all --sa --fr cu -c lan4', '/usr/sbin/reboot'],
      },
    ],
  },
};

function groupsSavedAlong(operations: readonly Operation[], context: PlanningContext): readonly Diagnostic[] {
  if (!operations.some(({ effect }) => effect.type === 'apa-save')) return [];
  const changed = new Set<string>(context.changes.map((change) => change.address));
  return context.observed.apaGroups.flatMap((group) =>
    changed.has(resourceAddress('apaGroup', group.name)) ? [] : savedAlong(group, context),
  );
}

/** Settings of NICs that operations set, as `lan4 tx_cko`. */
function settingsThatAreSet(operations: readonly Operation[]): ReadonlySet<string> {
  return new Set(
    operations.flatMap(({ effect }) => {
      if (effect.type === 'nic-segmentation-offload') return [`${effect.interface} vmtu`];
      if (effect.type !== 'nic-checksum-offload') return [];
      return [`${effect.interface} ${effect.direction === 'receive' ? 'rx_cko' : 'tx_cko'}`];
    }),
  );
}

/** Settings of a NIC that the plan saves without having set them, and that are saved otherwise than they run. */
function settingsSavedAlong(
  name: InterfaceName,
  set: ReadonlySet<string>,
  { index, desired }: PlanningContext,
): readonly Diagnostic[] {
  const saved = index.saved.lanInterface.get(name);
  const running = index.lanInterface.get(name);
  if (saved === undefined || running === undefined) return [];
  const { checksumOffload, segmentationOffload } = desired.lanInterfaces?.find((nic) => nic.name === name) ?? {};
  const settings = [
    ['rx_cko', checksumOffload, saved.receiveChecksumOffload, running.receiveChecksumOffload],
    ['tx_cko', checksumOffload, saved.transmitChecksumOffload, running.transmitChecksumOffload],
    ['vmtu', segmentationOffload, saved.virtualMtuBytes, running.virtualMtuBytes],
  ] as const;
  const along = settings.flatMap(([attribute, declared, before, now]) => {
    const isOurs = declared !== undefined || set.has(`${name} ${attribute}`);
    return isOurs || before === null || now === null || before === now ? [] : [{ attribute, before, now }];
  });
  if (along.length === 0) return [];
  const texts = (which: 'before' | 'now'): string =>
    along.map((each) => `${each.attribute}=${String(each[which])}`).join(', ');
  return [
    warningDiagnostic(
      'saved-equals-running',
      `saving ${name} also saves ${along.map(({ attribute }) => attribute).join(' and ')}, which this plan does not set`,
      `Saved: ${texts('before')}. Running: ${texts('now')}. nwmgr saves all settings of ${name} at once (also speed, duplex and MTU, which are not compared here), so the next boot brings them as they run now, and taking the plan back does not bring back what was saved. ` +
        `If that is not wanted, set ${name} right before the plan runs.`,
      resourceAddress('lanInterface', name),
    ),
  ];
}

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
