import type { ObservedApaGroup } from '../../model/observed-host';
import { projection, type Clause } from '../clause';
import { actionAt, places } from '../follow';

/** A port that is to join by key or group capability before the group has that number. */
export const groupKeyFirst: Clause = {
  id: 'group-key-first',
  source: "APA Administrator's Guide 11i v3, March 2014, p. 77: the value of the group must equal that of its ports",
  projections: (situation) =>
    [...situation.groupSteps].flatMap(([group, steps]) => {
      const keys = situation.steps.filter(({ action }) => action.kind === 'set-group-key' && action.group === group);
      const emptying = steps.filter(({ action }) => action.kind === 'leave' && action.ports === null);
      return steps.flatMap((join) => {
        const { action } = join;
        if (action.kind !== 'join' || action.key === null) return [];
        const { key } = action;
        return [
          projection({
            about: group,
            steps: places([join], keys, emptying),
            start: { key: keyAtStart(situation.group.get(group)) },
            next: (state, step) => {
              const now = actionAt(situation, step);
              if (now.kind === 'set-group-key') return { key: now.key };
              if (now.kind === 'leave') return { key: null };
              return state.key === key ? state : { harm: `${join.id} joins ${group} by ${key} before it has that` };
            },
          }),
        ];
      });
    }),
};

/** A running negotiated group has a key; unread, it is the group's own number, as HP recommends (APA guide, December 2007, p. 39). */
function keyAtStart(group: ObservedApaGroup | undefined): string | null {
  if (group?.mode === 'LACP_AUTO') return `key=${String(group.key ?? group.name.slice(3))}`;
  return group?.mode === 'FEC_AUTO' ? `gc=${String(group.groupCapability ?? group.name.slice(3))}` : null;
}
