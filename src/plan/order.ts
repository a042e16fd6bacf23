import { compareText } from '../model/canonical-json';
import { smallestCycle } from './conflict';
import type { Edge } from './edges';
import type { Operation } from './operation';
import { RankedHeap } from './ranked-heap';

/** An order was found, or the smallest cycle of operations that excludes one. */
export type OrderOutcome =
  | { readonly status: 'ordered'; readonly sequence: readonly number[] }
  | { readonly status: 'no-safe-order'; readonly conflict: readonly Edge[] };

/**
 * Puts operations in a safe order that keeps every vswitch down as briefly as possible.
 *
 * 1. Everything that is ready and halts nothing goes first, in key order.
 * 2. When only halts are ready, the smallest one opens a window: all that its boot still waits for follows, halts
 *    among it as late as possible, then the boot closes the window before anything else runs.
 * 3. What saves configuration comes when nothing else is left.
 *
 * The same operations and edges give the same sequence, whatever order they come in. Linear in operations and edges
 * but for the heap.
 */
export function orderOperations(operations: readonly Operation[], edges: readonly Edge[]): OrderOutcome {
  const graph = buildGraph(operations, edges);
  const cycle = smallestCycle(operations.length, edges);
  if (cycle !== undefined) return { status: 'no-safe-order', conflict: cycle };
  const search = new Search(operations, graph);
  return { status: 'ordered', sequence: search.run() };
}

interface Graph {
  readonly before: readonly (readonly number[])[];
  readonly after: readonly (readonly number[])[];
}

function buildGraph(operations: readonly Operation[], edges: readonly Edge[]): Graph {
  const before = operations.map(() => new Set<number>());
  const after = operations.map(() => new Set<number>());
  for (const edge of edges) {
    before[edge.later]?.add(edge.earlier);
    after[edge.earlier]?.add(edge.later);
  }
  return { before: before.map((set) => [...set]), after: after.map((set) => [...set]) };
}

class Search {
  private readonly waiting: number[];
  private readonly rank: readonly number[];
  private readonly done: boolean[];
  private readonly bootOf: ReadonlyMap<string, number>;
  private readonly sequence: number[] = [];
  private readonly quiet: RankedHeap;
  private readonly halts: RankedHeap;
  private readonly saves: RankedHeap;

  constructor(
    private readonly operations: readonly Operation[],
    private readonly graph: Graph,
  ) {
    this.waiting = graph.before.map((list) => list.length);
    this.done = operations.map(() => false);
    this.rank = rankOperations(operations);
    this.quiet = new RankedHeap(this.rank);
    this.halts = new RankedHeap(this.rank);
    this.saves = new RankedHeap(this.rank);
    this.bootOf = new Map(
      operations.flatMap(({ effect }, index) =>
        effect.type === 'vswitch-boot' ? [[effect.vswitch, index] as const] : [],
      ),
    );
  }

  run(): readonly number[] {
    this.waiting.forEach((count, index) => {
      if (count === 0) this.offer(index);
    });
    for (;;) {
      const next = this.quiet.pop() ?? this.halts.pop() ?? this.saves.pop();
      if (next === undefined) return this.sequence;
      if (this.done[next] === true) continue;
      this.emit(next);
      this.closeWindow(next);
    }
  }

  /** After a halt: everything its boot waits for, then the boot. Windows opened on the way are closed the same way. */
  private closeWindow(halted: number): void {
    const open = [halted];
    for (let current = open.shift(); current !== undefined; current = open.shift()) {
      const { effect } = this.operations[current] ?? {};
      const boot = effect?.type === 'vswitch-halt' ? this.bootOf.get(effect.vswitch) : undefined;
      if (boot === undefined || this.done[boot] === true) continue;
      const needed = this.unfinishedAncestors(boot);
      open.push(...this.emitAll(needed));
      this.emit(boot);
    }
  }

  private unfinishedAncestors(target: number): ReadonlySet<number> {
    const found = new Set<number>();
    const stack = [target];
    for (let current = stack.pop(); current !== undefined; current = stack.pop()) {
      for (const earlier of this.graph.before[current] ?? []) {
        if (this.done[earlier] === true || found.has(earlier)) continue;
        found.add(earlier);
        stack.push(earlier);
      }
    }
    return found;
  }

  private emitAll(members: ReadonlySet<number>): readonly number[] {
    const quiet = new RankedHeap(this.rank);
    const halts = new RankedHeap(this.rank);
    const opened: number[] = [];
    const offer = (index: number): void => {
      if (this.waiting[index] === 0 && this.done[index] !== true) (this.isHalt(index) ? halts : quiet).push(index);
    };
    for (const member of members) offer(member);
    for (let next = quiet.pop() ?? halts.pop(); next !== undefined; next = quiet.pop() ?? halts.pop()) {
      if (this.done[next] === true) continue;
      this.emit(next);
      if (this.isHalt(next)) opened.push(next);
      for (const later of this.graph.after[next] ?? []) if (members.has(later)) offer(later);
    }
    return opened;
  }

  private emit(index: number): void {
    if (this.done[index] === true) return;
    this.done[index] = true;
    this.sequence.push(index);
    for (const later of this.graph.after[index] ?? []) {
      const left = (this.waiting[later] ?? 0) - 1;
      this.waiting[later] = left;
      if (left === 0) this.offer(later);
    }
  }

  private offer(index: number): void {
    if (this.operations[index]?.phase === 'persist') this.saves.push(index);
    else (this.isHalt(index) ? this.halts : this.quiet).push(index);
  }

  private isHalt(index: number): boolean {
    const { effect } = this.operations[index] ?? {};
    return effect?.type === 'vswitch-halt' && this.bootOf.has(effect.vswitch);
  }
}

/**
 * Total order for ties, by key; offload settings last, so that a vswitch works with old settings for as short as
 * possible before it is restarted.
 */
function rankOperations(operations: readonly Operation[]): readonly number[] {
  const sorted = operations
    .map(({ key, effect }, index) => ({ index, key, late: isOffload(effect.type) ? 1 : 0 }))
    .sort((left, right) => left.late - right.late || compareText(left.key, right.key));
  const rank: number[] = [];
  sorted.forEach((entry, position) => {
    rank[entry.index] = position;
  });
  return rank;
}

function isOffload(type: Operation['effect']['type']): boolean {
  return type === 'nic-checksum-offload' || type === 'nic-segmentation-offload';
}
