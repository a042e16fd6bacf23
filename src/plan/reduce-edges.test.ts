import fc from 'fast-check';
import type { Edge } from './edges';
import { reduceEdges } from './reduce-edges';

function edge(earlier: number, later: number, rule = 'test'): Edge {
  return { earlier, later, rule, why: `${String(earlier)} before ${String(later)}` };
}

function pairs(edges: readonly Edge[]): readonly string[] {
  return edges.map(({ earlier, later }) => `${String(earlier)} < ${String(later)}`).sort();
}

/** Every pair that some path connects, by asking each operation in turn (Warshall). */
function closure(edges: readonly Edge[], size: number): ReadonlySet<string> {
  const reach = Array.from({ length: size }, () => new Set<number>());
  for (const { earlier, later } of edges) reach[earlier]?.add(later);
  for (let middle = 0; middle < size; middle += 1)
    for (const from of reach) if (from.has(middle)) for (const to of reach[middle] ?? []) from.add(to);
  return new Set(reach.flatMap((set, from) => [...set].map((to) => `${String(from)} < ${String(to)}`)));
}

test('what two edges in a row bring about is implied', () => {
  const { necessary, implied } = reduceEdges([edge(0, 1), edge(1, 2), edge(0, 2)], [0, 1, 2]);
  expect(pairs(necessary)).toEqual(['0 < 1', '1 < 2']);
  expect(pairs(implied)).toEqual(['0 < 2']);
});

test('all reasons of a pair stay together', () => {
  const { necessary, implied } = reduceEdges(
    [edge(0, 1, 'a'), edge(0, 1, 'b'), edge(1, 2), edge(0, 2, 'c'), edge(0, 2, 'd')],
    [0, 1, 2],
  );
  expect(necessary.map(({ rule }) => rule)).toEqual(['a', 'b', 'test']);
  expect(implied.map(({ rule }) => rule)).toEqual(['c', 'd']);
});

test('two ways around a diamond are both needed', () => {
  const { implied } = reduceEdges([edge(0, 1), edge(0, 2), edge(1, 3), edge(2, 3), edge(0, 3)], [0, 2, 1, 3]);
  expect(pairs(implied)).toEqual(['0 < 3']);
});

test('a path longer than one block of the matrix is found', () => {
  const size = 2500;
  const chain = Array.from({ length: size - 1 }, (_, place) => edge(place, place + 1));
  const far = [edge(0, size - 1), edge(1023, 1025), edge(1024, 2049)];
  const { necessary, implied } = reduceEdges([...far, ...chain], [...Array(size).keys()]);
  expect(implied).toEqual(far);
  expect(necessary).toHaveLength(size - 1);
});

test('the closure stays the same, and no remaining pair can be left out', () => {
  const graph = fc
    .tuple(fc.shuffledSubarray([...Array(9).keys()], { minLength: 9 }), fc.array(fc.tuple(fc.nat(8), fc.nat(8))))
    .map(([sequence, drawn]) => ({
      sequence,
      edges: drawn.flatMap(([left, right]) =>
        left < right ? [edge(sequence[left] ?? 0, sequence[right] ?? 0, String(left))] : [],
      ),
    }));
  fc.assert(
    fc.property(graph, ({ sequence, edges }) => {
      const { necessary, implied } = reduceEdges(edges, sequence);
      expect([...necessary, ...implied]).toHaveLength(edges.length);
      const whole = closure(edges, sequence.length);
      expect(closure(necessary, sequence.length)).toEqual(whole);
      for (const { earlier, later } of necessary) {
        const others = necessary.filter((other) => other.earlier !== earlier || other.later !== later);
        expect(closure(others, sequence.length).has(`${String(earlier)} < ${String(later)}`)).toBe(false);
      }
    }),
    { numRuns: 500 },
  );
});
