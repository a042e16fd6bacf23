import type { Edge } from './edges';

/** Edges split into those that make the order and those that the others already bring about. */
export interface ReducedEdges {
  /** Every reason of every pair that no other path connects. Their transitive closure is that of all edges. */
  readonly necessary: readonly Edge[];
  /** Every reason of the pairs that follow from the necessary ones. */
  readonly implied: readonly Edge[];
}

/** Most columns of the reachability matrix that are worked on at once, in words of 32 bits. */
const MOST_WORDS = 32;

/**
 * Transitive reduction of the edges, by pair: a pair is implied when a longer path leads from its earlier to its later
 * operation. `sequence` is any order that keeps all edges and holds every operation once. The reduction of a directed
 * graph without cycles is unique, so the result does not depend on which. Within each connected part the cost is
 * edges x operations / 32 word operations, in blocks, so that memory stays linear.
 */
export function reduceEdges(edges: readonly Edge[], sequence: readonly number[]): ReducedEdges {
  const graph = predecessorsByPlace(edges, sequence);
  const impliedPairs = new Set<number>();
  for (const part of connectedParts(graph)) markImplied(graph, part, impliedPairs);
  const size = sequence.length;
  const isImplied = (edge: Edge): boolean =>
    impliedPairs.has((graph.placeOf[edge.later] ?? 0) * size + (graph.placeOf[edge.earlier] ?? 0));
  return { necessary: edges.filter((edge) => !isImplied(edge)), implied: edges.filter(isImplied) };
}

interface PlacedGraph {
  /** Place in the sequence, by operation. */
  readonly placeOf: Int32Array;
  /** Distinct places that a place waits for, all of them smaller than it. */
  readonly before: readonly (readonly number[])[];
}

function predecessorsByPlace(edges: readonly Edge[], sequence: readonly number[]): PlacedGraph {
  const placeOf = new Int32Array(sequence.length);
  sequence.forEach((operation, place) => {
    placeOf[operation] = place;
  });
  const before: number[][] = sequence.map(() => []);
  const sorted = edges.map((edge) => (placeOf[edge.later] ?? 0) * sequence.length + (placeOf[edge.earlier] ?? 0));
  for (const pair of new Set(sorted)) before[Math.floor(pair / sequence.length)]?.push(pair % sequence.length);
  return { placeOf, before };
}

/** Places that hang together by edges, each part in the order of the sequence; parts of one or two imply nothing. */
function connectedParts({ before }: PlacedGraph): readonly (readonly number[])[] {
  const parent = Int32Array.from(before.keys());
  const rootOf = (place: number): number => {
    let root = place;
    while (parent[root] !== root) root = parent[root] ?? root;
    for (let step = place; step !== root;) {
      const next = parent[step] ?? root;
      parent[step] = root;
      step = next;
    }
    return root;
  };
  before.forEach((list, place) => {
    for (const earlier of list) parent[rootOf(earlier)] = rootOf(place);
  });
  const parts = new Map<number, number[]>();
  before.forEach((_, place) => {
    const root = rootOf(place);
    const part = parts.get(root);
    if (part === undefined) parts.set(root, [place]);
    else part.push(place);
  });
  return [...parts.values()].filter((part) => part.length > 2);
}

/** Adds the implied pairs of one connected part, as `later * size + earlier` in places. */
function markImplied({ before, placeOf }: PlacedGraph, part: readonly number[], implied: Set<number>): void {
  const rowOf = new Map(part.map((place, row) => [place, row]));
  const rows = part.map((place) => (before[place] ?? []).map((earlier) => rowOf.get(earlier) ?? 0));
  // Row by row: operations that are reached backwards, of those in the block.
  const words = Math.min(MOST_WORDS, (part.length + 31) >> 5);
  const columns = words * 32;
  const reached = new Int32Array(part.length * words);
  for (let start = 0; start < part.length; start += columns) {
    reached.fill(0, start * words);
    for (let row = start + 1; row < part.length; row += 1) {
      const direct = rows[row] ?? [];
      const base = row * words;
      for (const earlier of direct) {
        if (earlier < start) continue;
        const other = earlier * words;
        for (let word = 0; word < words; word += 1)
          reached[base + word] = (reached[base + word] ?? 0) | (reached[other + word] ?? 0);
      }
      for (const earlier of direct) {
        const bit = earlier - start;
        if (bit < 0 || bit >= columns) continue;
        const word = base + (bit >> 5);
        const mask = 1 << (bit & 31);
        if (((reached[word] ?? 0) & mask) !== 0) implied.add((part[row] ?? 0) * placeOf.length + (part[earlier] ?? 0));
        reached[word] = (reached[word] ?? 0) | mask;
      }
    }
  }
}
