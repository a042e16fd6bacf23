import { errorDiagnostic, warningDiagnostic, type Diagnostic } from '../../model/diagnostic';
import { RELEASE_NOTES_40, RELEASE_NOTES_425 } from '../documents';
import { isReleaseAtLeast } from '../integrity-vm-release';
import type { Operation } from '../operation';
import { DEFAULT_MAC_ADDRESS_FRAMES, setMacAddressFrames } from '../operations/host-tunables';
import type { PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

const ID = 'mac-check-before-nics';

/** New guest NICs are checked for duplicate MAC addresses; 0 switches that check off. */
export const macCheckBeforeNics: SafetyRule = {
  id: ID,
  title: 'Add guest NICs only while MAC addresses are checked, and switch the check off only after all of them',
  why: 'With the check off, a duplicate MAC address goes unnoticed and two guests lose traffic to each other. When a changed HPVMMACADDRFRAMES takes effect is in no document; the order is safe if it does at once.',
  citations: [
    { document: RELEASE_NOTES_425, section: '7.2.17', page: 75 },
    { document: RELEASE_NOTES_40, section: '7 (MAC Address Validation)' },
  ],
  severity: 'error',
  basis: 'recalled',
  supplies: (operations, context) => {
    if (!areAddedUnchecked(operations, context) || !mayBeOff(context)) return [];
    const frames = DEFAULT_MAC_ADDRESS_FRAMES;
    const raise = {
      key: 'tunables/macAddressFrames/raise',
      frames,
      before: 0,
      title: `Validate MAC addresses with ${String(frames)} frames while guest NICs are added`,
      purpose: { rule: ID, why: 'guest NICs are added, and MAC address validation is off' },
    };
    const restore = {
      key: 'tunables/macAddressFrames/restore',
      frames: 0,
      before: frames,
      title: 'Switch MAC address validation off again',
      purpose: { rule: ID, why: 'it was off before guest NICs were added' },
    };
    return [setMacAddressFrames(raise), setMacAddressFrames(restore)];
  },
  precedes: [
    {
      earlier: ({ effect }, context) =>
        effect.type === 'mac-address-frames' &&
        (effect.frames ?? 0) > 0 &&
        context.observed.tunables.macAddressFrames === 0
          ? ['frames']
          : [],
      later: ({ effect }) => (effect.type === 'guest-nic-add' ? ['frames'] : []),
      why: () => 'a NIC that is added while MAC address validation is off is not checked for a duplicate',
    },
    {
      earlier: ({ effect }) => (effect.type === 'guest-nic-add' ? ['frames'] : []),
      later: ({ effect }) => (effect.type === 'mac-address-frames' && effect.frames === 0 ? ['frames'] : []),
      why: () => 'validation is switched off only when every guest NIC has been checked',
    },
  ],
  forbids: (operations, context) => [
    ...switchedOff(operations, context),
    ...addedUnchecked(operations, context),
    ...notKnown(operations, context),
  ],
  examples: {
    unsafe: [
      {
        title: 'a NIC is added while validation is off',
        given: ['/usr/sbin/ch_rc -a -p HPVMMACADDRFRAMES=0 /etc/rc.config.d/hpvmconf'],
        commands: ['/opt/hpvm/bin/hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan0:portid:2'],
      },
    ],
    safe: [
      {
        title: 'validation is on when the NIC is added, and off again afterwards',
        given: ['/usr/sbin/ch_rc -a -p HPVMMACADDRFRAMES=0 /etc/rc.config.d/hpvmconf'],
        commands: [
          '/usr/sbin/ch_rc -a -p HPVMMACADDRFRAMES=1 /etc/rc.config.d/hpvmconf',
          '/opt/hpvm/bin/hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan0:portid:2',
          '/usr/sbin/ch_rc -a -p HPVMMACADDRFRAMES=0 /etc/rc.config.d/hpvmconf',
        ],
      },
    ],
  },
};

/** 0 is a value of HPVMMACADDRFRAMES from Integrity VM 4.0 on (Release Notes 4.0, section 7). */
function mayBeOff(context: PlanningContext): boolean {
  return isReleaseAtLeast(context.observed.platform.integrityVmVersion, 4, 0);
}

/** The check is off, NICs are added, and nothing else switches it on. */
function areAddedUnchecked(operations: readonly Operation[], context: PlanningContext): boolean {
  return (
    context.observed.tunables.macAddressFrames === 0 &&
    operations.some(({ effect }) => effect.type === 'guest-nic-add') &&
    !operations.some(({ effect }) => effect.type === 'mac-address-frames')
  );
}

function switchedOff(operations: readonly Operation[], context: PlanningContext): readonly Diagnostic[] {
  return operations.flatMap((operation) => {
    if (operation.effect.type !== 'mac-address-frames' || operation.effect.frames !== 0) return [];
    if (operation.purpose.rule === ID) {
      return [
        warningDiagnostic(
          ID,
          'MAC address validation is off on this host; it is switched on while guest NICs are added, and off again',
          'When a changed HPVMMACADDRFRAMES takes effect is in no document: compare the new MAC addresses yourself. HP recommends 0 only after all guests are configured and no conflicts are known (Release Notes 4.2.5, 7.2.17, p. 75). Declare macAddressFrames with 1 to 30 to leave it on.',
          operation.address,
        ),
      ];
    }
    return [
      mayBeOff(context)
        ? warningDiagnostic(
            ID,
            'MAC address validation will be off for every guest NIC added later',
            'HP recommends 0 only after all guests are configured and no conflicts are known (Release Notes 4.2.5, 7.2.17, p. 75).',
            operation.address,
          )
        : errorDiagnostic(
            ID,
            'HPVMMACADDRFRAMES=0 is not allowed on this Integrity VM release',
            `0 is allowed from 4.0 on; this host has ${releaseOf(context)}. Use 1 to 30.`,
            operation.address,
          ),
    ];
  });
}

function addedUnchecked(operations: readonly Operation[], context: PlanningContext): readonly Diagnostic[] {
  if (!areAddedUnchecked(operations, context)) return [];
  return [
    errorDiagnostic(
      ID,
      'guest NICs would be added while MAC address validation is off',
      `HPVMMACADDRFRAMES is 0 on the host, which is allowed from 4.0 on only, so that it cannot be put back; this host has ${releaseOf(context)}. Set macAddressFrames to 1 to 30.`,
      'tunables',
    ),
  ];
}

function notKnown(operations: readonly Operation[], context: PlanningContext): readonly Diagnostic[] {
  const gap = context.index.gapFor('tunables');
  if (gap === undefined || !operations.some(({ effect }) => effect.type === 'guest-nic-add')) return [];
  return [
    warningDiagnostic(
      ID,
      'it could not be read whether MAC addresses of new guest NICs are checked',
      `HPVMMACADDRFRAMES: ${gap}. Should it be 0, two guests with one MAC address would go unnoticed.`,
      'tunables',
    ),
  ];
}

function releaseOf(context: PlanningContext): string {
  return context.observed.platform.integrityVmVersion ?? 'an unknown release';
}
