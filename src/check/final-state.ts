import type { Projection } from './clause';
import { finalAddresses } from './final-state/final-address';
import { finalBootAddresses } from './final-state/final-boot-address';
import { finalFrames } from './final-state/final-frames';
import { finalGroups } from './final-state/final-group';
import { finalGuestNics } from './final-state/final-guest-nic';
import { finalHostVlans } from './final-state/final-host-vlan';
import { finalNics } from './final-state/final-nic';
import { finalPortVlans } from './final-state/final-port-vlan';
import { finalVswitches } from './final-state/final-vswitch';
import type { Goals } from './goals';
import type { Situation } from './situation';

/** Name of the clause that every order ends in the state the plan promises, and changes nothing else. */
export const FINAL_STATE = 'final-state';

const PARTS: readonly ((situation: Situation, goals: Goals) => readonly Projection[])[] = [
  finalVswitches,
  finalNics,
  finalGroups,
  finalHostVlans,
  finalGuestNics,
  finalPortVlans,
  finalFrames,
  finalAddresses,
  finalBootAddresses,
];

/** Projections of everything that the plan is to end with. */
export function finalState(situation: Situation, goals: Goals): readonly Projection[] {
  return PARTS.flatMap((part) => part(situation, goals));
}
