import fc from 'fast-check';
import { smallestCycle } from './conflict';
import type { Edge } from './edges';

const SIZE = 8;

function edge(earlier: number, later: number, why = ''): Edge {
  return { earlier, later, rule: 'test', why };
}

/** Orderable: operations can be taken away one by one, each with nothing before it. */
function isOrderable(edges: readonly Edge[]): boolean {
  const left = new Set(Array(SIZE).keys());
  for (let progress = true; progress;) {
    progress = false;
    for (const operation of left) {
      if (edges.some(({ earlier, later }) => later === operation && left.has(earlier))) continue;
      left.delete(operation);
      progress = true;
    }
  }
  return left.size === 0;
}

test('the shortest of several cycles is named, as a round', () => {
  const edges = [edge(0, 1), edge(1, 2), edge(2, 3), edge(3, 0), edge(2, 1), edge(4, 0)];
  expect(smallestCycle(5, edges)).toEqual([edge(1, 2), edge(2, 1)]);
});

test('of two reasons for one pair, one is enough for a conflict', () => {
  const edges = [edge(0, 1, 'a'), edge(0, 1, 'b'), edge(1, 0, 'c')];
  expect(smallestCycle(2, edges)?.map(({ why }) => why)).toEqual(['a', 'c']);
});

test('a long round is found without going round for ever', () => {
  const size = 5000;
  const ring = Array.from({ length: size }, (_, place) => edge(place, (place + 1) % size));
  expect(smallestCycle(size, ring)).toHaveLength(size);
});

test('there is a conflict exactly where no order exists, and without any one of its requirements the rest can be met', () => {
  const edges = fc.uniqueArray(
    fc.tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1)).filter(([left, right]) => left !== right),
    { selector: ([left, right]) => left * SIZE + right, maxLength: 16 },
  );
  fc.assert(
    fc.property(edges, (drawn) => {
      const all = drawn.map(([earlier, later]) => edge(earlier, later));
      const conflict = smallestCycle(SIZE, all);
      expect(conflict === undefined).toBe(isOrderable(all));
      if (conflict === undefined) return;
      expect(all).toEqual(expect.arrayContaining([...conflict]));
      expect(isOrderable(conflict)).toBe(false);
      for (const left of conflict) expect(isOrderable(conflict.filter((other) => other !== left))).toBe(true);
    }),
    { numRuns: 500 },
  );
});
