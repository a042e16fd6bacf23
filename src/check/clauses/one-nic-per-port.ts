import { projection, type Clause } from '../clause';
import { actionAt, places } from '../follow';
import { followPortUse, portUseAtStart } from '../follow-port';

/** Two guest NICs on one vswitch port. */
export const oneNicPerPort: Clause = {
  id: 'one-nic-per-port',
  source: 'Integrity VM 4.2 Installation, Configuration, and Administration, p. 20',
  projections: (situation) =>
    [...situation.portUsers].flatMap(([key, identities]) => {
      const [vswitch = '', portText] = key.split(' ');
      const port = Number(portText);
      const steps = places(...identities.map((identity) => situation.guestNicSteps.get(identity)));
      if (identities.length < 2 || steps.length === 0) return [];
      const count = (who: Readonly<Record<string, boolean>>): number => Object.values(who).filter(Boolean).length;
      const start = portUseAtStart(situation, identities, vswitch, port);
      return [
        projection({
          about: `${vswitch} port ${String(port)}`,
          steps,
          start,
          isFromStart: count(start) > 1,
          next: (users, step) => {
            const after = followPortUse(users, actionAt(situation, step), vswitch, port);
            if (count(after) < 2 || count(after) <= count(users)) return after;
            return { harm: `two guest NICs have port ${String(port)} of ${vswitch}` };
          },
        }),
      ];
    }),
};
