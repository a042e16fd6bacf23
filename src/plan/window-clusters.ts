import { RankedHeap } from './ranked-heap';
import type { WeightedWindow } from './weighted-windows';
import { strongComponents } from './strong-components';

/** Operations by their rank: every number below is a rank, and a smaller one goes first where nothing else decides. */
export interface RankedGraph {
  /** Distinct ranks that a rank waits for. */
  readonly before: readonly (readonly number[])[];
  readonly isSaving: readonly boolean[];
  /** Operations that are better done shortly before the window that ends what they begin. */
  readonly isLate: readonly boolean[];
  /** Operations that nothing takes back: until the first of them the whole plan can be taken back. */
  readonly isFinal: readonly boolean[];
  readonly windows: readonly WeightedWindow[];
}

/**
 * Cuts the order into clusters that are carried out one after the other: a window with all that it must hold, windows
 * within it included, is one, and so is every operation outside of any window. What never comes back into service
 * counts as a window that the end of the running changes closes.
 *
 * Two operations share a cluster when each of them needs the other, where an operation needs what it waits for, and an
 * opening operation also needs the one that closes again. To carry clusters out one by one costs nothing: take any order
 * and pull the operations of each cluster together; no window then holds more than it did.
 *
 * Clusters come as: what is ready and opens nothing, then windows, each followed by what it made ready, then what is
 * better late, each time only until that has made a window ready, then what nothing takes back, as late as that lengthens
 * no window, then the windows that are not closed, then what saves; each by rank.
 */
export function windowClusters(graph: RankedGraph): readonly (readonly number[])[] {
  const { before, isSaving, isLate, isFinal, windows } = graph;
  const end = before.length;
  const needs = before.map((list) => [...list]);
  const lasting = windows.filter((window) => window.closes === null);
  needs.push(lasting.length === 0 ? [] : [...before.keys()].filter((rank) => isSaving[rank] !== true));
  for (const { opens, closes } of windows) needs[opens]?.push(closes ?? end);
  const componentOf = strongComponents(needs);
  const members = membersOf(componentOf, end);
  const opening = new Set(windows.map((window) => window.opens));
  const endComponent = lasting.length === 0 ? -1 : componentOf[end];
  const keys = members.map((ranks, component): readonly [number, number] => {
    const [only = 0] = ranks;
    if (component === endComponent) return [4, only];
    if (isSaving[only] !== true && ranks.some((rank) => isFinal[rank] === true)) return [3, only];
    const first = ranks.find(
      (rank) => opening.has(rank) && !before[rank]?.some((need) => componentOf[need] === component),
    );
    if (first !== undefined) return [1, first];
    return [isSaving[only] === true ? 5 : isLate[only] === true ? 2 : 0, only];
  });
  return inTurn(members, keys, needs, componentOf);
}

/** Ranks of each component in ascending order; the node for the end is no operation. */
function membersOf(componentOf: Int32Array, end: number): readonly (readonly number[])[] {
  const members: number[][] = [];
  componentOf.forEach((component, rank) => {
    const list = (members[component] ??= []);
    if (rank !== end) list.push(rank);
  });
  return members;
}

/** Kahn's algorithm over components, smallest key first. */
function inTurn(
  members: readonly (readonly number[])[],
  keys: readonly (readonly [number, number])[],
  needs: readonly (readonly number[])[],
  componentOf: Int32Array,
): readonly (readonly number[])[] {
  const place: number[] = [];
  [...keys.keys()]
    .sort((left, right) => {
      const [leftClass = 0, leftRank = 0] = keys[left] ?? [];
      const [rightClass = 0, rightRank = 0] = keys[right] ?? [];
      return leftClass - rightClass || leftRank - rightRank;
    })
    .forEach((component, position) => {
      place[component] = position;
    });
  const waiting = members.map(() => 0);
  const later: number[][] = members.map(() => []);
  needs.forEach((list, rank) => {
    const own = componentOf[rank] ?? 0;
    for (const need of list) {
      const other = componentOf[need] ?? 0;
      if (other === own) continue;
      waiting[own] = (waiting[own] ?? 0) + 1;
      later[other]?.push(own);
    }
  });
  const ready = new RankedHeap(place);
  waiting.forEach((count, component) => {
    if (count === 0) ready.push(component);
  });
  const clusters: (readonly number[])[] = [];
  for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
    clusters.push(members[next] ?? []);
    for (const component of later[next] ?? []) {
      waiting[component] = (waiting[component] ?? 0) - 1;
      if (waiting[component] === 0) ready.push(component);
    }
  }
  return clusters.filter((ranks) => ranks.length > 0);
}
