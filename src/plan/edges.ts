import type { Operation, OperationLink } from './operation';
import type { PlanningContext } from './planning-context';
import type { SafetyRule } from './safety-rule';

/** A reasoned order between two operations, by their positions in the operation list. */
export interface Edge {
  readonly earlier: number;
  readonly later: number;
  readonly rule: string;
  readonly why: string;
}

/**
 * Compiles the rules' order clauses and the changes' own sequences into edges. One edge per pair and rule; the
 * result is sorted by later, earlier, rule order, so that it does not depend on the order of the inputs.
 */
export function compileEdges(
  operations: readonly Operation[],
  links: readonly OperationLink[],
  rules: readonly SafetyRule[],
  context: PlanningContext,
): readonly Edge[] {
  const position = new Map(operations.map((operation, index) => [operation.key, index]));
  const edges = new Map<string, Edge>();
  const add = (earlier: number, later: number, rule: string, why: string): void => {
    const id = `${String(later)}>${String(earlier)}>${rule}`;
    if (earlier !== later && !edges.has(id)) edges.set(id, { earlier, later, rule, why });
  };
  for (const link of links) {
    const earlier = position.get(link.earlier);
    const later = position.get(link.later);
    if (earlier !== undefined && later !== undefined) add(earlier, later, 'change', link.why);
  }
  for (const rule of rules) {
    for (const clause of rule.precedes ?? []) {
      const earlierByKey = new Map<string, number[]>();
      operations.forEach((operation, index) => {
        for (const key of clause.earlier(operation, context)) {
          const list = earlierByKey.get(key);
          if (list === undefined) earlierByKey.set(key, [index]);
          else list.push(index);
        }
      });
      if (earlierByKey.size === 0) continue;
      operations.forEach((later, index) => {
        for (const key of clause.later(later, context)) {
          for (const other of earlierByKey.get(key) ?? []) {
            const earlier = operations[other];
            if (earlier !== undefined) add(other, index, rule.id, clause.why(earlier, later));
          }
        }
      });
    }
  }
  return [...edges.values()];
}
