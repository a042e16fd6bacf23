import { compareText } from '../../model/canonical-json';
import type { Outage, Plan, PlannedChange, PlanStep } from '../../plan/plan-document';

/** Everything that a plan says about one thing on the host. */
export interface PlanObject {
  readonly address: string;
  /** Where the page tells it: an id of the document. */
  readonly anchor: string;
  /** Absent: it is not changed, but interrupted, or only a step is about it. */
  readonly change?: PlannedChange;
  readonly steps: readonly PlanStep[];
  readonly outages: readonly Outage[];
}

/** What a plan changes, works on or interrupts, by address: first what changes, in the order of the plan. */
export function planObjects(plan: Plan, prefix: string): ReadonlyMap<string, PlanObject> {
  const changes = new Map(plan.changes.map((change) => [change.address, change]));
  const steps = groupedByAddress(plan.steps);
  const outages = groupedByAddress(plan.outages);
  const others = [...new Set([...steps.keys(), ...outages.keys()])]
    .filter((address) => !changes.has(address))
    .sort(compareText);
  return new Map(
    [...changes.keys(), ...others].map((address, place) => {
      const change = changes.get(address);
      return [
        address,
        {
          address,
          anchor: `${prefix}-thing-${String(place + 1)}`,
          ...(change === undefined ? {} : { change }),
          steps: steps.get(address) ?? [],
          outages: outages.get(address) ?? [],
        },
      ];
    }),
  );
}

function groupedByAddress<T extends { readonly address: string }>(
  entries: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const group = groups.get(entry.address);
    if (group === undefined) groups.set(entry.address, [entry]);
    else group.push(entry);
  }
  return groups;
}
