import { compareText } from '../model/canonical-json';
import { clusterOf } from './cluster';
import { smallestCycle } from './conflict';
import type { Edge } from './edges';
import { exactOrder } from './exact-order';
import { greedyOrder } from './greedy-order';
import type { Operation } from './operation';
import { expectedTenths, type WeightedWindow } from './weighted-windows';
import { strongComponents } from './strong-components';
import { windowClusters } from './window-clusters';

/** An order was found, or a minimal set of requirements that excludes one, as a cycle. */
export type OrderOutcome =
  | {
      readonly status: 'ordered';
      readonly sequence: readonly number[];
      /** False where a cluster of windows was too large for an exact search. */
      readonly isCheapest: boolean;
    }
  | { readonly status: 'no-safe-order'; readonly conflict: readonly Edge[] };

/** States that an exact search may look at, for one cluster and for the whole plan. */
const STATES_PER_CLUSTER = 4096;
const STATES_PER_PLAN = 16_384;

/**
 * Puts operations in the order that keeps what they interrupt out of service as briefly as possible: the sum over all
 * windows of expected seconds times weight is the smallest that the edges allow ({@link windowClusters},
 * {@link exactOrder}), unless a cluster of windows is too large; then it is a good one ({@link greedyOrder}).
 *
 * What is ready and interrupts nothing goes first, but offload settings only shortly before the restart that makes a
 * vswitch work with them; what nothing takes back comes as late as that interrupts nobody for longer; what saves
 * configuration comes when nothing else is left, and of that first what saves checksum offload off: port VLANs survive a boot
 * without being saved, checksum offload that is off does not. The same operations, edges and
 * windows give the same sequence, whatever order they come in.
 */
export function orderOperations(
  operations: readonly Operation[],
  edges: readonly Edge[],
  windows: readonly WeightedWindow[],
): OrderOutcome {
  const { rankOf, ranked } = rankOperations(operations, windows);
  const before = predecessors(edges, rankOf);
  if (isCyclic(before)) return { status: 'no-safe-order', conflict: conflictAmong(edges, rankOf, ranked) };
  const tenths = ranked.map((index) => {
    const operation = operations[index];
    return operation === undefined ? 0 : expectedTenths(operation);
  });
  const rankedWindows = windows.map((window) => ({
    ...window,
    opens: rankOf[window.opens] ?? 0,
    closes: window.closes === null ? null : (rankOf[window.closes] ?? null),
  }));
  const isSaving = ranked.map((index) => operations[index]?.phase === 'persist');
  const isLate = ranked.map((index) => isOffload(operations[index]?.effect.type));
  const isFinal = ranked.map((index) => operations[index]?.undo === null);
  const windowsFrom = new Map<number, WeightedWindow[]>();
  for (const window of rankedWindows) windowsFrom.set(window.opens, [...(windowsFrom.get(window.opens) ?? []), window]);
  const sequence: number[] = [];
  let isCheapest = true;
  let statesLeft = STATES_PER_PLAN;
  for (const ranks of windowClusters({ before, isSaving, isLate, isFinal, windows: rankedWindows })) {
    if (ranks.length === 1) {
      sequence.push(...ranks);
      continue;
    }
    const inside = ranks.flatMap((rank) => windowsFrom.get(rank) ?? []);
    const cluster = clusterOf(ranks, before, tenths, inside);
    const budget = { states: Math.min(STATES_PER_CLUSTER, statesLeft) };
    const given = budget.states;
    const exact = exactOrder(cluster, budget);
    statesLeft -= given - budget.states;
    isCheapest &&= exact !== undefined;
    for (const place of exact ?? greedyOrder(cluster)) sequence.push(ranks[place] ?? 0);
  }
  return { status: 'ordered', sequence: sequence.map((rank) => ranked[rank] ?? 0), isCheapest };
}

/**
 * Total order for ties: what interrupts nothing first, and of that offload settings last, so that a vswitch works with
 * old settings for as short as possible before it is restarted; what saves last; then by key.
 */
function rankOperations(
  operations: readonly Operation[],
  windows: readonly WeightedWindow[],
): { readonly rankOf: readonly number[]; readonly ranked: readonly number[] } {
  const opening = new Set(windows.map((window) => window.opens));
  const group = (index: number): number => {
    const operation = operations[index];
    if (operation?.phase === 'persist')
      return operation.effect.type === 'nic-save' && operation.effect.savesOffloadOff ? 3 : 4;
    if (opening.has(index)) return 2;
    return isOffload(operation?.effect.type) ? 1 : 0;
  };
  const ranked = [...operations.keys()]
    .map((index) => ({ index, group: group(index), key: operations[index]?.key ?? '' }))
    .sort((left, right) => left.group - right.group || compareText(left.key, right.key))
    .map(({ index }) => index);
  const rankOf: number[] = [];
  ranked.forEach((index, rank) => {
    rankOf[index] = rank;
  });
  return { rankOf, ranked };
}

function isOffload(type: Operation['effect']['type'] | undefined): boolean {
  return type === 'nic-checksum-offload' || type === 'nic-segmentation-offload';
}

function isCyclic(before: readonly (readonly number[])[]): boolean {
  return new Set(strongComponents(before)).size < before.length;
}

/** A shortest cycle that does not depend on the order in which operations and edges came. */
function conflictAmong(edges: readonly Edge[], rankOf: readonly number[], ranked: readonly number[]): readonly Edge[] {
  const sorted = edges
    .map((edge) => ({ ...edge, earlier: rankOf[edge.earlier] ?? 0, later: rankOf[edge.later] ?? 0 }))
    .sort(
      (left, right) =>
        left.earlier - right.earlier ||
        left.later - right.later ||
        compareText(left.rule, right.rule) ||
        compareText(left.why, right.why),
    );
  const cycle = smallestCycle(ranked.length, sorted) ?? [];
  return cycle.map((edge) => ({ ...edge, earlier: ranked[edge.earlier] ?? 0, later: ranked[edge.later] ?? 0 }));
}

function predecessors(edges: readonly Edge[], rankOf: readonly number[]): readonly (readonly number[])[] {
  const before: number[][] = rankOf.map(() => []);
  const size = rankOf.length;
  const pairs = new Set(edges.map(({ earlier, later }) => (rankOf[later] ?? 0) * size + (rankOf[earlier] ?? 0)));
  for (const pair of pairs) before[Math.floor(pair / size)]?.push(pair % size);
  for (const list of before) list.sort((left, right) => left - right);
  return before;
}
