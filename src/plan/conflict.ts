import type { Edge } from './edges';
import { strongComponents } from './strong-components';

/** Edges that the search for a shorter cycle may look at, once one is known. */
const EDGES_LOOKED_AT = 200_000;

/**
 * The shortest cycle among the edges, as the edges that form it in order, or undefined when there is none. It is a
 * minimal conflict: a cycle that passes no operation twice can be ordered without any one of its edges. Of several
 * reasons for one pair the first in the list is named, of several cycles the first found from the smallest operation
 * on. Among thousands of operations that all exclude one another, a short cycle is named, not always the shortest.
 */
export function smallestCycle(size: number, edges: readonly Edge[]): readonly Edge[] | undefined {
  const leaving: Edge[][] = Array.from({ length: size }, () => []);
  for (const edge of edges) leaving[edge.earlier]?.push(edge);
  const component = strongComponents(leaving.map((list) => list.map((edge) => edge.later)));
  const isInside = (edge: Edge): boolean => component[edge.earlier] === component[edge.later];
  const inside = leaving.map((list) => list.filter(isInside));
  const budget = { edges: EDGES_LOOKED_AT };
  let best: readonly Edge[] | undefined;
  for (let start = 0; start < size; start += 1) {
    if (inside[start]?.length === 0) continue;
    best = shortestLoop(start, inside, best?.length ?? Number.POSITIVE_INFINITY, budget) ?? best;
    if (best?.length === 2 || budget.edges <= 0) break;
  }
  return best;
}

/** Shortest way from an operation back to it with fewer edges than `limit`, breadth first. */
function shortestLoop(
  start: number,
  leaving: readonly (readonly Edge[])[],
  limit: number,
  budget: { edges: number },
): readonly Edge[] | undefined {
  const reachedBy = new Map<number, Edge>();
  let frontier = [start];
  for (let length = 1; frontier.length > 0 && length < limit; length += 1) {
    const next: number[] = [];
    for (const place of frontier) {
      budget.edges -= leaving[place]?.length ?? 0;
      for (const edge of leaving[place] ?? []) {
        if (edge.later === start) return [...pathTo(place, start, reachedBy), edge];
        if (reachedBy.has(edge.later)) continue;
        reachedBy.set(edge.later, edge);
        next.push(edge.later);
      }
    }
    frontier = next;
  }
  return undefined;
}

function pathTo(place: number, start: number, reachedBy: ReadonlyMap<number, Edge>): readonly Edge[] {
  const path: Edge[] = [];
  for (let current = place; current !== start;) {
    const edge = reachedBy.get(current);
    if (edge === undefined) break;
    path.push(edge);
    current = edge.earlier;
  }
  return path.reverse();
}
