import fc from 'fast-check';
import type { VswitchName } from '../model/names';
import { clusterOf } from './cluster';
import type { Edge } from './edges';
import { greedyOrder } from './greedy-order';
import { BY_CHANGE, type Operation } from './operation';
import { bootVswitch } from './operations/vswitch-power';
import { orderOperations, type OrderOutcome } from './order';
import { expectedTenths, interruptionCost, type WeightedWindow } from './weighted-windows';

/** Operations, edges and windows without a meaning on a host; numbers are positions. */
interface Instance {
  readonly operations: readonly Operation[];
  readonly edges: readonly Edge[];
  readonly windows: readonly WeightedWindow[];
}

function operation(key: string, tenths: number): Operation {
  const range = { min: 0, expected: tenths / 10, max: 60, basis: 'assumed' } as const;
  return { ...bootVswitch('v' as VswitchName, BY_CHANGE), key, durationSeconds: range };
}

function edge(earlier: number, later: number): Edge {
  return { earlier, later, rule: 'test', why: 'because' };
}

/** Between `least` and `most` operations with random edges from smaller to larger, and windows from smaller to larger. */
function instances(least: number, most: number): fc.Arbitrary<Instance> {
  return fc.integer({ min: least, max: most }).chain((size) =>
    fc
      .record({
        tenths: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: size, maxLength: size }),
        names: fc.shuffledSubarray([...Array(size).keys()], { minLength: size }),
        pairs: fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: size + 2 }),
        roles: fc.shuffledSubarray([...Array(size).keys()], { minLength: size }),
        windows: fc.array(fc.record({ weight: fc.constantFrom(1, 3, 1001, 2001), isLasting: fc.boolean() }), {
          maxLength: Math.floor(size / 2),
        }),
      })
      .map(({ tenths, names, pairs, roles, windows }) => {
        const placed = windows.map(({ weight, isLasting }, index): WeightedWindow => {
          const [opens = 0, closes = 0] = roles.slice(2 * index, 2 * index + 2).sort((left, right) => left - right);
          return { address: `window ${String(index)}`, opens, closes: isLasting ? null : closes, weight };
        });
        const drawn = pairs.flatMap(([left, right]) => (left < right ? [edge(left, right)] : []));
        const own = placed.flatMap(({ opens, closes }) => (closes === null ? [] : [edge(opens, closes)]));
        return {
          operations: tenths.map((duration, index) => operation(`k${String(names[index] ?? 0)}`, duration)),
          edges: [...drawn, ...own],
          windows: placed,
        };
      }),
  );
}

/** Cost of the cheapest of all orders that keep the edges, by trying every one. */
function cheapest({ operations, edges, windows }: Instance): number {
  let best = Number.POSITIVE_INFINITY;
  const tryAll = (done: readonly number[]): void => {
    if (done.length === operations.length) {
      best = Math.min(best, interruptionCost(operations, windows, done));
      return;
    }
    for (const next of operations.keys()) {
      if (done.includes(next)) continue;
      if (edges.some(({ earlier, later }) => later === next && !done.includes(earlier))) continue;
      tryAll([...done, next]);
    }
  };
  tryAll([]);
  return best;
}

function solve({ operations, edges, windows }: Instance): Extract<OrderOutcome, { status: 'ordered' }> {
  const outcome = orderOperations(operations, edges, windows);
  if (outcome.status !== 'ordered') throw new Error('edges from smaller to larger numbers cannot exclude one another');
  return outcome;
}

function expectOrderOf({ operations, edges }: Instance, sequence: readonly number[]): void {
  expect([...sequence].sort((left, right) => left - right)).toEqual([...operations.keys()]);
  for (const { earlier, later } of edges) expect(sequence.indexOf(earlier)).toBeLessThan(sequence.indexOf(later));
}

test('no order of up to seven operations interrupts less than the one that is found', () => {
  fc.assert(
    fc.property(instances(1, 7), (instance) => {
      const { sequence, isCheapest } = solve(instance);
      expect(isCheapest).toBe(true);
      expectOrderOf(instance, sequence);
      expect(interruptionCost(instance.operations, instance.windows, sequence)).toBe(cheapest(instance));
    }),
    { numRuns: 1000 },
  );
});

test('the order does not depend on how operations, edges and windows are listed', () => {
  fc.assert(
    fc.property(
      instances(1, 12).chain((instance) =>
        fc.tuple(
          fc.constant(instance),
          fc.shuffledSubarray([...instance.operations.keys()], { minLength: instance.operations.length }),
        ),
      ),
      ([instance, shuffled]) => {
        const place = (index: number): number => shuffled.indexOf(index);
        const turned: Instance = {
          operations: shuffled.flatMap((index) => instance.operations.slice(index, index + 1)),
          edges: [...instance.edges].reverse().map(({ earlier, later }) => edge(place(earlier), place(later))),
          windows: [...instance.windows].reverse().map((window) => ({
            ...window,
            opens: place(window.opens),
            closes: window.closes === null ? null : place(window.closes),
          })),
        };
        const keys = (of: Instance): readonly (string | undefined)[] =>
          solve(of).sequence.map((index) => of.operations[index]?.key);
        expect(keys(turned)).toEqual(keys(instance));
      },
    ),
    { numRuns: 300 },
  );
});

