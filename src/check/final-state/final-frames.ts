import { projection, type Projection } from '../clause';
import { actionAt, places } from '../follow';
import type { Goals } from '../goals';
import type { Situation } from '../situation';

/** HPVMMACADDRFRAMES ends as it is to be: the value the plan names, else the one it had. */
export function finalFrames(situation: Situation, goals: Goals): readonly Projection[] {
  const found = situation.host.tunables.macAddressFrames;
  const wanted = goals.field('tunables', 'macAddressFrames', found);
  const settings = situation.steps.filter(({ action }) => action.kind === 'set-frames');
  if (settings.length === 0 && wanted === found) return [];
  return [
    projection({
      about: 'HPVMMACADDRFRAMES',
      steps: places(settings),
      start: { frames: found },
      next: ({ frames }, step) => {
        const action = actionAt(situation, step);
        return { frames: action.kind === 'set-frames' ? action.frames : frames };
      },
      end: ({ frames }) =>
        frames === wanted ? undefined : `HPVMMACADDRFRAMES ends as ${String(frames)}, and is to be ${String(wanted)}`,
    }),
  ];
}
