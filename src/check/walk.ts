import { isHarm, isSameMemory, type Memory, type Projection } from './clause';

/** What a walk over all orders found. */
export interface Walk {
  /** Pairs of a down-closed set of steps and what the clause remembers there. */
  readonly states: number;
  readonly violation?: Violation;
  /** True when there were more states than the limit; then nothing is proven. */
  readonly isCutShort?: true;
}

/** The shortest way into harm. */
export interface Violation {
  /** Places of the steps done, in their order. */
  readonly after: readonly number[];
  /** The step that does harm; null: what remains when all is done. */
  readonly step: number | null;
  readonly harm: string;
}

/** More steps than this do not fit into one number; projections are small by construction. */
const MOST_STEPS = 30;

const MOST_STATES = 20_000;

interface Node {
  readonly done: number;
  readonly memory: Memory;
  readonly previous: Node | undefined;
  readonly step: number;
}

/**
 * Walks all down-closed sets of a projection's steps, breadth first, together with what the clause remembers. Stops at
 * the first harm. Steps that do the same and wait for the same are taken in one order only, which loses no state.
 */
export function walk(projection: Projection, isBefore: (earlier: number, later: number) => boolean): Walk {
  const { steps } = projection;
  if (steps.length > MOST_STEPS) return { states: 0, isCutShort: true };
  const needs = needsOf(projection, isBefore);
  const all = 2 ** steps.length - 1;
  let frontier: Node[] = [{ done: 0, memory: projection.start, previous: undefined, step: -1 }];
  let states = 1;
  for (let size = 0; size <= steps.length; size += 1) {
    const next: Node[] = [];
    for (const node of frontier) {
      if (node.done === all) {
        const harm = projection.end?.(node.memory);
        if (harm !== undefined) return { states, violation: { after: pathTo(node), step: null, harm } };
        continue;
      }
      for (let index = 0; index < steps.length; index += 1) {
        const bit = 1 << index;
        const need = needs[index] ?? 0;
        if ((node.done & bit) !== 0 || (node.done & need) !== need) continue;
        const step = steps[index] ?? 0;
        const memory = projection.next(node.memory, step);
        if (isHarm(memory)) return { states, violation: { after: pathTo(node), step, harm: memory.harm } };
        next.push({ done: node.done | bit, memory, previous: node, step });
      }
    }
    frontier = next.length < 2 ? next : withoutTwins(next);
    states += frontier.length;
    if (states > MOST_STATES) return { states, isCutShort: true };
  }
  return { states };
}

/** Nodes with the same steps done and the same memory have the same future: the first of them stands for all. */
function withoutTwins(nodes: readonly Node[]): Node[] {
  const kept = new Map<number, Node[]>();
  return nodes.filter((node) => {
    const alike = kept.get(node.done);
    if (alike === undefined) kept.set(node.done, [node]);
    else if (alike.some(({ memory }) => isSameMemory(memory, node.memory))) return false;
    else alike.push(node);
    return true;
  });
}

/** For each step of the projection the bits of those it waits for. */
function needsOf(projection: Projection, isBefore: (earlier: number, later: number) => boolean): number[] {
  const { steps, sameAs } = projection;
  const needs = steps.map((later) => {
    let bits = 0;
    steps.forEach((earlier, index) => {
      if (isBefore(earlier, later)) bits |= 1 << index;
    });
    return bits;
  });
  if (sameAs !== undefined) orderTwins(steps.map(sameAs), needs);
  return needs;
}

/** Steps that do the same, wait for the same and are waited for by the same follow one another. */
function orderTwins(kinds: readonly string[], needs: number[]): void {
  const followers = kinds.map((_, index) =>
    needs.reduce((bits, need, later) => ((need & (1 << index)) === 0 ? bits : bits | (1 << later)), 0),
  );
  const original = [...needs];
  const last = new Map<string, number>();
  kinds.forEach((kind, index) => {
    const key = `${kind} ${String(original[index])} ${String(followers[index])}`;
    const twin = last.get(key);
    // What the step itself waits for, its twin waits for as well.
    if (twin !== undefined) needs[index] = 1 << twin;
    last.set(key, index);
  });
}

function pathTo(node: Node): readonly number[] {
  const path: number[] = [];
  for (let current: Node | undefined = node; current.previous !== undefined; current = current.previous)
    path.unshift(current.step);
  return path;
}
