import { errorDiagnostic, warningDiagnostic } from '../../model/diagnostic';
import { RELEASE_NOTES_40, RELEASE_NOTES_425 } from '../documents';
import { isReleaseAtLeast } from '../integrity-vm-release';
import type { Operation } from '../operation';
import type { SafetyRule } from '../safety-rule';

function isNicOperation(operation: Operation): boolean {
  return operation.effect.type === 'guest-nic-add' || operation.effect.type === 'guest-nic-change';
}

/** New guest NICs are checked for duplicate MAC addresses; 0 switches that check off. */
export const macCheckBeforeNics: SafetyRule = {
  id: 'mac-check-before-nics',
  title: 'Set HPVMMACADDRFRAMES before guest NICs are added, and to 0 only after all of them',
  why: 'With the check off, a duplicate MAC address goes unnoticed and two guests lose traffic to each other.',
  citations: [
    { document: RELEASE_NOTES_425, section: '7.2.17', page: 75 },
    { document: RELEASE_NOTES_40, section: '7 (MAC Address Validation)' },
  ],
  severity: 'error',
  basis: 'recalled',
  precedes: [
    {
      earlier: (operation) =>
        operation.effect.type === 'mac-address-frames' && operation.effect.frames > 0 ? ['frames'] : [],
      later: (operation) => (isNicOperation(operation) ? ['frames'] : []),
      why: () =>
        'guest NICs are best added when the wanted number of frames is set; when a change takes effect is not documented',
    },
    {
      earlier: (operation) => (isNicOperation(operation) ? ['frames'] : []),
      later: (operation) =>
        operation.effect.type === 'mac-address-frames' && operation.effect.frames === 0 ? ['frames'] : [],
      why: () => 'validation is switched off only when every guest NIC has been checked',
    },
  ],
  forbids: (operations, context) => {
    const off = operations.find(
      (operation) => operation.effect.type === 'mac-address-frames' && operation.effect.frames === 0,
    );
    if (off !== undefined) {
      return isReleaseAtLeast(context.observed.platform.integrityVmVersion, 4, 0)
        ? [
            warningDiagnostic(
              'mac-check-before-nics',
              'MAC address validation will be off for every guest NIC added later',
              'HP recommends 0 only after all guests are configured and no conflicts are known (Release Notes 4.2.5, 7.2.17, p. 75).',
              off.address,
            ),
          ]
        : [
            errorDiagnostic(
              'mac-check-before-nics',
              'HPVMMACADDRFRAMES=0 is not allowed on this Integrity VM release',
              `0 is allowed from 4.0 on; this host has ${context.observed.platform.integrityVmVersion ?? 'an unknown release'}. Use 1 to 30.`,
              off.address,
            ),
          ];
    }
    const added = operations.find((operation) => operation.effect.type === 'guest-nic-add');
    const isRaised = operations.some((operation) => operation.effect.type === 'mac-address-frames');
    if (added === undefined || isRaised || context.observed.tunables.macAddressFrames !== 0) return [];
    return [
      errorDiagnostic(
        'mac-check-before-nics',
        'guest NICs would be added while MAC address validation is off',
        'HPVMMACADDRFRAMES is 0 on the host. Set macAddressFrames to 1 or more for this change; it may go back to 0 afterwards.',
        added.address,
      ),
    ];
  },
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
        title: 'validation is on when the NIC is added',
        given: ['/usr/sbin/ch_rc -a -p HPVMMACADDRFRAMES=0 /etc/rc.config.d/hpvmconf'],
        commands: [
          '/usr/sbin/ch_rc -a -p HPVMMACADDRFRAMES=1 /etc/rc.config.d/hpvmconf',
          '/opt/hpvm/bin/hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan0:portid:2',
        ],
      },
    ],
  },
};