/** That many vswitches whose windows must all be open while one operation in the middle runs. */
function sharedMiddle(weights: readonly number[]): Instance {
  const count = weights.length;
  const middle = 2 * count;
  return {
    operations: [
      ...weights.map((_, index) => operation(`halt ${String(index)}`, 20)),
      ...weights.map((_, index) => operation(`boot ${String(index)}`, 30)),
      operation('middle', 10),
    ],
    edges: weights.flatMap((_, index) => [edge(index, middle), edge(middle, count + index)]),
    windows: weights.map((weight, index) => ({ address: String(index), opens: index, closes: count + index, weight })),
  };
}

test('what cuts off the most guests goes down last and comes back first, with more windows than can be searched too', () => {
  const few = sharedMiddle([2001, 1, 1001]);
  const many = sharedMiddle(Array.from({ length: 40 }, (_, index) => 1 + 1000 * ((index * 7) % 40)));
  for (const instance of [few, many]) {
    const { sequence, isCheapest } = solve(instance);
    expectOrderOf(instance, sequence);
    const weights = instance.windows.map(({ weight }) => weight);
    const count = weights.length;
    const halts = sequence.slice(0, count).map((index) => weights[index]);
    const boots = sequence.slice(count + 1).map((index) => weights[index - count]);
    const ascending = [...weights].sort((left, right) => left - right);
    expect(halts).toEqual(ascending);
    expect(boots).toEqual(ascending.reverse());
    expect(isCheapest).toBe(instance === few);
  }
});

test('many ports that join alike between two windows are no reason to give up', () => {
  const ports = Array.from({ length: 60 }, (_, index) => index + 4);
  const instance: Instance = {
    operations: [
      ...['a/halt', 'b/halt', 'a/boot', 'b/boot'].map((key) => operation(key, 20)),
      ...ports.map((index) => operation(`join ${String(index)}`, 30)),
    ],
    edges: [edge(0, 2), edge(1, 3), edge(1, 4), edge(4, 3), ...ports.flatMap((port) => [edge(0, port), edge(port, 2)])],
    windows: [
      { address: 'a', opens: 0, closes: 2, weight: 1001 },
      { address: 'b', opens: 1, closes: 3, weight: 1001 },
    ],
  };
  const { sequence, isCheapest } = solve(instance);
  expectOrderOf(instance, sequence);
  expect(isCheapest).toBe(true);
  // Both are down while b is halted, the port that both wait for joins, and b is booted; a alone for the rest.
  const both = 2 * (20 + 30 + 20);
  const onlyA = 20 + 59 * 30 + 20;
  expect(interruptionCost(instance.operations, instance.windows, sequence)).toBe(1001 * (both + onlyA));
});

test('the order for clusters that are too large keeps the edges, and cannot beat the exact one', () => {
  const ratios: number[] = [];
  fc.assert(
    fc.property(instances(2, 12), (instance) => {
      const { operations, edges, windows } = instance;
      const before = operations.map((_, index) =>
        edges.flatMap(({ earlier, later }) => (later === index ? [earlier] : [])),
      );
      const cluster = clusterOf(
        [...operations.keys()],
        before.map((list) => [...new Set(list)]),
        operations.map(expectedTenths),
        windows,
      );
      const greedy = greedyOrder(cluster);
      expectOrderOf(instance, greedy);
      const exact = interruptionCost(operations, windows, solve(instance).sequence);
      const cost = interruptionCost(operations, windows, greedy);
      expect(cost).toBeGreaterThanOrEqual(exact);
      if (exact > 0) ratios.push(cost / exact);
    }),
    { numRuns: 500 },
  );
  ratios.sort((left, right) => left - right);
  expect(ratios[Math.floor(ratios.length / 2)]).toBeLessThan(1.2);
});

test('thousands of things that go for good are ordered, those that cut off guests last', () => {
  const size = 5000;
  const instance: Instance = {
    operations: Array.from({ length: size }, (_, index) => operation(`remove ${String(index).padStart(4, '0')}`, 20)),
    edges: [],
    windows: Array.from({ length: size }, (_, opens) => ({
      address: String(opens),
      opens,
      closes: null,
      weight: opens % 2 === 0 ? 1001 : 1,
    })),
  };
  const { sequence } = solve(instance);
  expect(sequence.slice(0, size / 2).every((index) => index % 2 === 1)).toBe(true);
});
