import { projection, type Clause } from '../clause';
import { actionAt, places } from '../follow';
import type { CheckedStep, Situation } from '../situation';

/** A guest that comes to a vswitch with SHARE=NO while another is on it: only one of them can run. */
export const vswitchOfOneGuest: Clause = {
  id: 'vswitch-of-one-guest',
  source: 'V6.3 Administrator Guide, 13.19.2, p. 251; Integrity VM A.03.x administration manual, 8.7.2.1, p. 109',
  projections: (situation) =>
    situation.steps.flatMap((arrival) => {
      const { action } = arrival;
      if (action.kind !== 'add-nic' && action.kind !== 'change-nic') return [];
      const { vswitch } = action.nic;
      if (situation.vswitch.get(vswitch)?.isShareable !== false) return [];
      const nics = situation.nicsOfVswitch.get(vswitch) ?? [];
      const own = nics.filter((identity) => identity.startsWith(`${action.guest}:`));
      if (own.some((identity) => isThere(situation, identity, vswitch))) return [];
      return [
        newcomer(
          situation,
          arrival,
          { guest: action.guest, vswitch },
          nics.filter((each) => !own.includes(each)),
        ),
      ];
    }),
};

/** A guest that was not there before: nobody else's NIC may be there when it comes. */
function newcomer(
  situation: Situation,
  arrival: CheckedStep,
  { guest, vswitch }: { readonly guest: string; readonly vswitch: string },
  others: readonly string[],
): ReturnType<typeof projection> {
  return projection({
    about: `${guest}, ${vswitch}`,
    steps: places([arrival], ...others.map((identity) => situation.guestNicSteps.get(identity))),
    start: Object.fromEntries(others.map((identity) => [identity, isThere(situation, identity, vswitch)])),
    next: (there, step) => {
      const action = actionAt(situation, step);
      if (step === arrival.place) {
        const user = others.find((identity) => there[identity] === true);
        return user === undefined
          ? there
          : { harm: `guest ${guest} comes to ${vswitch}, which ${user} does not share` };
      }
      if (action.kind !== 'add-nic' && action.kind !== 'change-nic' && action.kind !== 'remove-nic') return there;
      const isHere = action.kind !== 'remove-nic' && action.nic.vswitch === vswitch;
      return { ...there, [`${action.guest}:${action.nic.slot}`]: isHere };
    },
  });
}

function isThere(situation: Situation, identity: string, vswitch: string): boolean {
  return situation.guestNic.get(identity)?.vswitch === vswitch;
}
