import { errorDiagnostic, type Diagnostic } from '../../model/diagnostic';
import { ICA_42 } from '../documents';
import { isReleaseAtLeast } from '../integrity-vm-release';
import type { Operation } from '../operation';
import type { PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** Only AVIO NICs can be added to or taken from a guest that runs. */
export const guestOffForNicChange: SafetyRule = {
  id: 'guest-off-for-nic-change',
  title: 'Change guest NICs of a running guest only where the change takes effect',
  why: 'Anything but adding or removing an AVIO NIC waits in vmm_config.next until the guest is restarted, so the host would not be what the plan says.',
  citations: [
    { document: ICA_42, page: 20 },
    {
      document: 'HP Integrity Virtual Machines A.03.x: Installation, Configuration, and Administration',
      section: '8.5',
      page: 107,
    },
  ],
  severity: 'error',
  // Documented: what waits in the .next file, and what AVIO NICs may do. That a move needs the guest off is 3.5 practice.
  basis: 'observed',
  forbids: (operations, context) => operations.flatMap((operation) => refusal(operation, context)),
  examples: {
    unsafe: [
      {
        title: 'an emulated NIC is added to a running guest',
        commands: ['/opt/hpvm/bin/hpvmmodify -P web01 -a network:lan:0,3:vswitch:vmlan4:portid:5'],
      },
    ],
    safe: [
      {
        title: 'an AVIO NIC is added to a running guest',
        commands: ['/opt/hpvm/bin/hpvmmodify -P web01 -a network:avio_lan:0,3:vswitch:vmlan4:portid:5'],
      },
    ],
  },
};

function refusal(operation: Operation, context: PlanningContext): readonly Diagnostic[] {
  const { effect } = operation;
  if (effect.type !== 'guest-nic-add' && effect.type !== 'guest-nic-change' && effect.type !== 'guest-nic-remove')
    return [];
  const guest = context.index.guest.get(effect.guest);
  if (guest === undefined) return [];
  if (guest.hasPendingConfiguration !== false) {
    return [
      errorDiagnostic(
        'pending-guest-configuration',
        `guest ${guest.name} has ${guest.hasPendingConfiguration === null ? 'a possibly pending' : 'a pending'} configuration`,
        'vmm_config.next takes effect at the next start of the guest; a change now would be made on top of it. Restart the guest first.',
        operation.address,
      ),
    ];
  }
  if (guest.state === 'off') return [];
  const isLive =
    effect.type !== 'guest-nic-change' &&
    effect.adapter === 'avio_lan' &&
    isReleaseAtLeast(context.observed.platform.integrityVmVersion, 4, 1);
  if (isLive) return [];
  return [
    errorDiagnostic(
      'guest-off-for-nic-change',
      `guest ${guest.name} is ${guest.stateText}, and this change needs it off`,
      'On a running guest only AVIO NICs can be added or removed, from Integrity VM 4.1 on (ICA 4.2, p. 20); anything else waits for the next start. ' +
        `Stop guest ${guest.name}, plan again, and start it afterwards.`,
      operation.address,
    ),
  ];
}
