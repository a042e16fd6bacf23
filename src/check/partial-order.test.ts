import fc from 'fast-check';
import { PartialOrder } from './partial-order';

/** Pairs of which one comes before the other, `0<2`, as `isBefore` tells. */
function pairs(size: number, isBefore: (earlier: number, later: number) => boolean): readonly string[] {
  const places = Array.from({ length: size }, (_, place) => place);
  return places.flatMap((later) =>
    places.flatMap((earlier) => (isBefore(earlier, later) ? [`${String(earlier)}<${String(later)}`] : [])),
  );
}

/** The same from the lists themselves, without one edge. */
function closure(waitsFor: readonly (readonly number[])[], without = ''): readonly string[] {
  const before: Set<number>[] = [];
  waitsFor.forEach((list, later) => {
    const kept = list.filter((earlier) => `${String(earlier)}<${String(later)}` !== without);
    before.push(new Set(kept.flatMap((earlier) => [earlier, ...(before[earlier] ?? [])])));
  });
  return pairs(waitsFor.length, (earlier, later) => before[later]?.has(earlier) === true);
}

function orderOf(waitsFor: readonly (readonly number[])[]): readonly string[] {
  const order = new PartialOrder(waitsFor);
  return pairs(waitsFor.length, (earlier, later) => order.isBefore(earlier, later));
}

function orderWithout(
  waitsFor: readonly (readonly number[])[],
  edge: { readonly earlier: number; readonly later: number },
): readonly string[] {
  const order = new PartialOrder(waitsFor);
  return pairs(waitsFor.length, (earlier, later) => order.isBeforeWithout(edge, earlier, later));
}

test('steps that wait for nothing are in no order', () => {
  expect(orderOf([[], [], []])).toEqual([]);
});

test('what a step waits for comes before it, and what that waits for', () => {
  expect(orderOf([[], [0], [1], []])).toEqual(['0<1', '0<2', '1<2']);
  expect(orderOf([[], [], [1], [0, 2]])).toEqual(['1<2', '0<3', '1<3', '2<3']);
});

test('a step comes behind a whole beginning of the plan, and behind the first step that is not part of it', () => {
  expect(orderOf([[], [], [0], [1], [2, 3]])).toEqual(['0<2', '1<3', '0<4', '1<4', '2<4', '3<4']);
  expect(orderOf([[], [0], [1], [], [2], [4, 3], [5], []])).toEqual(closure([[], [0], [1], [], [2], [4, 3], [5], []]));
});

test('a step does not come before itself, and what is no step comes before nothing', () => {
  const order = new PartialOrder([[], [0]]);
  expect(order.isBefore(1, 1)).toBe(false);
  expect(order.isBefore(0, 7)).toBe(false);
});

test('a step waits directly for those it names, and no others', () => {
  const order = new PartialOrder([[], [0], [1, 0], [1]]);
  expect([0, 1, 2, 3, 4].map((place) => order.directlyBefore(place))).toEqual([[], [0], [1, 0], [1], []]);
});

test('without its only edge a step is free, and so is what it connected', () => {
  expect(orderWithout([[], [0], [1]], { earlier: 0, later: 1 })).toEqual(['1<2']);
  expect(orderWithout([[], [0], [1]], { earlier: 1, later: 2 })).toEqual(['0<1']);
});

test('without one of two ways round the other still holds', () => {
  const diamond = [[], [0], [0], [1, 2]];
  expect(orderWithout(diamond, { earlier: 0, later: 1 })).toEqual(['0<2', '0<3', '1<3', '2<3']);
  expect(orderWithout(diamond, { earlier: 2, later: 3 })).toEqual(['0<1', '0<2', '0<3', '1<3']);
});

test('a step that waits for many is asked from its other end with the same answer', () => {
  const many = [[], [], [], [0], [0, 1, 2, 3]];
  expect(orderWithout(many, { earlier: 0, later: 4 })).toEqual(['0<3', '0<4', '1<4', '2<4', '3<4']);
  expect(orderWithout(many, { earlier: 0, later: 3 })).toEqual(['0<4', '1<4', '2<4', '3<4']);
  expect(orderWithout(many, { earlier: 1, later: 4 })).toEqual(['0<3', '0<4', '2<4', '3<4']);
});

