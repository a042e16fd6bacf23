import { errorDiagnostic } from '../../model/diagnostic';
import { RELEASE_NOTES_63 } from '../documents';
import { guestNicsAfter } from '../guest-nics-after';
import type { SafetyRule } from '../safety-rule';

/** NICs of one guest that are no danger to the host. The figure is that of V6.3; no document gives another for 4.x. */
const MAX_NICS = 60;

/** The host, not the guest alone, is what too many NICs endanger. */
export const atMostSixtyNicsPerGuest: SafetyRule = {
  id: 'at-most-sixty-nics-per-guest',
  title: 'Give a guest at most 60 NICs',
  why: 'With more, the VM host itself can crash when the guest starts, and takes every guest with it.',
  citations: [{ document: RELEASE_NOTES_63, section: '4.8.2', page: 27 }],
  severity: 'error',
  basis: 'documented',
  forbids: (operations, context) => {
    const after = countByGuest([...guestNicsAfter(operations, context).values()]);
    const before = countByGuest(context.observed.guestNics);
    const added = new Map(
      operations.flatMap(({ effect, address }) => (effect.type === 'guest-nic-add' ? [[effect.guest, address]] : [])),
    );
    return [...added].flatMap(([guest, address]) => {
      const count = after.get(guest) ?? 0;
      if (count <= MAX_NICS || count <= (before.get(guest) ?? 0)) return [];
      return [
        errorDiagnostic(
          'at-most-sixty-nics-per-guest',
          `guest ${guest} would have ${String(count)} NICs, and ${String(MAX_NICS)} are the most that are safe`,
          'With more, the VM host can crash when the guest starts (V6.3 Release Notes, 4.8.2, p. 27; no figure is published for 4.x).\n' +
            `Give ${guest} fewer NICs: guests of one VLAN share a NIC, and NICs of others can go first.`,
          address,
        ),
      ];
    });
  },
  examples: { unsafe: [], safe: [] },
};

function countByGuest(nics: readonly { readonly guest: string }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { guest } of nics) counts.set(guest, (counts.get(guest) ?? 0) + 1);
  return counts;
}
