import { warningDiagnostic, type Diagnostic } from '../../model/diagnostic';
import { ICA_42, RELEASE_NOTES_42 } from '../documents';
import type { Operation } from '../operation';
import type { PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** Advice: what a guest needs for its AVIO NICs, which no command on the host can do. */
export const prepareTheGuest: SafetyRule = {
  id: 'prepare-the-guest',
  title: 'Prepare a guest for the AVIO NICs that come and go',
  why: 'A running guest loses what uses a NIC that is taken away, and one without fitting AVIO software has trouble with its first AVIO NIC.',
  citations: [
    { document: ICA_42, section: 'dynamic addition and deletion of AVIO devices', page: 20 },
    { document: RELEASE_NOTES_42, section: '7.2.18-7.2.20', page: 73 },
    {
      document: 'HP Integrity Virtual Machines 4.1: Installation, Configuration, and Administration (T2767-90180)',
      section: '1',
    },
  ],
  severity: 'warning',
  basis: 'recalled',
  forbids: (operations, context) => {
    const guests = new Set<string>();
    return operations.flatMap((operation): readonly Diagnostic[] => {
      const { effect } = operation;
      if (effect.type === 'guest-nic-remove') return takenLive(operation, effect, context);
      if ((effect.type !== 'guest-nic-add' && effect.type !== 'guest-nic-change') || effect.adapter !== 'avio_lan')
        return [];
      const { guest } = effect;
      const hasOne = context.observed.guestNics.some((nic) => nic.guest === guest && nic.adapter === 'avio_lan');
      if (hasOne || guests.has(guest)) return [];
      guests.add(guest);
      return [firstOfItsKind(operation, guest)];
    });
  },
  examples: { unsafe: [], safe: [] },
};

function takenLive(
  { address }: Operation,
  { guest, slot, adapter }: Extract<Operation['effect'], { type: 'guest-nic-remove' }>,
  { index }: PlanningContext,
): readonly Diagnostic[] {
  if (adapter !== 'avio_lan' || index.guest.get(guest)?.state === 'off') return [];
  return [
    warningDiagnostic(
      'prepare-the-guest',
      `NIC ${slot} is taken from guest ${guest}, which is not off`,
      'AVIO NICs can be removed while a guest runs (Integrity VM 4.2 ICA, p. 20); what becomes of one in use there is in no document. ' +
        'Take its interface out of use in the guest first (ifconfig lanN unplumb). Where it is added again, run ioscan in the guest afterwards, then /sbin/rc2.d/S340net start (4.2 Release Notes, 7.2.18-7.2.19, p. 73).',
      address,
    ),
  ];
}

function firstOfItsKind({ address }: Operation, guest: string): Diagnostic {
  return warningDiagnostic(
    'prepare-the-guest',
    `guest ${guest} gets its first AVIO NIC`,
    'Use AVIO software of the same release in the guest as on the VM host: HP strongly discourages different ones (Integrity VM 4.1 ICA, ch. 1). ' +
      'In an HP-UX guest of 4.2, switch software packet reassembly of the igssn driver (drv_pr), which is on, off (4.2 Release Notes, 7.2.20, p. 73).',
    address,
  );
}
