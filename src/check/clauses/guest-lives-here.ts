import type { Clause } from '../clause';

/** A NIC of a guest that was migrated away is changed on the host it left. */
export const guestLivesHere: Clause = {
  id: 'guest-lives-here',
  source: 'Integrity VM 4.3 Installation, Configuration, and Administration, 8.2.3, p. 147 (modify_status)',
  projections: (situation) =>
    [...situation.guestNicSteps].flatMap(([identity, steps]) => {
      const guest = identity.slice(0, identity.lastIndexOf(':'));
      if (situation.guest.get(guest)?.isModifiable !== false) return [];
      const harm = `guest ${guest} cannot be modified on this host`;
      return steps.map(({ id, place }) => ({ about: id, steps: [place], start: {}, next: () => ({ harm }) }));
    }),
};
