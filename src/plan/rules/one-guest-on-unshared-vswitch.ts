import { errorDiagnostic, warningDiagnostic, type Diagnostic } from '../../model/diagnostic';
import { ADMIN_GUIDE_63, ICA_3 } from '../documents';
import { guestNicsAfter, type PlacedNic } from '../guest-nics-after';
import type { Operation, OperationEffect } from '../operation';
import type { PlanningContext } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/** A vswitch with SHARE=NO belongs to one guest. */
export const oneGuestOnUnsharedVswitch: SafetyRule = {
  id: 'one-guest-on-unshared-vswitch',
  title: 'Leave a vswitch with SHARE=NO to its one guest',
  why: 'Only one of the guests on it can run: while it does, the other is blocked when it boots.',
  citations: [
    { document: ADMIN_GUIDE_63, section: '13.19.2', page: 251 },
    { document: ICA_3, section: '8.7.2.1', page: 109 },
  ],
  severity: 'error',
  basis: 'documented',
  precedes: [
    {
      earlier: ({ effect }) => departures(effect),
      later: (operation, context) => {
        const arrival = arrivalOf(operation, context);
        if (arrival?.isShareable !== false) return [];
        const { vswitch, guest } = arrival;
        return context.observed.guestNics
          .filter((nic) => nic.vswitch === vswitch && nic.guest !== guest)
          .map((nic) => `${vswitch} without ${nic.guest}`);
      },
      why: () => 'the vswitch is not shared: one guest leaves before another comes',
    },
  ],
  forbids: (operations, context) => {
    const nics = [...guestNicsAfter(operations, context).values()];
    const arrivals = operations
      .map((operation) => arrivalOf(operation, context))
      .filter((arrival) => arrival !== undefined)
      .flatMap((arrival) => judge(arrival, nics));
    return [...arrivals, ...operations.flatMap((operation) => recreated(operation, context))];
  },
  examples: {
    unsafe: [
      {
        title: 'a second guest gets a NIC on a vswitch that db01 and web01 were left with',
        given: ['/opt/hpvm/bin/hpvmdevmgmt -m gdev:vmlan4:attr:SHARE=NO'],
        commands: ['/opt/hpvm/bin/hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan4:portid:3'],
      },
    ],
    safe: [
      {
        title: 'the guest that has it gets a second NIC there',
        given: ['/opt/hpvm/bin/hpvmdevmgmt -m gdev:vmlan0:attr:SHARE=NO'],
        commands: ['/opt/hpvm/bin/hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan0:portid:2'],
      },
    ],
  },
};

/**
 * A guest that comes to a vswitch which may not be shared, or is not known to be: one that did not use it before, and one
 * that gets a NIC there while another guest uses it too, which the host refuses whoever was first.
 */
interface Arrival {
  readonly guest: string;
  readonly vswitch: string;
  readonly isShareable: false | null;
  readonly address: string;
}

function arrivalOf({ effect, address }: Operation, context: PlanningContext): Arrival | undefined {
  if (effect.type !== 'guest-nic-add' && effect.type !== 'guest-nic-change') return undefined;
  const { guest, vswitch } = effect;
  const current = context.index.vswitch.get(vswitch);
  // One that does not exist yet gets the default, which is to be shared.
  if (current === undefined || current.isShareable === true) return undefined;
  const users = context.observed.guestNics.filter((nic) => nic.vswitch === vswitch);
  const isUser = users.some((nic) => nic.guest === guest);
  const isAlone = users.every((nic) => nic.guest === guest);
  return isUser && (isAlone || effect.type === 'guest-nic-change')
    ? undefined
    : { guest, vswitch, isShareable: current.isShareable, address };
}

/** Whether the entry of a vswitch outlives it is not documented; the default of a new one is to be shared (p. 251). */
function recreated({ effect, address }: Operation, context: PlanningContext): readonly Diagnostic[] {
  if (effect.type !== 'vswitch-delete') return [];
  const { vswitch } = effect;
  const isMadeAnew = context.vswitches.get(vswitch)?.existsAfter === true;
  if (!isMadeAnew || context.index.vswitch.get(vswitch)?.isShareable !== false) return [];
  return [
    warningDiagnostic(
      'one-guest-on-unshared-vswitch',
      `vswitch ${vswitch} has SHARE=NO, which it may have lost when it is made anew`,
      'No document says whether the entry in the device database is kept, and a new one may be shared (V6.3 Administrator Guide, 13.19.2, p. 251).\n' +
        `Look at it afterwards (hpvmdevmgmt -l gdev), and set it again: hpvmdevmgmt -m gdev:${vswitch}:attr:SHARE=NO`,
      address,
    ),
  ];
}

function departures(effect: OperationEffect): readonly string[] {
  if (effect.type === 'guest-nic-remove') return [`${effect.vswitch} without ${effect.guest}`];
  if (effect.type !== 'guest-nic-change' || effect.from === effect.vswitch) return [];
  return [`${effect.from} without ${effect.guest}`];
}

function judge({ guest, vswitch, isShareable, address }: Arrival, nics: readonly PlacedNic[]): readonly Diagnostic[] {
  const other = nics.find((nic) => nic.vswitch === vswitch && nic.guest !== guest)?.guest;
  if (other === undefined) return [];
  return [isShareable === null ? doubt(vswitch) : refusal(vswitch, guest, other, address)];
}

function refusal(vswitch: string, guest: string, other: string, address: string): Diagnostic {
  return errorDiagnostic(
    'one-guest-on-unshared-vswitch',
    `vswitch ${vswitch} has SHARE=NO and is used by guest ${other}, so guest ${guest} cannot use it`,
    'While one of them runs, the other does not boot (V6.3 Administrator Guide, 13.19.2, p. 251; A.03.x manual, 8.7.2.1, p. 109).\n' +
      `Put ${guest} on another vswitch, or share this one: hpvmdevmgmt -m gdev:${vswitch}:attr:SHARE=YES`,
    address,
  );
}

function doubt(vswitch: string): Diagnostic {
  return warningDiagnostic(
    'one-guest-on-unshared-vswitch',
    `it could not be read whether several guests may use vswitch ${vswitch}`,
    'With SHARE=NO only one of its guests could run (V6.3 Administrator Guide, 13.19.2, p. 251).\n' +
      'Check its entry on the host: hpvmdevmgmt -l gdev',
  );
}
