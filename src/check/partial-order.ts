/**
 * The order that a plan prescribes between its steps, and no more. Steps are places in the plan; every step stands
 * behind those it waits for. Ancestors are kept as bits, so that one comparison costs one look.
 */
export class PartialOrder {
  private readonly words: number;
  private readonly ancestors: readonly Uint32Array[];

  constructor(private readonly waitsFor: readonly (readonly number[])[]) {
    this.words = (waitsFor.length + 31) >>> 5;
    const ancestors: Uint32Array[] = [];
    for (const earlier of waitsFor) {
      const bits = new Uint32Array(this.words);
      for (const place of earlier) {
        const more = ancestors[place];
        if (more !== undefined)
          for (let word = 0; word < this.words; word += 1) bits[word] = (bits[word] ?? 0) | (more[word] ?? 0);
        bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31));
      }
      ancestors.push(bits);
    }
    this.ancestors = ancestors;
  }

  /** Steps that a step waits for directly. */
  directlyBefore(later: number): readonly number[] {
    return this.waitsFor[later] ?? [];
  }

  /** True when every order that the plan allows has `earlier` before `later`. */
  isBefore(earlier: number, later: number): boolean {
    return (((this.ancestors[later]?.[earlier >>> 5] ?? 0) >>> (earlier & 31)) & 1) === 1;
  }

  /** The same question for the order without one of its edges. */
  isBeforeWithout(edge: { readonly earlier: number; readonly later: number }, earlier: number, later: number): boolean {
    if (!this.isBefore(earlier, later)) return false;
    const reachesEdge = earlier === edge.earlier || this.isBefore(earlier, edge.earlier);
    const leavesEdge = later === edge.later || this.isBefore(edge.later, later);
    return !reachesEdge || !leavesEdge || this.hasOtherPath(edge, earlier, later);
  }

  private hasOtherPath(
    edge: { readonly earlier: number; readonly later: number },
    earlier: number,
    later: number,
  ): boolean {
    const seen = new Set<number>();
    const stack = [later];
    for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
      for (const before of this.directlyBefore(place)) {
        if (place === edge.later && before === edge.earlier) continue;
        if (before === earlier) return true;
        if (seen.has(before) || !this.isBefore(earlier, before)) continue;
        seen.add(before);
        stack.push(before);
      }
    }
    return false;
  }
}
