import { atOnce } from '../at-once';
import type { Clause } from '../clause';

/** A NIC of a guest that was migrated away is changed on the host it left. */
export const guestLivesHere: Clause = {
  id: 'guest-lives-here',
  source: 'Integrity VM 4.3 Installation, Configuration, and Administration, 8.2.3, p. 147 (modify_status)',
  projections: (situation) =>
    atOnce(situation, ({ action }) => {
      if (action.kind !== 'add-nic' && action.kind !== 'change-nic' && action.kind !== 'remove-nic') return undefined;
      return situation.guest.get(action.guest)?.isModifiable === false
        ? `guest ${action.guest} cannot be modified on this host`
        : undefined;
    }),
};
