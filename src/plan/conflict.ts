import type { Edge } from './edges';

/**
 * The shortest cycle among the edges, as the edges that form it in order, or undefined when there is none.
 * Only operations that remain after peeling off everything orderable are searched, so the usual case is linear.
 */
export function smallestCycle(size: number, edges: readonly Edge[]): readonly Edge[] | undefined {
  const remaining = unorderable(size, edges);
  if (remaining.size === 0) return undefined;
  const inside = edges.filter((edge) => remaining.has(edge.earlier) && remaining.has(edge.later));
  const leaving = new Map<number, Edge[]>();
  for (const edge of inside) {
    const list = leaving.get(edge.earlier);
    if (list === undefined) leaving.set(edge.earlier, [edge]);
    else list.push(edge);
  }
  let best: readonly Edge[] | undefined;
  for (const start of [...remaining].sort((left, right) => left - right)) {
    const found = shortestLoop(start, leaving);
    if (found !== undefined && (best === undefined || found.length < best.length)) best = found;
  }
  return best;
}

function unorderable(size: number, edges: readonly Edge[]): ReadonlySet<number> {
  const waiting = new Array<number>(size).fill(0);
  const after: number[][] = Array.from({ length: size }, () => []);
  for (const edge of edges) {
    waiting[edge.later] = (waiting[edge.later] ?? 0) + 1;
    after[edge.earlier]?.push(edge.later);
  }
  const ready = waiting.flatMap((count, index) => (count === 0 ? [index] : []));
  const remaining = new Set(waiting.keys());
  for (let index = ready.pop(); index !== undefined; index = ready.pop()) {
    remaining.delete(index);
    for (const later of after[index] ?? []) {
      const left = (waiting[later] ?? 0) - 1;
      waiting[later] = left;
      if (left === 0) ready.push(later);
    }
  }
  return remaining;
}

function shortestLoop(start: number, leaving: ReadonlyMap<number, readonly Edge[]>): readonly Edge[] | undefined {
  const reachedBy = new Map<number, Edge>();
  let frontier = [start];
  while (frontier.length > 0) {
    const next: number[] = [];
    for (const place of frontier) {
      for (const edge of leaving.get(place) ?? []) {
        if (edge.later === start) return pathTo(place, start, reachedBy, [edge]);
        if (reachedBy.has(edge.later)) continue;
        reachedBy.set(edge.later, edge);
        next.push(edge.later);
      }
    }
    frontier = next;
  }
  return undefined;
}

function pathTo(
  place: number,
  start: number,
  reachedBy: ReadonlyMap<number, Edge>,
  tail: readonly Edge[],
): readonly Edge[] {
  const edge = place === start ? undefined : reachedBy.get(place);
  return edge === undefined ? tail : pathTo(edge.earlier, start, reachedBy, [edge, ...tail]);
}
