import { pushTo } from './push-to';

interface Edge {
  readonly earlier: number;
  readonly later: number;
}

/** Steps before a step: every place below `all`, and these besides. */
interface Ancestors {
  readonly all: number;
  readonly more: ReadonlySet<number>;
}

const NONE: Ancestors = { all: 0, more: new Set() };

/**
 * The order that a plan prescribes between its steps, and no more. Steps are places in the plan; every step stands
 * behind those it waits for. Most steps wait for few and those that save for everything, so that what is kept of each
 * step grows with what it waits for apart from a whole beginning of the plan.
 */
export class PartialOrder {
  private readonly ancestors: readonly Ancestors[];
  private readonly waiting = new Map<number, number[]>();

  constructor(private readonly waitsFor: readonly (readonly number[])[]) {
    const ancestors: Ancestors[] = [];
    for (const earlier of waitsFor) ancestors.push(ancestorsOf(earlier, ancestors));
    this.ancestors = ancestors;
    waitsFor.forEach((earlier, later) => {
      for (const place of earlier) pushTo(this.waiting, place, later);
    });
  }

  /** Steps that a step waits for directly. */
  directlyBefore(later: number): readonly number[] {
    return this.waitsFor[later] ?? [];
  }

  /** Steps that wait for a step directly. */
  protected directlyAfter(earlier: number): readonly number[] {
    return this.waiting.get(earlier) ?? [];
  }

  /** True when every order that the plan allows has `earlier` before `later`. */
  isBefore(earlier: number, later: number): boolean {
    const { all, more } = this.ancestors[later] ?? NONE;
    return earlier < all || more.has(earlier);
  }

  /** The same question for the order without one of its edges. */
  isBeforeWithout(edge: Edge, earlier: number, later: number): boolean {
    if (!this.isBefore(earlier, later)) return false;
    const reachesEdge = earlier === edge.earlier || this.isBefore(earlier, edge.earlier);
    const leavesEdge = later === edge.later || this.isBefore(edge.later, later);
    return !reachesEdge || !leavesEdge || this.hasOtherPath(edge, earlier, later);
  }

  /** Looks from the end that has fewer neighbours: a step that saves may wait for every other. */
  private hasOtherPath(edge: Edge, earlier: number, later: number): boolean {
    return this.directlyAfter(earlier).length < this.directlyBefore(later).length
      ? this.hasPath(earlier, later, (place) =>
          this.directlyAfter(place).filter(
            (next) => !isEdge(edge, place, next) && (next === later || this.isBefore(next, later)),
          ),
        )
      : this.hasPath(later, earlier, (place) =>
          this.directlyBefore(place).filter(
            (next) => !isEdge(edge, next, place) && (next === earlier || this.isBefore(earlier, next)),
          ),
        );
  }

  private hasPath(from: number, to: number, neighbours: (place: number) => readonly number[]): boolean {
    const seen = new Set<number>();
    const stack = [from];
    for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
      if (place === to) return true;
      for (const next of neighbours(place)) {
        if (seen.has(next)) continue;
        seen.add(next);
        stack.push(next);
      }
    }
    return false;
  }
}

function isEdge(edge: Edge, earlier: number, later: number): boolean {
  return edge.earlier === earlier && edge.later === later;
}

/** What comes before a step that waits for these. */
function ancestorsOf(earlier: readonly number[], known: readonly Ancestors[]): Ancestors {
  const before = earlier.map((place) => known[place] ?? NONE);
  let all = before.reduce((most, each) => Math.max(most, each.all), 0);
  const more = new Set<number>();
  for (const places of [earlier, ...before.map((each) => each.more)])
    for (const place of places) if (place >= all) more.add(place);
  while (more.delete(all)) all += 1;
  return { all, more };
}
