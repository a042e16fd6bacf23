import { infoDiagnostic, type Diagnostic } from '../../model/diagnostic';
import { RELEASE_NOTES_425 } from '../documents';
import { guestNicsAfter } from '../guest-nics-after';
import type { Operation } from '../operation';
import type { PlanningContext, VswitchTransition } from '../planning-context';
import type { SafetyRule } from '../safety-rule';

/**
 * Running guests on one vswitch that call for a second one. No document gives a figure. This one is ours: published
 * sessions show seven guests on one vswitch as everyday use, and one more is allowed before we speak.
 */
const BUSY_GUESTS = 8;

/** Several vswitches carry more than one. */
export const spreadBusyVswitch: SafetyRule = {
  id: 'spread-busy-vswitch',
  title: 'Spread guests over several vswitches on uplinks of their own',
  why: 'Guests on one vswitch share its throughput, while another uplink of the host carries little.',
  citations: [{ document: RELEASE_NOTES_425, section: '7.2.17', page: 75 }],
  severity: 'warning',
  basis: 'documented',
  forbids: (operations, context) => {
    const arrivals = new Map(operations.flatMap((operation) => arrivalsIn(operation)));
    const guestsOn = runningGuests(operations, context);
    return [...arrivals].flatMap(([vswitch, address]) => advice(vswitch, address, guestsOn, context));
  },
  examples: { unsafe: [], safe: [] },
};

/** vswitches that a NIC is added or moved to, each with the NIC that comes. */
function arrivalsIn({ effect, address }: Operation): readonly (readonly [vswitch: string, address: string])[] {
  const isArrival =
    effect.type === 'guest-nic-add' || (effect.type === 'guest-nic-change' && effect.from !== effect.vswitch);
  return isArrival ? [[effect.vswitch, address]] : [];
}

/** Running guests on each vswitch when all operations are done. A state that is not known counts as running. */
function runningGuests(
  operations: readonly Operation[],
  context: PlanningContext,
): ReadonlyMap<string, ReadonlySet<string>> {
  const guestsOn = new Map<string, Set<string>>();
  for (const { guest, vswitch } of guestNicsAfter(operations, context).values()) {
    if (context.index.guest.get(guest)?.state === 'off') continue;
    const guests = guestsOn.get(vswitch);
    if (guests === undefined) guestsOn.set(vswitch, new Set([guest]));
    else guests.add(guest);
  }
  return guestsOn;
}

function advice(
  vswitch: string,
  address: string,
  guestsOn: ReadonlyMap<string, ReadonlySet<string>>,
  context: PlanningContext,
): readonly Diagnostic[] {
  const countOn = (name: string): number => guestsOn.get(name)?.size ?? 0;
  const count = countOn(vswitch);
  const uplink = context.vswitches.get(vswitch)?.uplinkAfter ?? null;
  if (count <= BUSY_GUESTS || uplink === null) return [];
  return [...context.vswitches.values()]
    .filter((other) => isOpen(other, uplink, context) && countOn(other.name) < count - 1)
    .sort((left, right) => countOn(left.name) - countOn(right.name))
    .slice(0, 1)
    .map((best) =>
      infoDiagnostic(
        'spread-busy-vswitch',
        `${String(count)} running guests share vswitch ${vswitch}, and ${String(countOn(best.name))} use ${best.name}`,
        `For more throughput HP advises several vswitches with the guests spread over them (Release Notes 4.2.5, 7.2.17, p. 75). ` +
          `No figure is published; more than ${String(BUSY_GUESTS)} is what this tool calls many.\n` +
          `If ${best.name} on ${String(best.uplinkAfter)} leads to the same network, place guests with spread() of the construct library.`,
        address,
      ),
    );
}

/** Another vswitch that will be up, on an uplink of its own, and open to any guest. */
function isOpen(other: VswitchTransition, uplink: string, context: PlanningContext): boolean {
  return (
    other.isUpAfter &&
    other.uplinkAfter !== null &&
    other.uplinkAfter !== uplink &&
    context.index.vswitch.get(other.name)?.isShareable !== false
  );
}
