import { projection, type Clause, type Harm } from '../clause';
import type { Action } from '../action';
import { actionAt, followVswitch, places, vswitchAtStart, type VswitchState } from '../follow';

/** Commands on a vswitch that is not in a state for them: the plan would stop half way. */
export const vswitchCommandRefused: Clause = {
  id: 'vswitch-command-refused',
  source: 'vPars and Integrity VM V6.3 Administrator Guide, p. 122 and 13.19.2.2, p. 251; hpvmnet(1M) as recalled',
  projections: (situation) => {
    const life = [...situation.vswitchSteps].map(([vswitch, steps]) =>
      projection({
        about: vswitch,
        steps: places(steps),
        start: vswitchAtStart(situation, vswitch),
        next: (state, step) => {
          const action = actionAt(situation, step);
          return refusal(state, action, vswitch) ?? followVswitch(state, action, vswitch);
        },
      }),
    );
    const uses = situation.steps.flatMap((use) => {
      const vswitch = usedVswitch(use.action);
      if (vswitch === undefined) return [];
      return [
        projection({
          about: vswitch,
          steps: places([use], situation.vswitchSteps.get(vswitch)),
          start: vswitchAtStart(situation, vswitch),
          next: (state, step) => {
            if (step !== use.place) return followVswitch(state, actionAt(situation, step), vswitch);
            return state.power === 'absent' ? { harm: `${use.id} uses ${vswitch}, which does not exist then` } : state;
          },
        }),
      ];
    });
    return [...life, ...uses];
  },
};

function refusal(state: VswitchState, action: Action, name: string): Harm | undefined {
  const { power } = state;
  switch (action.kind) {
    case 'create-vswitch':
      return power === 'absent' ? undefined : { harm: `${name} is created although it exists` };
    case 'delete-vswitch':
      return power === 'down' ? undefined : { harm: `${name} is removed while it is ${power}` };
    case 'boot-vswitch':
      return power === 'down' ? undefined : { harm: `${name} is booted while it is ${power}` };
    case 'halt-vswitch':
      return power === 'up' || power === 'unknown' ? undefined : { harm: `${name} is halted while it is ${power}` };
    default:
      return undefined;
  }
}

function usedVswitch(action: Action): string | undefined {
  if (action.kind === 'set-port-vlan') return action.vswitch;
  return action.kind === 'add-nic' || action.kind === 'change-nic' ? action.nic.vswitch : undefined;
}
