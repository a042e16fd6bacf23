import type { PlanningContext } from '../../src/plan/planning-context';
import type { OrderClause, SafetyRule } from '../../src/plan/safety-rule';

/**
 * The rule, failing where it joins its clauses by something that names nothing on the host or in the desired state, or
 * orders two steps without a reason for the reader. Neither changes an order, so no plan would show it.
 */
export function strictRule(rule: SafetyRule): SafetyRule {
  const { precedes, prevents } = rule;
  const strict =
    (side: OrderClause['earlier']): OrderClause['earlier'] =>
    (operation, context) =>
      side(operation, context).map((key: unknown) => {
        if (typeof key === 'string' && isName(key, context)) return key;
        throw new Error(`${rule.id} orders steps by "${String(key)}", which names nothing`);
      });
  const told = (why: unknown): string => {
    if (typeof why === 'string' && why !== '') return why;
    throw new Error(`${rule.id} orders steps without saying why`);
  };
  return {
    ...rule,
    ...(precedes === undefined
      ? {}
      : {
          precedes: precedes.map(({ earlier, later, why }) => ({
            earlier: strict(earlier),
            later: strict(later),
            why: (...steps) => told(why(...steps)),
          })),
        }),
    ...(prevents === undefined
      ? {}
      : {
          prevents: (operations, context) => {
            const all = prevents(operations, context);
            const keys = new Set(operations.map((operation) => operation.key));
            for (const { options } of all) {
              if (options.length === 0) throw new Error(`${rule.id} demands one of no orders`);
              for (const { earlier, later, why } of options.flat()) {
                told(why);
                if (keys.has(earlier) && keys.has(later)) continue;
                throw new Error(`${rule.id} orders "${earlier}" before "${later}", and one of them is no step`);
              }
            }
            return all;
          },
        }),
  };
}

/** One lower-case word, or something with a name of the host or the desired state in it. */
function isName(key: string, context: PlanningContext): boolean {
  if (/^[a-z-]+$/.test(key)) return true;
  const known = JSON.stringify([context.observed, context.desired]);
  return key.split(/[ :,/]/).some((word) => known.includes(`"${word}"`));
}
