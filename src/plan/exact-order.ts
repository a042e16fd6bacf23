import { neededToClose, type Cluster } from './cluster';

/** What has been done so far: the set alone decides what the rest costs, however it was reached. */
interface State {
  readonly ready: readonly number[];
  /** Weight of all open windows. */
  readonly openWeight: number;
  readonly moves: Move[];
  bestCost: number;
  best: Move | undefined;
}

interface Move {
  readonly operation: number;
  readonly cost: number;
  readonly target: State;
}

/** Larger clusters are not tried: their sets alone would be slow to handle. */
const MOST_OPERATIONS = 256;

/**
 * The cheapest order of a cluster by dynamic programming over its down-sets, the sets of operations that can be done at
 * some moment. Undefined when there are more than `budget.states` of them; what was looked at is taken off the budget.
 *
 * One shortcut loses nothing: an operation that is ready, opens nothing, and that every open window waits for anyway is
 * done at once. Later it would cost at least as much, and only keep what it closes open for longer.
 */
export function exactOrder(cluster: Cluster, budget: { states: number }): readonly number[] | undefined {
  const size = cluster.tenths.length;
  if (size > MOST_OPERATIONS) return undefined;
  const layers = explore(cluster, budget);
  if (layers === undefined) return undefined;
  for (const layer of [...layers].reverse()) {
    for (const state of layer) {
      if (state.moves.length === 0) continue;
      state.bestCost = Number.POSITIVE_INFINITY;
      for (const move of state.moves) {
        const cost = move.cost + move.target.bestCost;
        if (cost >= state.bestCost) continue;
        state.bestCost = cost;
        state.best = move;
      }
    }
  }
  const order: number[] = [];
  for (let move = layers[0]?.[0]?.best; move !== undefined; move = move.target.best) order.push(move.operation);
  return order;
}

/** All states with their moves, by number of operations done; undefined when the budget is used up. */
function explore(cluster: Cluster, budget: { states: number }): readonly (readonly State[])[] | undefined {
  const step = stepper(cluster);
  const nothing = cluster.before.flatMap((list, operation) => (list.length === 0 ? [operation] : []));
  let layer = new Map<bigint, State>([[0n, newState(nothing, 0)]]);
  const layers: State[][] = [];
  while (layer.size > 0) {
    layers.push([...layer.values()]);
    const next = new Map<bigint, State>();
    for (const [done, state] of layer) {
      for (const operation of step.candidates(done, state)) {
        const { cost, openWeight } = step.effect(state.openWeight, operation);
        const doneNext = done | bit(operation);
        let target = next.get(doneNext);
        if (target === undefined) {
          if (budget.states <= 0) return undefined;
          budget.states -= 1;
          target = newState(step.readyAfter(doneNext, state.ready, operation), openWeight);
          next.set(doneNext, target);
        }
        state.moves.push({ operation, cost, target });
      }
    }
    layer = next;
  }
  return layers;
}

function newState(ready: readonly number[], openWeight: number): State {
  return { ready, openWeight, moves: [], bestCost: 0, best: undefined };
}

interface Stepper {
  /** Operations to try next: all that are ready, or one that costs least now in any case. */
  readonly candidates: (done: bigint, state: State) => readonly number[];
  readonly effect: (openWeight: number, operation: number) => { readonly cost: number; readonly openWeight: number };
  readonly readyAfter: (done: bigint, ready: readonly number[], operation: number) => readonly number[];
}

function stepper(cluster: Cluster): Stepper {
  const { before, after, tenths, windows } = cluster;
  const waitsFor = before.map((list) => list.reduce((mask, earlier) => mask | bit(earlier), 0n));
  const opens = tenths.map(() => 0);
  const closes = tenths.map(() => 0);
  for (const window of windows) {
    opens[window.opens] = (opens[window.opens] ?? 0) + window.weight;
    if (window.closes !== null) closes[window.closes] = (closes[window.closes] ?? 0) + window.weight;
  }
  const closable = neededToClose(cluster).flatMap((needed, place) => {
    const window = windows[place];
    if (needed === null || window === undefined || window.closes === null) return [];
    return [{ opened: bit(window.opens), closed: bit(window.closes), needed }];
  });
  return {
    candidates: (done, { ready }) => {
      const open = closable.filter(({ opened, closed }) => (done & opened) !== 0n && (done & closed) === 0n);
      const free = ready.find(
        (operation) => opens[operation] === 0 && open.every(({ needed }) => needed.has(operation)),
      );
      return free === undefined ? ready : [free];
    },
    effect: (openWeight, operation) => {
      const during = openWeight + (opens[operation] ?? 0);
      return { cost: (tenths[operation] ?? 0) * during, openWeight: during - (closes[operation] ?? 0) };
    },
    readyAfter: (done, ready, operation) => {
      const unlocked = (after[operation] ?? []).filter((later) => {
        const mask = waitsFor[later] ?? 0n;
        return (mask & done) === mask;
      });
      return [...ready.filter((other) => other !== operation), ...unlocked].sort((left, right) => left - right);
    },
  };
}

function bit(operation: number): bigint {
  return 1n << BigInt(operation);
}
