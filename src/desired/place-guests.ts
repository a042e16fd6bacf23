import { createHash } from 'node:crypto';

/** Guests to place, and where they may go. */
export interface PlacementTask {
  /** Distinct names, in any order. */
  readonly guests: readonly string[];
  /** Distinct names with their weights, positive integers; in any order, at least one when there are guests. */
  readonly vswitches: readonly { readonly name: string; readonly weight: number }[];
  /** The vswitch of each guest so far. Guests and vswitches that are no longer given do not count. */
  readonly current: ReadonlyMap<string, string>;
}

/**
 * Places guests on vswitches so that no vswitch carries more for its weight than another would with one guest more:
 * `load(a) / weight(a) <= (load(b) + 1) / weight(b)`. With equal weights the loads differ by at most one.
 *
 * Each pair of guest and vswitch has a fixed affinity, made from their names (as in rendezvous hashing, Thaler and
 * Ravishankar 1998), and of all balanced placements the one with the largest sum is taken. So the result depends on
 * names alone, in whatever order they come, and is stable:
 *
 * - without `current`, a guest more or less moves at most one other guest for each vswitch but one. It is one
 *   augmenting path of a minimum-cost flow, which passes each vswitch at most once;
 * - with `current`, as few guests move as any balanced placement allows: none when a guest is added to a balanced
 *   placement, only the new one's share when a vswitch is added.
 */
export function placeGuests({ guests, vswitches, current }: PlacementTask): ReadonlyMap<string, string> {
  const sorted = [...vswitches].sort((left, right) => (left.name < right.name ? -1 : 1));
  const placed = new Map<string, string>();
  const shelves: Shelf[] = sorted.map(({ name, weight }) => ({
    name,
    weight,
    fixedLoad: 0,
    loose: new Set(),
    exits: [],
    price: 0,
  }));
  for (const [shelf, guest] of keptGuests(guests, shelves, current)) {
    shelf.fixedLoad += 1;
    placed.set(guest, shelf.name);
  }
  const affinity = affinityTable(sorted.map(({ name }) => name));
  const loose = guests.filter((guest) => !placed.has(guest)).sort();
  for (const guest of loose) admit(guest, shelves, affinity);
  for (const shelf of shelves) for (const guest of shelf.loose) placed.set(guest, shelf.name);
  return placed;
}

/** A vswitch while guests are placed on it. */
interface Shelf {
  readonly name: string;
  readonly weight: number;
  /** Guests that stay here. */
  fixedLoad: number;
  /** Guests that may still be moved on. */
  readonly loose: Set<string>;
  /** For each shelf, which loose guest loses least affinity by moving there; undefined for this one, or with no guest. */
  exits: readonly (Exit | undefined)[];
  /** What it would have cost that this shelf got the guest before. */
  price: number;
}

interface Exit {
  readonly guest: string;
  /** Affinity that is lost; negative when some is gained. */
  readonly cost: number;
}

/** Affinities of a guest, one for each shelf. */
type AffinityTable = (guest: string) => readonly number[];

/** Puts one guest more where it costs least, moving loose guests on where that is better in sum. */
function admit(guest: string, shelves: readonly Shelf[], affinity: AffinityTable): void {
  const { cost, enteredFrom } = waysIn(guest, shelves, affinity);
  for (const [index, shelf] of shelves.entries()) shelf.price = numberAt(cost, index);
  let to = cheapestOf(leastLoaded(shelves), cost);
  const touched = [to];
  for (let from = enteredFrom[to]; from !== undefined; from = enteredFrom[to]) {
    const mover = shelves[from]?.exits[to]?.guest ?? guest;
    shelves[from]?.loose.delete(mover);
    shelves[to]?.loose.add(mover);
    to = from;
    touched.push(to);
  }
  shelves[to]?.loose.add(guest);
  for (const index of touched) {
    const shelf = shelves[index];
    if (shelf !== undefined) shelf.exits = exitsOf(shelf, index, shelves.length, affinity);
  }
}

/** For each shelf, what it costs that it gets one guest more, and from which shelf that guest then comes. */
interface WaysIn {
  readonly cost: readonly number[];
  /** Undefined: the new guest itself. */
  readonly enteredFrom: readonly (number | undefined)[];
}

