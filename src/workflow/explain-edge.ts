import type { Plan, PlanStep } from '../plan/plan-document';
import type { EdgeExplanation } from '../review/explanation';
import { namedSources } from './named-sources';
import { PlanReader } from './plan-reader';

/** Whether one step has to wait for another, every reason for it, and what happens when it does not. */
export function explainEdge(plan: Plan, earlier: PlanStep, later: PlanStep): EdgeExplanation {
  const reader = new PlanReader(plan);
  const reasons = reader.reasonsOf(later).filter((reason) => reason.earlier.id === earlier.id);
  const way = reader.way(earlier.id, later.id);
  const isEdge = reasons.some((reason) => reason.isEdge);
  return {
    kind: 'edge',
    host: plan.host,
    planStatus: plan.status,
    earlier: reader.named(earlier.id),
    later: reader.named(later.id),
    relation: isEdge ? 'edge' : way.length === 0 ? 'free' : 'through-others',
    way,
    reasons,
    sources: namedSources(
      reasons.flatMap(({ rule, without }) => [rule, ...(without === null ? [] : [without.clause])]),
    ),
  };
}
