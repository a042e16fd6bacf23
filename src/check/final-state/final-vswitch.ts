import { projection, type Projection } from '../clause';
import { actionAt, followVswitch, places, vswitchAtStart, type VswitchState } from '../follow';
import type { Goals } from '../goals';
import type { Situation } from '../situation';

/** Every vswitch that the plan names or touches ends on the uplink and in the state it is to have. */
export function finalVswitches(situation: Situation, goals: Goals): readonly Projection[] {
  const names = new Set([...situation.vswitchSteps.keys(), ...goals.identities('vswitch')]);
  return [...names].map((name) => {
    const wanted = wantedVswitch(situation, goals, name);
    return projection({
      about: name,
      steps: places(situation.vswitchSteps.get(name)),
      start: vswitchAtStart(situation, name),
      next: (state, step) => followVswitch(state, actionAt(situation, step), name),
      end: ({ power, uplink }) => {
        if (power === wanted.power && uplink === wanted.uplink) return undefined;
        return `${name} ends ${power} on ${uplink ?? 'no uplink'}, and is to be ${wanted.power} on ${wanted.uplink ?? 'no uplink'}`;
      },
    });
  });
}

function wantedVswitch(situation: Situation, goals: Goals, name: string): VswitchState {
  const address = `vswitch.${name}`;
  if (goals.isDeleted(address)) return { power: 'absent', uplink: null };
  const start = goals.isCreated(address) ? { power: 'up' as const, uplink: null } : vswitchAtStart(situation, name);
  return {
    power: goals.field(address, 'state', start.power) as VswitchState['power'],
    uplink: goals.field(address, 'uplink', start.uplink) as string | null,
  };
}
