import { projection, type Clause } from '../clause';
import { actionAt, places } from '../follow';

/** A guest NIC that is added where one is, or changed or removed where none is. */
export const guestNicCommandRefused: Clause = {
  id: 'guest-nic-command-refused',
  source:
    'hpvmresources(5), Integrity VM 4.3 Installation, Configuration, and Administration, p. 325: one NIC at bus and device',
  projections: (situation) =>
    [...situation.guestNicSteps].map(([identity, steps]) =>
      projection({
        about: identity,
        steps: places(steps),
        start: { isThere: situation.guestNic.has(identity) },
        next: ({ isThere }, step) => {
          const { kind } = actionAt(situation, step);
          if ((kind === 'add-nic') === isThere)
            return {
              harm: isThere ? `${identity} is added although it is there` : `${identity} is not there to be changed`,
            };
          return { isThere: kind !== 'remove-nic' };
        },
      }),
    ),
};
