import { chooseAlternatives } from './alternatives';
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
 * order of the result follows links, rules and operations.
 */
export function compileEdges(
  operations: readonly Operation[],
  links: readonly OperationLink[],
  rules: readonly SafetyRule[],
  context: PlanningContext,
): readonly Edge[] {
  const position = new Map(operations.map((operation, index) => [operation.key, index]));
  const size = operations.length;
  const edges: Edge[] = [];
  const fromLinks = new Set<number>();
  for (const link of links) {
    const earlier = position.get(link.earlier);
    const later = position.get(link.later);
    if (earlier === undefined || later === undefined || earlier === later) continue;
    if (isNew(fromLinks, later * size + earlier)) edges.push({ earlier, later, rule: 'change', why: link.why });
  }
  for (const rule of rules) {
    const fromRule = new Set<number>();
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
      operations.forEach((operation, later) => {
        for (const key of clause.later(operation, context)) {
          for (const earlier of earlierByKey.get(key) ?? []) {
            const other = operations[earlier];
            if (other === undefined || earlier === later || !isNew(fromRule, later * size + earlier)) continue;
            edges.push({ earlier, later, rule: rule.id, why: clause.why(other, operation) });
          }
        }
      });
    }
  }
  const alternatives = rules.flatMap((rule) =>
    (rule.prevents?.(operations, context) ?? []).map(({ options }) => ({ rule: rule.id, options })),
  );
  if (alternatives.length === 0) return edges;
  const seen = new Set(edges.map(({ earlier, later, rule }) => `${rule} ${String(later * size + earlier)}`));
  for (const edge of chooseAlternatives(size, edges, alternatives, (key) => position.get(key))) {
    const key = `${edge.rule} ${String(edge.later * size + edge.earlier)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    edges.push(edge);
  }
  return edges;
}

/** Adds a pair, as one number, and says whether it was not there yet. */
function isNew(pairs: Set<number>, pair: number): boolean {
  if (pairs.has(pair)) return false;
  pairs.add(pair);
  return true;
}
