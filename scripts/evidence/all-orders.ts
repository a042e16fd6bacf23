import type { CutOff } from './cut-off';
import type { Memories, OrderJudge } from './order-judge';

/** What a search over all orders of some steps found. */
export interface AllOrders {
  /** Harmless orders; 0: whatever comes first, harm is done. */
  readonly harmless: number;
  /** Cost of the cheapest harmless orders: by definition, and by what guests feel. They need not be the same order. */
  readonly cost: number;
  readonly felt: number;
  /** Orders that had to be given up, each counted once where it goes wrong. */
  readonly harmful: number;
}

interface State {
  readonly memories: Memories;
  /** Orders that lead here, one of them, and what the cheapest of them cost. */
  ways: number;
  readonly order: readonly number[];
  cost: number;
  felt: number;
}

/**
 * Tries every order of the running steps, the saving ones after them in their row: steps done, what the clauses remember
 * and who is cut off are all that decides how an order can go on. With `waits`, only orders in which each step comes
 * after those it waits for.
 */
export function allOrders(
  judge: OrderJudge,
  cutOff: CutOff,
  waits: (earlier: number, later: number) => boolean = () => false,
): AllOrders {
  const { running } = judge;
  const needs = running.map((later) =>
    running.reduce((bits, earlier, index) => (waits(earlier, later) ? bits | (1 << index) : bits), 0),
  );
  let harmful = 0;
  let layer = new Map<string, { readonly done: number; readonly state: State }>();
  layer.set('', { done: 0, state: { memories: judge.start, ways: 1, cost: 0, felt: 0, order: [] } });
  for (let size = 0; size < running.length; size += 1) {
    const next: typeof layer = new Map();
    for (const { done, state } of layer.values()) {
      const before = cutOff.after(state.order);
      running.forEach((step, index) => {
        const need = needs[index] ?? 0;
        if ((done & (1 << index)) !== 0 || (done & need) !== need) return;
        const memories = judge.after(state.memories, step);
        if (typeof memories === 'string') {
          harmful += state.ways;
          return;
        }
        const order = [...state.order, step];
        const after = cutOff.after(order);
        const more = cutOff.costOf(before, after, step);
        const [cost, felt] = [state.cost + more.defined, state.felt + more.felt];
        const nowDone = done | (1 << index);
        const key = `${String(nowDone)} ${memories.join(' ')} ${after.key}`;
        const known = next.get(key)?.state;
        if (known === undefined) {
          next.set(key, { done: nowDone, state: { memories, ways: state.ways, cost, felt, order } });
          return;
        }
        known.ways += state.ways;
        known.cost = Math.min(known.cost, cost);
        known.felt = Math.min(known.felt, felt);
      });
    }
    layer = next;
  }
  return sum(
    judge,
    [...layer.values()].map(({ state }) => state),
    harmful,
  );
}

/** Lets the saving steps follow, and keeps the ends that are harmless. */
function sum(judge: OrderJudge, ends: readonly State[], harmfulBefore: number): AllOrders {
  let harmful = harmfulBefore;
  let harmless = 0;
  let [cost, felt] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const state of ends) {
    if (isHarmedBySaving(judge, state.memories)) {
      harmful += state.ways;
      continue;
    }
    harmless += state.ways;
    cost = Math.min(cost, state.cost);
    felt = Math.min(felt, state.felt);
  }
  return { harmless, harmful, cost, felt };
}

function isHarmedBySaving(judge: OrderJudge, start: Memories): boolean {
  let memories = start;
  for (const step of judge.saving) {
    const next = judge.after(memories, step);
    if (typeof next === 'string') return true;
    memories = next;
  }
  return judge.brokenAtEnd(memories) !== undefined;
}
