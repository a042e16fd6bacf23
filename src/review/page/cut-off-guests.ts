import type { Outage, Plan } from '../../plan/plan-document';
import type { HostShape } from './host-shape';

/** Steps, by their place in the plan, while which a NIC is down. */
interface Interval {
  readonly from: number;
  readonly to: number;
}

/**
 * Running guests of which all NICs are down at once at some moment of the plan. The others keep a NIC; whether anybody reaches
 * them through it, the plan does not know.
 */
export function cutOffGuests(plan: Plan, { guestNics }: HostShape): ReadonlySet<string> {
  const places = new Map(plan.steps.map(({ id }, place) => [id, place]));
  const intervals = new Map<string, Interval[]>();
  for (const outage of plan.outages) {
    if (outage.guests.length === 0 || !outage.address.startsWith('guestNic.')) continue;
    const known = intervals.get(outage.address);
    if (known === undefined) intervals.set(outage.address, [intervalOf(outage, places)]);
    else known.push(intervalOf(outage, places));
  }
  const nicsOfGuests = new Map<string, (readonly Interval[])[]>();
  for (const [identity, { guest }] of guestNics) {
    const own = intervals.get(`guestNic.${identity}`) ?? [];
    const known = nicsOfGuests.get(guest);
    if (known === undefined) nicsOfGuests.set(guest, [own]);
    else known.push(own);
  }
  return new Set([...nicsOfGuests].filter(([, nics]) => isOnceWithoutAny(nics)).map(([guest]) => guest));
}

/** All are down at once exactly if they are when one of them has just gone down. */
function isOnceWithoutAny(nics: readonly (readonly Interval[])[]): boolean {
  return nics.flat().some(({ from }) => nics.every((own) => own.some((each) => each.from <= from && from <= each.to)));
}

function intervalOf(outage: Outage, places: ReadonlyMap<string, number>): Interval {
  const from = places.get(outage.fromStep) ?? 0;
  return { from, to: outage.isPermanent === true ? places.size : (places.get(outage.toStep) ?? from) };
}
