import type { WeightedWindow } from './weighted-windows';

/** Part of an order that is solved by itself. Operations are numbered from 0 by rank: smaller goes first on ties. */
export interface Cluster {
  /** What each operation waits for, within the cluster. */
  readonly before: readonly (readonly number[])[];
  /** What waits for each operation, within the cluster. */
  readonly after: readonly (readonly number[])[];
  /** Expected duration of each operation. */
  readonly tenths: readonly number[];
  /** Windows that open in the cluster, and so close in it, or not at all. */
  readonly windows: readonly WeightedWindow[];
}

/**
 * The cluster of these ranks of a graph, given in ascending order. Operations that differ in nothing but their name stand
 * in a row: any order of them costs the same, so that one is as good as all.
 */
export function clusterOf(
  ranks: readonly number[],
  before: readonly (readonly number[])[],
  tenths: readonly number[],
  windows: readonly WeightedWindow[],
): Cluster {
  const local = new Map(ranks.map((rank, index) => [rank, index]));
  const inside = (rank: number): readonly number[] => {
    const index = local.get(rank);
    return index === undefined ? [] : [index];
  };
  const cluster = {
    before: ranks.map((rank) => (before[rank] ?? []).flatMap(inside)),
    after: ranks.map((): number[] => []),
    tenths: ranks.map((rank) => tenths[rank] ?? 0),
    windows: windows.map((window) => ({
      ...window,
      opens: local.get(window.opens) ?? 0,
      closes: window.closes === null ? null : (local.get(window.closes) ?? null),
    })),
  };
  cluster.before.forEach((list, later) => {
    for (const earlier of list) cluster.after[earlier]?.push(later);
  });
  for (const [earlier, later] of twins(cluster)) {
    cluster.before[later]?.push(earlier);
    cluster.after[earlier]?.push(later);
  }
  return cluster;
}

/** Pairs of operations, each with the next one that has the same neighbours and duration and no window of its own. */
function twins({ before, after, tenths, windows }: Cluster): readonly (readonly [number, number])[] {
  const own = new Set(windows.flatMap(({ opens, closes }) => (closes === null ? [opens] : [opens, closes])));
  const last = new Map<string, number>();
  return tenths.flatMap((duration, operation): readonly (readonly [number, number])[] => {
    if (own.has(operation)) return [];
    const key = [before[operation], after[operation], [duration]].map((list) => list?.join()).join(' ');
    const earlier = last.get(key);
    last.set(key, operation);
    return earlier === undefined ? [] : [[earlier, operation]];
  });
}

/** For each window what it must hold before it can close, its closing operation included; null where nothing closes it. */
export function neededToClose(cluster: Cluster): readonly (ReadonlySet<number> | null)[] {
  return cluster.windows.map(({ closes }) => {
    if (closes === null) return null;
    const needed = new Set([closes]);
    const stack = [closes];
    for (let current = stack.pop(); current !== undefined; current = stack.pop()) {
      for (const earlier of cluster.before[current] ?? []) {
        if (needed.has(earlier)) continue;
        needed.add(earlier);
        stack.push(earlier);
      }
    }
    return needed;
  });
}
