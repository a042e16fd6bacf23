import { atOnce } from '../at-once';
import type { Clause } from '../clause';

/** More NICs than the host survives when the guest starts; no guest starts during a plan, so what counts is the end. */
export const sixtyNicsOfAGuest: Clause = {
  id: 'sixty-nics-of-a-guest',
  source: 'V6.3 Release Notes, 4.8.2, p. 27',
  projections: (situation) => {
    const before = new Map<string, number>();
    for (const { guest } of situation.host.guestNics) count(before, guest, 1);
    const after = new Map(before);
    for (const { action } of situation.steps) {
      if (action.kind === 'add-nic') count(after, action.guest, 1);
      if (action.kind === 'remove-nic') count(after, action.guest, -1);
    }
    return atOnce(situation, ({ action }) => {
      if (action.kind !== 'add-nic') return undefined;
      const nics = after.get(action.guest) ?? 0;
      if (nics <= 60 || nics <= (before.get(action.guest) ?? 0)) return undefined;
      return `guest ${action.guest} gets one of ${String(nics)} NICs`;
    });
  },
};

function count(counts: Map<string, number>, guest: string, change: number): void {
  counts.set(guest, (counts.get(guest) ?? 0) + change);
}
