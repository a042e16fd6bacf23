import { neededToClose, type Cluster } from './cluster';

/**
 * A good order of a cluster that is too large for an exact one. At each moment, of what is ready:
 * what every open window waits for anyway, then what closes the heaviest window, then what opens nothing, and only then
 * an opening operation: one that an open window waits for before others, one whose window closes again before one whose
 * window does not, lighter windows before heavier ones.
 */
export function greedyOrder(cluster: Cluster): readonly number[] {
  const { before, after, windows } = cluster;
  const waiting = before.map((list) => list.length);
  const neededBy = new OpenWindows(cluster);
  const weightOpened = before.map(() => 0);
  const isLasting = before.map(() => false);
  const weightClosed = before.map(() => 0);
  for (const { opens, closes, weight } of windows) {
    weightOpened[opens] = (weightOpened[opens] ?? 0) + weight;
    if (closes === null) isLasting[opens] = true;
    else weightClosed[closes] = (weightClosed[closes] ?? 0) + weight;
  }
  const quiet = new SortedList((left, right) => left - right);
  const closing = new SortedList(
    (left, right) => (weightClosed[right] ?? 0) - (weightClosed[left] ?? 0) || left - right,
  );
  const opening = new SortedList(
    (left, right) =>
      Number(isLasting[left]) - Number(isLasting[right]) ||
      (weightOpened[left] ?? 0) - (weightOpened[right] ?? 0) ||
      left - right,
  );
  const offer = (operation: number): void => {
    if ((weightOpened[operation] ?? 0) > 0) opening.add(operation);
    else if ((weightClosed[operation] ?? 0) > 0) closing.add(operation);
    else quiet.add(operation);
  };
  const isNeeded = (operation: number): boolean => neededBy.isNeededByAll(operation);
  const order: number[] = [];
  before.forEach((list, operation) => {
    if (list.length === 0) offer(operation);
  });
  for (;;) {
    const next =
      quiet.take(isNeeded) ??
      closing.take(isNeeded) ??
      closing.take(() => true) ??
      quiet.take((operation) => neededBy.isNeeded(operation)) ??
      quiet.take(() => true) ??
      (neededBy.isAnyOpen() ? opening.take((operation) => neededBy.isNeeded(operation)) : undefined) ??
      opening.take(() => true);
    if (next === undefined) return order;
    order.push(next);
    neededBy.note(next);
    for (const later of after[next] ?? []) {
      waiting[later] = (waiting[later] ?? 0) - 1;
      if (waiting[later] === 0) offer(later);
    }
  }
}

/** Which windows are open, and for how many of them each operation must be done before they close. */
class OpenWindows {
  private readonly needed: readonly (ReadonlySet<number> | null)[];
  private readonly opening = new Map<number, number[]>();
  private readonly closing = new Map<number, number[]>();
  private readonly count: Int32Array;
  private open = 0;

  constructor(cluster: Cluster) {
    this.needed = neededToClose(cluster);
    this.count = new Int32Array(cluster.before.length);
    cluster.windows.forEach(({ opens, closes }, window) => {
      if (closes === null) return;
      this.opening.set(opens, [...(this.opening.get(opens) ?? []), window]);
      this.closing.set(closes, [...(this.closing.get(closes) ?? []), window]);
    });
  }

  note(operation: number): void {
    for (const window of this.opening.get(operation) ?? []) this.shift(window, 1);
    for (const window of this.closing.get(operation) ?? []) this.shift(window, -1);
  }

  isAnyOpen(): boolean {
    return this.open > 0;
  }

  isNeeded(operation: number): boolean {
    return (this.count[operation] ?? 0) > 0;
  }

  isNeededByAll(operation: number): boolean {
    return this.count[operation] === this.open;
  }

  private shift(window: number, by: 1 | -1): void {
    this.open += by;
    for (const operation of this.needed[window] ?? []) this.count[operation] = (this.count[operation] ?? 0) + by;
  }
}

/** A list that stays sorted; what is taken is the first that fits. */
class SortedList {
  private readonly items: number[] = [];

  constructor(private readonly compare: (left: number, right: number) => number) {}

  add(item: number): void {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.compare(this.items[middle] ?? 0, item) < 0) low = middle + 1;
      else high = middle;
    }
    this.items.splice(low, 0, item);
  }

  take(fits: (item: number) => boolean): number | undefined {
    const place = this.items.findIndex(fits);
    return place < 0 ? undefined : this.items.splice(place, 1)[0];
  }
}
