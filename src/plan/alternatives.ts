import type { Edge } from './edges';
import type { OperationLink } from './operation';
import type { Alternatives } from './safety-rule';

/** Alternatives with the rule that demands one of them. */
export interface RuleAlternatives extends Alternatives {
  readonly rule: string;
}

/**
 * Chooses among alternatives. What the order keeps anyway needs no edge of its own and is only given as a reason;
 * otherwise the first option that contradicts nothing is demanded, or the first one of all, so that the conflict shows.
 * A choice that a later one made needless is taken back. The result is in the order of the alternatives.
 */
export function chooseAlternatives(
  size: number,
  fixed: readonly Edge[],
  alternatives: readonly RuleAlternatives[],
  place: (key: string) => number | undefined,
): readonly Edge[] {
  const graph = new Reachability(size, fixed);
  const chosen: {
    readonly edges: readonly Edge[];
    readonly options: readonly (readonly Edge[])[];
    isAdded: boolean;
  }[] = [];
  for (const { rule, options } of alternatives) {
    const choices = options.map((links) => toEdges(links, rule, place)).filter((edges) => edges.length > 0);
    const kept = choices.find((edges) => edges.every(({ earlier, later }) => graph.isBefore(earlier, later)));
    const edges =
      kept ?? choices.find((each) => each.every(({ earlier, later }) => !graph.isBefore(later, earlier))) ?? choices[0];
    if (edges === undefined) continue;
    if (kept === undefined) graph.add(edges);
    chosen.push({ edges, options: choices, isAdded: kept === undefined });
  }
  for (const choice of chosen) {
    if (!choice.isAdded) continue;
    graph.remove(choice.edges);
    const isKept = choice.options.some((edges) => edges.every(({ earlier, later }) => graph.isBefore(earlier, later)));
    if (isKept) choice.isAdded = false;
    else graph.add(choice.edges);
  }
  return chosen.flatMap(({ edges, isAdded }) =>
    isAdded || edges.every(({ earlier, later }) => graph.isBefore(earlier, later)) ? edges : [],
  );
}

function toEdges(
  links: readonly OperationLink[],
  rule: string,
  place: (key: string) => number | undefined,
): readonly Edge[] {
  return links.flatMap(({ earlier: first, later: second, why }) => {
    const earlier = place(first);
    const later = place(second);
    return earlier === undefined || later === undefined || earlier === later ? [] : [{ earlier, later, rule, why }];
  });
}

/** Which operation comes before which, as edges come and go. Edges are counted, because several may join one pair. */
class Reachability {
  private readonly before: Map<number, number>[];

  constructor(size: number, edges: readonly Edge[]) {
    this.before = Array.from({ length: size }, () => new Map<number, number>());
    this.add(edges);
  }

  add(edges: readonly Edge[]): void {
    for (const { earlier, later } of edges) {
      const counts = this.before[later];
      counts?.set(earlier, (counts.get(earlier) ?? 0) + 1);
    }
  }

  remove(edges: readonly Edge[]): void {
    for (const { earlier, later } of edges) {
      const counts = this.before[later];
      const count = counts?.get(earlier) ?? 0;
      if (count > 1) counts?.set(earlier, count - 1);
      else counts?.delete(earlier);
    }
  }

  isBefore(earlier: number, later: number): boolean {
    const seen = new Set<number>([later]);
    const stack = [later];
    for (let current = stack.pop(); current !== undefined; current = stack.pop()) {
      for (const previous of this.before[current]?.keys() ?? []) {
        if (previous === earlier) return true;
        if (seen.has(previous)) continue;
        seen.add(previous);
        stack.push(previous);
      }
    }
    return false;
  }
}
