import type { PlanningContext } from '../../src/plan/planning-context';
import type { OrderClause, SafetyRule } from '../../src/plan/safety-rule';

/**
 * The rule, failing where it joins its clauses by something that names nothing on the host or in the desired state, or
 * orders two steps without a reason for the reader. Neither changes an order, so no plan would show it.
 */
export function strictRule(rule: SafetyRule): SafetyRule {
  const { precedes } = rule;
  if (precedes === undefined) return rule;
  const strict =
    (side: OrderClause['earlier']): OrderClause['earlier'] =>
    (operation, context) =>
      side(operation, context).map((key: unknown) => {
        if (typeof key === 'string' && isName(key, context)) return key;
        throw new Error(`${rule.id} orders steps by "${String(key)}", which names nothing`);
      });
  return {
    ...rule,
    precedes: precedes.map((clause) => ({
      earlier: strict(clause.earlier),
      later: strict(clause.later),
      why: (earlier, later) => {
        const why: unknown = clause.why(earlier, later);
        if (typeof why === 'string' && why !== '') return why;
        throw new Error(`${rule.id} orders steps without saying why`);
      },
    })),
  };
}

/** One lower-case word, or something with a name of the host or the desired state in it. */
function isName(key: string, context: PlanningContext): boolean {
  if (/^[a-z-]+$/.test(key)) return true;
  const known = JSON.stringify([context.observed, context.desired]);
  return key.split(/[ :,/]/).some((word) => known.includes(`"${word}"`));
}
