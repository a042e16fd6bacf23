import type { Clause } from '../clause';
import { atOnce } from '../at-once';
import { isReleaseFrom } from '../release';

/** HPVMMACADDRFRAMES=0 on a release that forbids it. */
export const framesOffBeforeFour: Clause = {
  id: 'frames-off-before-four',
  source: 'Integrity VM Release Notes (3.x), 7.3, p. 43; 4.0 Release Notes, ch. 7',
  projections: (situation) =>
    atOnce(situation, ({ action }) => {
      if (action.kind !== 'set-frames' || action.frames !== 0) return undefined;
      return isReleaseFrom(situation.host.platform.integrityVmVersion, 4, 0)
        ? undefined
        : 'the MAC address check is switched off on a release before 4.0';
    }),
};
