import fc from 'fast-check';
import { placeGuests } from './place-guests';

type Task = Parameters<typeof placeGuests>[0];
type Placed = ReadonlyMap<string, string>;

const NOBODY: Placed = new Map();
const names = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index + 1)}`);
const equal = (count: number): Task['vswitches'] => names('vm', count).map((name) => ({ name, weight: 1 }));

function moved(before: Placed, after: Placed): readonly string[] {
  return [...before]
    .filter(([guest, vswitch]) => after.has(guest) && after.get(guest) !== vswitch)
    .map(([guest]) => guest);
}

function loadOf(placed: Placed, vswitch: string): number {
  return [...placed.values()].filter((name) => name === vswitch).length;
}

function isBalanced(placed: Placed, vswitches: Task['vswitches']): boolean {
  return vswitches.every((full) =>
    vswitches.every(
      (other) => loadOf(placed, full.name) * other.weight <= (loadOf(placed, other.name) + 1) * full.weight,
    ),
  );
}

/** The fewest guests that any balanced placement moves, by trying them all. */
function fewestMoves(guests: readonly string[], vswitches: Task['vswitches'], current: Placed): number {
  let placements: readonly Placed[] = [NOBODY];
  for (const guest of guests)
    placements = placements.flatMap((placed) => vswitches.map(({ name }) => new Map([...placed, [guest, name]])));
  const counts = placements
    .filter((placed) => isBalanced(placed, vswitches))
    .map((placed) => moved(current, placed).length);
  return Math.min(...counts);
}

const guestNames = (maxLength: number): fc.Arbitrary<readonly string[]> =>
  fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), { maxLength });
const shelves = (maxLength: number): fc.Arbitrary<Task['vswitches']> =>
  fc.uniqueArray(
    fc.record({ name: fc.string({ minLength: 1, maxLength: 8 }), weight: fc.integer({ min: 1, max: 5 }) }),
    {
      minLength: 1,
      maxLength,
      selector: ({ name }) => name,
    },
  );

/** A task whose `current` names guests and vswitches that exist, and some that do not. */
const tasks = (guestCount: number, vswitchCount: number): fc.Arbitrary<Task> =>
  fc.tuple(guestNames(guestCount), shelves(vswitchCount)).chain(([guests, vswitches]) =>
    fc
      .array(fc.constantFrom(...vswitches.map(({ name }) => name), 'gone', undefined), {
        minLength: guests.length,
        maxLength: guests.length,
      })
      .map((held) => ({
        guests,
        vswitches,
        current: new Map([
          ...guests.flatMap((guest, index) => (held[index] === undefined ? [] : [[guest, held[index]] as const])),
          ['left long ago', vswitches[0]?.name ?? ''],
        ]),
      })),
  );

test('every guest has one of the vswitches, and the placement is balanced', () => {
  fc.assert(
    fc.property(tasks(30, 6), (task) => {
      const placed = placeGuests(task);
      expect([...placed.keys()].sort()).toEqual([...task.guests].sort());
      expect([...placed.values()].filter((name) => !task.vswitches.some((vswitch) => vswitch.name === name))).toEqual(
        [],
      );
      expect(isBalanced(placed, task.vswitches)).toBe(true);
    }),
  );
});

test('with equal weights the loads differ by at most one', () => {
  fc.assert(
    fc.property(guestNames(40), fc.integer({ min: 1, max: 7 }), (guests, count) => {
      const placed = placeGuests({ guests, vswitches: equal(count), current: NOBODY });
      const loads = equal(count).map(({ name }) => loadOf(placed, name));
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
    }),
  );
});

test('a vswitch with ten times the weight carries ten times the guests', () => {
  const vswitches = [
    { name: 'vmlan0', weight: 1 },
    { name: 'vmlan4', weight: 10 },
  ];
  const placed = placeGuests({ guests: names('guest', 22), vswitches, current: NOBODY });
  expect([loadOf(placed, 'vmlan0'), loadOf(placed, 'vmlan4')]).toEqual([2, 20]);
});

test('the order of guests, vswitches and the current placement does not matter', () => {
  const shuffled = tasks(20, 5).chain((task) =>
    fc.record({
      task: fc.constant(task),
      other: fc.record({
        guests: fc.shuffledSubarray([...task.guests], { minLength: task.guests.length }),
        vswitches: fc.shuffledSubarray([...task.vswitches], { minLength: task.vswitches.length }),
        current: fc
          .shuffledSubarray([...task.current], { minLength: task.current.size })
          .map((pairs) => new Map(pairs)),
      }),
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ task, other }) => {
      expect([...placeGuests(other)].sort()).toEqual([...placeGuests(task)].sort());
    }),
  );
});

describe('without a current placement', () => {
  test('a guest more or less moves at most one other guest for each vswitch but one', () => {
    fc.assert(
      fc.property(guestNames(40), shelves(6), (guests, vswitches) => {
        fc.pre(guests.length > 0);
        const all = placeGuests({ guests, vswitches, current: NOBODY });
        const fewer = placeGuests({ guests: guests.slice(1), vswitches, current: NOBODY });
        expect(moved(all, fewer).length).toBeLessThanOrEqual(vswitches.length - 1);
      }),
    );
  });

  test('of 100 guests that get a fifth vswitch 23 move; its share is 20', () => {
    const guests = names('guest', 100);
    const before = placeGuests({ guests, vswitches: equal(4), current: NOBODY });
    const after = placeGuests({ guests, vswitches: equal(5), current: NOBODY });
    expect(loadOf(after, 'vm5')).toBe(20);
    expect(moved(before, after).length).toBe(23);
  });
});

describe('with the current placement', () => {
  test('no balanced placement moves fewer guests', () => {
    fc.assert(
      fc.property(tasks(6, 3), (task) => {
        const needed = fewestMoves(task.guests, task.vswitches, task.current);
        expect(moved(task.current, placeGuests(task)).length).toBe(needed);
      }),
    );
  });

  test('what is balanced already stays as it is', () => {
    fc.assert(
      fc.property(tasks(30, 6), (task) => {
        const placed = placeGuests(task);
        expect(moved(placed, placeGuests({ ...task, current: placed }))).toEqual([]);
      }),
    );
  });

  test('a guest that is added moves nobody', () => {
    fc.assert(
      fc.property(tasks(30, 6), fc.string({ minLength: 7, maxLength: 9 }), (task, newcomer) => {
        const before = placeGuests(task);
        const after = placeGuests({ ...task, guests: [...task.guests, newcomer], current: before });
        expect(moved(before, after)).toEqual([]);
      }),
    );
  });

  test('a vswitch that is added draws its share and nothing else', () => {
    fc.assert(
      fc.property(tasks(30, 6), fc.string({ minLength: 9, maxLength: 9 }), (task, name) => {
        const before = placeGuests(task);
        const vswitches = [...task.vswitches, { name, weight: 1 }];
        const after = placeGuests({ ...task, vswitches, current: before });
        expect(moved(before, after).length).toBe(loadOf(after, name));
      }),
    );
  });

  test('of a vswitch that is taken away only the guests move', () => {
    fc.assert(
      fc.property(tasks(30, 6), (task) => {
        fc.pre(task.vswitches.length > 1);
        const [gone, ...left] = task.vswitches;
        const before = placeGuests(task);
        const after = placeGuests({ ...task, vswitches: left, current: before });
        expect(moved(before, after).length).toBe(loadOf(before, gone?.name ?? ''));
      }),
    );
  });
});
