import type { Plan, PlanStep } from '../plan/plan-document';
import type { StepExplanation } from '../review/explanation';
import { namedSources } from './named-sources';
import { PlanReader } from './plan-reader';

/** What a step does, who asked for it, why it stands where it stands, what it costs and how it is taken back. */
export function explainStep(plan: Plan, step: PlanStep): StepExplanation {
  const reader = new PlanReader(plan);
  const reasons = reader.reasonsOf(step);
  const change = plan.changes.find(({ address }) => address === step.address) ?? null;
  return {
    kind: 'step',
    host: plan.host,
    planStatus: plan.status,
    step,
    change,
    reasons,
    awaitedBy: reader.awaiting(step.id),
    outages: plan.outages.filter((outage) => reader.isWithin(step.id, outage)),
    noReturn: plan.certificate?.pointsOfNoReturn.find((point) => point.step === step.id)?.why ?? null,
    sources: namedSources([
      step.purpose.rule,
      ...(change?.derivedBy === undefined ? [] : [change.derivedBy]),
      ...reasons.flatMap(({ rule, without }) => [rule, ...(without === null ? [] : [without.clause])]),
    ]),
  };
}
