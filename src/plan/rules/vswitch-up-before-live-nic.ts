import { errorDiagnostic } from '../../model/diagnostic';
import { ADMIN_GUIDE_63, RELEASE_NOTES_42 } from '../documents';
import type { SafetyRule } from '../safety-rule';

/** A guest might not claim an AVIO NIC while the vswitch behind it is down. */
export const vswitchUpBeforeLiveNic: SafetyRule = {
  id: 'vswitch-up-before-live-nic',
  title: 'Have the vswitch up before a NIC is added to a running guest',
  why: 'A guest that boots while its vswitch is down might not claim the AVIO NIC until ioscan and the network scripts are run in it; a NIC added live is taken to behave alike.',
  citations: [
    { document: RELEASE_NOTES_42, section: '7.2.18-7.2.19', page: 73 },
    { document: ADMIN_GUIDE_63, section: '8.2.1.9', page: 118 },
  ],
  severity: 'error',
  basis: 'recalled',
  precedes: [
    {
      earlier: (operation) => (operation.effect.type === 'vswitch-boot' ? [operation.effect.vswitch] : []),
      later: ({ effect }, context) => {
        if (effect.type !== 'guest-nic-add' && effect.type !== 'guest-nic-change') return [];
        return context.index.guest.get(effect.guest)?.state === 'off' ? [] : [effect.vswitch];
      },
      why: () => 'a guest might not claim a NIC while its vswitch is down',
    },
  ],
  forbids: (operations, context) =>
    operations.flatMap((operation) => {
      const { effect } = operation;
      if (effect.type !== 'guest-nic-add' && effect.type !== 'guest-nic-change') return [];
      if (context.index.guest.get(effect.guest)?.state === 'off') return [];
      if (context.vswitches.get(effect.vswitch)?.isUpAfter === true) return [];
      return [
        errorDiagnostic(
          'vswitch-up-before-live-nic',
          `guest ${effect.guest} is not off, and vswitch ${effect.vswitch} will be down`,
          'A guest that boots while its vswitch is down might not claim its AVIO interfaces (Integrity VM 4.2 Release Notes, 7.2.18, p. 73); a NIC that a running guest gets is taken to be alike. ' +
            `Let ${effect.vswitch} be up, or stop the guest first.`,
          operation.address,
        ),
      ];
    }),
  examples: {
    unsafe: [
      {
        title: 'a NIC is added live on a vswitch that was created and not booted',
        given: ['/opt/hpvm/bin/hpvmnet -c -S vmlan3 -n 3'],
        commands: ['/opt/hpvm/bin/hpvmmodify -P web01 -a network:avio_lan:0,3:vswitch:vmlan3:portid:1'],
      },
    ],
    safe: [
      {
        title: 'the vswitch is booted first',
        given: ['/opt/hpvm/bin/hpvmnet -c -S vmlan3 -n 3'],
        commands: [
          '/opt/hpvm/bin/hpvmnet -b -S vmlan3',
          '/opt/hpvm/bin/hpvmmodify -P web01 -a network:avio_lan:0,3:vswitch:vmlan3:portid:1',
        ],
      },
    ],
  },
};
