import type { Plan } from '../plan/plan-document';
import type { SafetyRule } from '../plan/safety-rule';
import type { ClauseExplanation, RuleAtWork, RuleExplanation } from '../review/explanation';
import { PlanReader } from './plan-reader';

/** What a rule wants and why, and where it is at work in plans. */
export function explainRule(rule: SafetyRule, plans: readonly Plan[] | undefined): RuleExplanation {
  const { id, title, why, severity, basis, citations, examples } = rule;
  return {
    kind: 'rule',
    rule: { id, title, why, severity, basis, citations, examples },
    ...(plans === undefined ? {} : { plans: plans.map((plan) => ruleAtWork(id, plan)) }),
  };
}

/** What a clause of the checker rests on, and which edges of plans it proves to be needed. */
export function explainClause(
  { id, source, meaning }: Pick<ClauseExplanation, 'id' | 'source' | 'meaning'>,
  plans: readonly Plan[] | undefined,
): ClauseExplanation {
  const shownIn = (plan: Plan): readonly { readonly edge: string; readonly harm: string }[] =>
    (plan.certificate?.witnesses ?? [])
      .filter((witness) => witness.clause === id)
      .map(({ earlier, later, harm }) => ({ edge: `${earlier}:${later}`, harm }));
  return {
    kind: 'clause',
    id,
    source,
    ...(meaning === undefined ? {} : { meaning }),
    ...(plans === undefined ? {} : { plans: plans.map((plan) => ({ host: plan.host, shown: shownIn(plan) })) }),
  };
}

function ruleAtWork(rule: string, plan: Plan): RuleAtWork {
  const reader = new PlanReader(plan);
  return {
    host: plan.host,
    asksFor: plan.steps
      .filter(({ purpose }) => purpose.rule === rule)
      .map(({ id, title, purpose }) => ({ id, title, why: purpose.why })),
    orders: plan.steps.flatMap((step) =>
      reader
        .reasonsOf(step)
        .filter((reason) => reason.rule === rule)
        .map(({ earlier, why, isEdge }) => ({ earlier, later: reader.named(step.id), why, isEdge })),
    ),
    requires: plan.changes.filter(({ derivedBy }) => derivedBy === rule).map(({ address }) => address),
    notes: plan.diagnostics.filter(({ code }) => code === rule).map(({ severity, summary }) => ({ severity, summary })),
  };
}