/** Dijkstra's algorithm. The costs of the guest before are its potentials: what was placed so far is the best. */
function waysIn(guest: string, shelves: readonly Shelf[], affinity: AffinityTable): WaysIn {
  const cost = affinity(guest).map((value) => -value);
  const enteredFrom: (number | undefined)[] = shelves.map(() => undefined);
  const open = new Set(shelves.keys());
  const distance = (index: number): number => numberAt(cost, index) - (shelves[index]?.price ?? 0);
  while (open.size > 0) {
    const from = [...open].reduce((best, index) => (distance(index) < distance(best) ? index : best));
    open.delete(from);
    for (const to of open) {
      const price = numberAt(cost, from) + (shelves[from]?.exits[to]?.cost ?? Infinity);
      if (price >= numberAt(cost, to)) continue;
      cost[to] = price;
      enteredFrom[to] = from;
    }
  }
  return { cost, enteredFrom };
}

function exitsOf(shelf: Shelf, own: number, count: number, affinity: AffinityTable): readonly (Exit | undefined)[] {
  const exits = new Array<Exit | undefined>(count).fill(undefined);
  for (const guest of shelf.loose) {
    const values = affinity(guest);
    for (const [to, value] of values.entries()) {
      const cost = numberAt(values, own) - value;
      if (to !== own && cost < (exits[to]?.cost ?? Infinity)) exits[to] = { guest, cost };
    }
  }
  return exits;
}

/** Indexes of the shelves on which one guest more weighs least. */
function leastLoaded(shelves: readonly Shelf[]): readonly number[] {
  const next = shelves.map((shelf) => (shelf.fixedLoad + shelf.loose.size + 1) / shelf.weight);
  const least = Math.min(...next);
  return [...next.keys()].filter((index) => next[index] === least);
}

function cheapestOf(indexes: readonly number[], cost: readonly number[]): number {
  return indexes.reduce(
    (best, index) => (numberAt(cost, index) < numberAt(cost, best) ? index : best),
    indexes[0] ?? 0,
  );
}

/** The guests that stay where they are: as many as a balanced placement can keep. */
function keptGuests(
  guests: readonly string[],
  shelves: readonly Shelf[],
  current: ReadonlyMap<string, string>,
): readonly (readonly [Shelf, string])[] {
  const present = shelves.map((shelf) =>
    guests.filter((guest) => current.get(guest) === shelf.name).sort((left, right) => rankHere(left, right, shelf)),
  );
  const room = shelves.map(() => 0);
  // Balance gives out the room guest by guest; where it leaves a choice, who is there already stays.
  const nextOf = (index: number): number => (numberAt(room, index) + 1) / (shelves[index]?.weight ?? 1);
  const isTaken = (index: number): boolean => numberAt(room, index) < (present[index]?.length ?? 0);
  for (let given = 0; given < guests.length; given += 1) {
    let best = 0;
    for (const index of shelves.keys()) {
      const isBetter =
        nextOf(index) < nextOf(best) || (nextOf(index) === nextOf(best) && isTaken(index) && !isTaken(best));
      if (isBetter) best = index;
    }
    room[best] = numberAt(room, best) + 1;
  }
  return shelves.flatMap((shelf, index) =>
    (present[index] ?? []).slice(0, room[index]).map((guest) => [shelf, guest] as const),
  );
}

/** Who stays longest on a vswitch that has too many. */
function rankHere(left: string, right: string, shelf: Shelf): number {
  const difference = affinityOf(right, shelf.name) - affinityOf(left, shelf.name);
  return difference === 0 ? (left < right ? -1 : 1) : difference;
}

function affinityTable(names: readonly string[]): AffinityTable {
  const known = new Map<string, readonly number[]>();
  return (guest) => {
    const values = known.get(guest) ?? names.map((name) => affinityOf(guest, name));
    known.set(guest, values);
    return values;
  };
}

/** 0 to 2^40 - 1: sums over thousands of vswitches stay exact, and equal values of two pairs are unlikely. */
function affinityOf(guest: string, vswitch: string): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([guest, vswitch]))
    .digest('hex');
  return Number.parseInt(digest.slice(0, 10), 16);
}

/** The number at a place; 0 where there is none. */
function numberAt(list: readonly number[], index: number): number {
  return list[index] ?? 0;
}
