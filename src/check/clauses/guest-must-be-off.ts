import type { Clause } from '../clause';
import { atOnce } from '../at-once';
import { isReleaseFrom } from '../release';

/** Changes of guest NICs that a running guest does not take, or that would be made on top of a pending configuration. */
export const guestMustBeOff: Clause = {
  id: 'guest-must-be-off',
  source:
    'Integrity VM 4.2 Installation, Configuration, and Administration, p. 20; A.03.x, 8.5, p. 107 (vmm_config.next)',
  projections: (situation) =>
    atOnce(situation, ({ action }) => {
      if (action.kind !== 'add-nic' && action.kind !== 'change-nic' && action.kind !== 'remove-nic') return undefined;
      const guest = situation.guest.get(action.guest);
      if (guest === undefined) return `guest ${action.guest} is not known`;
      if (guest.hasPendingConfiguration !== false)
        return `guest ${action.guest} has, or may have, a pending configuration`;
      if (guest.state === 'off') return undefined;
      const isLive =
        action.kind !== 'change-nic' &&
        action.nic.adapter === 'avio_lan' &&
        isReleaseFrom(situation.host.platform.integrityVmVersion, 4, 1);
      return isLive ? undefined : `guest ${action.guest} is not off: the change waits for its next start`;
    }),
};
