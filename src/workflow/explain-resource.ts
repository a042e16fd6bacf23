import { decodeObservedHost } from '../discovery/decode-observed-host';
import type { Outage, Plan } from '../plan/plan-document';
import type { ResourceExplanation } from '../review/explanation';
import { cutOffGuests } from '../review/page/cut-off-guests';
import { shapeOf } from '../review/page/host-shape';
import { namedSources } from './named-sources';

/** Addresses that a plan has something to say about, sorted. */
export function addressesIn(plan: Plan): readonly string[] {
  const all = [
    ...plan.changes.map(({ address }) => address),
    ...plan.steps.map(({ address }) => address),
    ...plan.outages.flatMap(({ address, cause }) => (cause === undefined ? [address] : [address, cause])),
    ...plan.diagnostics.flatMap(({ address }) => (address === undefined ? [] : [address])),
  ];
  return [...new Set(all)].sort();
}

/** Everything a plan does to one resource and why, and who is interrupted. */
export function explainResource(plan: Plan, address: string): ResourceExplanation {
  const change = plan.changes.find((each) => each.address === address) ?? null;
  const steps = plan.steps.filter((step) => step.address === address);
  const notes = plan.diagnostics.filter((diagnostic) => diagnostic.address === address);
  const outages = plan.outages.filter((outage) => outage.address === address || outage.cause === address);
  return {
    kind: 'resource',
    host: plan.host,
    planStatus: plan.status,
    address,
    change,
    steps: steps.map(({ id, title, purpose, durationSeconds }) => ({ id, title, ...purpose, durationSeconds })),
    outages,
    cutOffGuests: cutOffAmong(plan, outages),
    notes: notes.map(({ severity, code, summary }) => ({ severity, code, summary })),
    sources: namedSources([
      ...(change?.derivedBy === undefined ? [] : [change.derivedBy]),
      ...steps.map(({ purpose }) => purpose.rule),
      ...notes.map(({ code }) => code),
    ]),
  };
}

/** As the review of the plan counts them: whoever keeps a NIC is not cut off. */
function cutOffAmong(plan: Plan, outages: readonly Outage[]): readonly string[] | null {
  if (plan.snapshot === undefined) return null;
  const observed = decodeObservedHost(plan.snapshot, `the snapshot in the plan for ${plan.host}`);
  if (!observed.ok) return null;
  const guests = new Set(outages.flatMap((outage) => outage.guests));
  return [...cutOffGuests(plan, shapeOf(observed.value))].filter((guest) => guests.has(guest)).sort();
}
