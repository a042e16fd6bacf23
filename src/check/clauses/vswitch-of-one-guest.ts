import { projection, type Clause } from '../clause';
import { places } from '../follow';
import type { CheckedStep, Situation } from '../situation';

/** A step that puts a guest NIC on the vswitch, or leaves it elsewhere. */
interface Move {
  readonly step: CheckedStep;
  readonly identity: string;
  readonly isHere: boolean;
}

/** A guest that gets a NIC on a vswitch with SHARE=NO while another is on it: only one of them can run. */
export const vswitchOfOneGuest: Clause = {
  id: 'vswitch-of-one-guest',
  source: 'V6.3 Administrator Guide, 13.19.2, p. 251; Integrity VM A.03.x administration manual, 8.7.2.1, p. 109',
  projections: (situation) =>
    [...situation.nicsOfVswitch].flatMap(([vswitch, nics]) => {
      if (situation.vswitch.get(vswitch)?.isShareable !== false) return [];
      const there = nics.filter((identity) => situation.guestNic.get(identity)?.vswitch === vswitch);
      const residents = new Set(there.map(guestOf));
      const moves = nics.flatMap((identity) => movesOf(situation, identity, vswitch));
      return moves
        .filter(
          ({ identity, isHere, step }) =>
            isHere && (!residents.has(guestOf(identity)) || step.action.kind === 'add-nic'),
        )
        .map((arrival) => arrivalOf(arrival, vswitch, there, moves));
    }),
};

function movesOf(situation: Situation, identity: string, vswitch: string): readonly Move[] {
  return (situation.guestNicSteps.get(identity) ?? []).map((step) => ({
    step,
    identity,
    isHere: vswitchAfter(step.action) === vswitch,
  }));
}

function vswitchAfter(action: CheckedStep['action']): string | undefined {
  return action.kind === 'add-nic' || action.kind === 'change-nic' ? action.nic.vswitch : undefined;
}

/** Nobody else's NIC may be there when a guest gets one. */
function arrivalOf(
  arrival: Move,
  vswitch: string,
  there: readonly string[],
  moves: readonly Move[],
): ReturnType<typeof projection> {
  const guest = guestOf(arrival.identity);
  const others = moves.filter(({ identity }) => guestOf(identity) !== guest);
  return projection<Readonly<Record<string, boolean>>>({
    about: `${guest}, ${vswitch}`,
    steps: places([arrival, ...others].map(({ step }) => step)),
    start: Object.fromEntries([
      ...others.map(({ identity }) => [identity, false] as const),
      ...there.filter((identity) => guestOf(identity) !== guest).map((identity) => [identity, true] as const),
    ]),
    next: (users, place) => {
      const move = others.find(({ step }) => step.place === place);
      if (move !== undefined) return { ...users, [move.identity]: move.isHere };
      const user = Object.keys(users).find((identity) => users[identity]);
      return user === undefined ? users : { harm: `guest ${guest} comes to ${vswitch}, which ${user} does not share` };
    },
  });
}

function guestOf(identity: string): string {
  return identity.slice(0, identity.lastIndexOf(':'));
}
