import type { Plan } from '../plan/plan-document';
import type { ResourceExplanation } from '../review/explanation';
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
  return {
    kind: 'resource',
    host: plan.host,
    planStatus: plan.status,
    address,
    change,
    steps: steps.map(({ id, title, purpose, durationSeconds }) => ({ id, title, ...purpose, durationSeconds })),
    outages: plan.outages.filter((outage) => outage.address === address || outage.cause === address),
    notes: notes.map(({ severity, code, summary }) => ({ severity, code, summary })),
    sources: namedSources([
      ...(change?.derivedBy === undefined ? [] : [change.derivedBy]),
      ...steps.map(({ purpose }) => purpose.rule),
      ...notes.map(({ code }) => code),
    ]),
  };
}
