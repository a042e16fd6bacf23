/** Smallest-rank-first queue of indexes; ties cannot occur because ranks are distinct. */
export class RankedHeap {
  private readonly items: number[] = [];

  constructor(private readonly rank: readonly number[]) {}

  push(index: number): void {
    this.items.push(index);
    let child = this.items.length - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.isBefore(child, parent)) return;
      this.swap(child, parent);
      child = parent;
    }
  }

  /** Removes and returns the index with the smallest rank; undefined when empty. */
  pop(): number | undefined {
    const top = this.items[0];
    const last = this.items.pop();
    if (top === undefined || last === undefined || this.items.length === 0) return top;
    this.items[0] = last;
    let parent = 0;
    for (;;) {
      const left = 2 * parent + 1;
      let smallest = parent;
      if (left < this.items.length && this.isBefore(left, smallest)) smallest = left;
      if (left + 1 < this.items.length && this.isBefore(left + 1, smallest)) smallest = left + 1;
      if (smallest === parent) return top;
      this.swap(parent, smallest);
      parent = smallest;
    }
  }

  private isBefore(left: number, right: number): boolean {
    return this.rankAt(left) < this.rankAt(right);
  }

  private rankAt(place: number): number {
    return this.rank[this.items[place] ?? -1] ?? Number.POSITIVE_INFINITY;
  }

  private swap(left: number, right: number): void {
    const held = this.items[left] ?? -1;
    this.items[left] = this.items[right] ?? -1;
    this.items[right] = held;
  }
}