describe('another way round an edge', () => {
  /** Answers, with the times that it looks at the neighbours of a step and compares two steps. */
  function looking(waitsFor: readonly (readonly number[])[], edge: readonly [number, number], earlier: number) {
    const looks = { steps: 0, comparisons: 0 };
    class Counting extends PartialOrder {
      override directlyBefore(later: number): readonly number[] {
        looks.steps += 1;
        return super.directlyBefore(later);
      }
      protected override directlyAfter(place: number): readonly number[] {
        looks.steps += 1;
        return super.directlyAfter(place);
      }
      override isBefore(one: number, other: number): boolean {
        looks.comparisons += 1;
        return super.isBefore(one, other);
      }
    }
    const order = new Counting(waitsFor);
    const [from, to] = edge;
    const isBefore = order.isBeforeWithout({ earlier: from, later: to }, earlier, waitsFor.length - 1);
    return { isBefore, ...looks };
  }

  const MANY = Array.from({ length: 100 }, (_, place) => place);
  /** Steps from a place on that wait for one another; the first for others. */
  const chain = (length: number, from: number, first: readonly number[] = []): (readonly number[])[] =>
    Array.from({ length }, (_, place) => (place === 0 ? first : [from + place - 1]));

  test('is not looked for where the edge lies aside', () => {
    expect(looking([[], [], [1], [0]], [1, 2], 0)).toMatchObject({ isBefore: true, steps: 0 });
    expect(looking([[], [], [0, 1]], [1, 2], 0)).toMatchObject({ isBefore: true, steps: 0 });
    expect(looking([[], [0], [0]], [0, 1], 0)).toMatchObject({ isBefore: true, steps: 0 });
    expect(looking([[], [], [0]], [0, 2], 1)).toMatchObject({ isBefore: false, steps: 0 });
  });

  test('is looked for from the end with fewer neighbours', () => {
    const manyBefore = [...MANY.map(() => []), MANY];
    expect(looking(manyBefore, [99, 100], 99).comparisons).toBeLessThan(10);
    const manyBehind = [[], ...MANY.map(() => [0]), [0, 1]];
    expect(looking(manyBehind, [0, 101], 0).comparisons).toBeLessThan(10);
  });

  test('is looked for only between the two steps', () => {
    // 100 steps that come before the later one, but not behind the earlier one.
    const before = looking([[], [0], [0], [0], ...chain(100, 4), [0, 1, 103]], [0, 104], 0);
    expect(before.isBefore).toBe(true);
    expect(before.steps).toBeLessThan(10);
    // 100 steps that come behind the earlier one, but not before the later one.
    const behind = looking([[], [], [], [0], [3], [3], ...chain(100, 6, [5]), [0, 1, 2, 4]], [0, 106], 0);
    expect(behind.isBefore).toBe(true);
    expect(behind.steps).toBeLessThan(10);
  });

  test('is looked for once in what lies on many ways', () => {
    // 12 pairs of steps, each waiting for both of the pair before it: thousands of ways, all through the edge.
    const pairs = Array.from({ length: 24 }, (_, place) =>
      place < 2 ? [1] : [place - (place % 2), place - (place % 2) + 1],
    );
    const found = looking([[], [0], ...pairs, [0], [0], [24, 25]], [0, 1], 0);
    expect(found.isBefore).toBe(false);
    expect(found.steps).toBeLessThan(60);
  });
});

/** Lists of up to 9 steps, each waiting for some of those before it. */
const orders = fc
  .integer({ min: 1, max: 9 })
  .chain((size) => fc.tuple(...Array.from({ length: size }, (_, place) => fc.subarray(placesBelow(place)))))
  .map((lists): readonly (readonly number[])[] => lists);

function placesBelow(place: number): number[] {
  return Array.from({ length: place }, (_, each) => each);
}

test('every pair of every order is told as following the lists tells it, with all edges and without each', () => {
  fc.assert(
    fc.property(orders, (waitsFor) => {
      expect(orderOf(waitsFor)).toEqual(closure(waitsFor));
      waitsFor.forEach((list, later) => {
        for (const earlier of list)
          expect(orderWithout(waitsFor, { earlier, later })).toEqual(
            closure(waitsFor, `${String(earlier)}<${String(later)}`),
          );
      });
    }),
    { numRuns: 60 },
  );
});
