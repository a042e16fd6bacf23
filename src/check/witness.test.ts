import { situationWith } from '../../test/hosts/harms-of-clause';
import type { Harm, Memory, Projection } from './clause';
import { PartialOrder } from './partial-order';
import { WitnessSearch, type Obligation } from './witness';

const RUN = 'ifconfig lan3 unplumb';
const SAVE = 'nwmgr -s -A all --sa --fr cu -c lan4';

/** Each step waits for the one listed before it. */
const CHAIN = [[], [0], [1], [2]];

function search(
  obligations: readonly Obligation[],
  waitsFor: readonly (readonly number[])[] = CHAIN,
  commands: readonly string[] = waitsFor.map(() => RUN),
): WitnessSearch {
  return new WitnessSearch(situationWith(commands), new PartialOrder(waitsFor), obligations);
}

/** Demands that the steps run as listed; counts how often a step is looked at. */
function inOrder(clause: string, ...steps: readonly number[]): Obligation & { readonly looks: () => number } {
  let count = 0;
  const next = (memory: Memory, step: number): Memory | Harm => {
    count += 1;
    const done = Number(memory['done']);
    return steps[done] === step ? { done: done + 1 } : { harm: `${clause}: ${String(step)} out of turn` };
  };
  return { clause, projection: { about: clause, steps, start: { done: 0 }, next }, looks: () => count };
}

/** Harmless whatever happens; counts how often a step is looked at. */
function harmless(...steps: readonly number[]): Obligation & { readonly looks: () => number } {
  let count = 0;
  const next = (memory: Memory): Memory => {
    count += 1;
    return memory;
  };
  return { clause: 'harmless', projection: { about: 'harmless', steps, start: {}, next }, looks: () => count };
}

describe('an edge between running steps', () => {
  test('is witnessed by the harm that happens without it', () => {
    expect(search([inOrder('a', 0, 1, 2)], [[], [0], [0, 1]]).witnessOf({ earlier: 1, later: 2 })).toEqual({
      earlier: 's02',
      later: 's03',
      after: ['s01'],
      step: 's03',
      clause: 'a',
      harm: 'a: 2 out of turn',
    });
  });

  test('is witnessed by what remains at the end', () => {
    const remains: Projection = {
      about: 'end',
      steps: [0, 1],
      start: { last: -1 },
      next: (_, step) => ({ last: step }),
      end: ({ last }) => (last === 0 ? 'the wrong one is last' : undefined),
    };
    expect(search([{ clause: 'end', projection: remains }]).witnessOf({ earlier: 0, later: 1 })).toEqual({
      earlier: 's01',
      later: 's02',
      after: ['s02', 's01'],
      step: null,
      clause: 'end',
      harm: 'the wrong one is last',
    });
  });

  test('has no witness where nothing happens without it', () => {
    expect(search([]).witnessOf({ earlier: 0, later: 1 })).toBeUndefined();
    expect(search([harmless(0, 1)]).witnessOf({ earlier: 0, later: 1 })).toBeUndefined();
    // Another way round keeps the steps apart.
    expect(search([inOrder('a', 0, 2)], [[], [0], [0, 1]]).witnessOf({ earlier: 0, later: 2 })).toBeUndefined();
  });

  test('is also needed by steps that wait for one another through it', () => {
    expect(search([inOrder('a', 0, 2)]).witnessOf({ earlier: 0, later: 1 })?.harm).toBe('a: 2 out of turn');
    expect(search([inOrder('a', 0, 2)]).witnessOf({ earlier: 1, later: 2 })?.harm).toBe('a: 2 out of turn');
    expect(search([inOrder('a', 0, 3)]).witnessOf({ earlier: 1, later: 2 })?.harm).toBe('a: 3 out of turn');
  });

  test('is witnessed by what concerns both its ends before what concerns one, and by that before all else', () => {
    const clauseOf = (...obligations: readonly Obligation[]): string | undefined =>
      search(obligations).witnessOf({ earlier: 1, later: 2 })?.clause;
    const [none, one, other, both] = [
      inOrder('none', 0, 3),
      inOrder('one', 0, 2),
      inOrder('other', 1, 3),
      inOrder('both', 1, 2),
    ];
    expect(clauseOf(none, one, other, both)).toBe('both');
    expect(clauseOf(none, other, one)).toBe('one');
    expect(clauseOf(none, other)).toBe('other');
    expect(clauseOf(none)).toBe('none');
  });

  test('is not looked for in what lies on one side of it, and nowhere twice', () => {
    const [both, one, none] = [harmless(1, 2), harmless(0, 2), harmless(0, 3)];
    const aside = [harmless(0, 1), harmless(2, 3), harmless(0), harmless(3), harmless()];
    expect(search([both, one, none, ...aside]).witnessOf({ earlier: 1, later: 2 })).toBeUndefined();
    expect([both, one, none].map((each) => each.looks())).toEqual([4, 4, 4]);
    expect(aside.map((each) => each.looks())).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('an edge into a step that saves', () => {
  const witness = {
    after: [],
    clause: 'saved-too-early',
  };

  test('is witnessed by the running step that it waits for', () => {
    const found = search([], [[], [0]], [RUN, SAVE]).witnessOf({ earlier: 0, later: 1 });
    expect(found).toEqual({
      ...witness,
      earlier: 's01',
      later: 's02',
      step: 's02',
      harm: 's02 saves while s01 has not run: a reboot then brings up a mixture of old and new',
    });
  });

  test('is witnessed by the running step at its end, whatever else comes before in another way', () => {
    const found = search([], [[], [], [0, 1]], [RUN, RUN, SAVE]).witnessOf({ earlier: 1, later: 2 });
    expect(found?.harm).toContain('s03 saves while s02 has not run');
  });

  test('of another that saves is witnessed by a running step before both', () => {
    const found = search([], [[], [0], [1]], [RUN, SAVE, SAVE]).witnessOf({ earlier: 1, later: 2 });
    expect(found).toEqual({
      ...witness,
      earlier: 's02',
      later: 's03',
      step: 's03',
      harm: 's03 saves while s01 has not run: a reboot then brings up a mixture of old and new',
    });
  });

  test('has no witness where the running step comes before in another way', () => {
    expect(search([], [[], [0], [0, 1]], [RUN, SAVE, SAVE]).witnessOf({ earlier: 0, later: 2 })).toBeUndefined();
    expect(search([], [[], [0], [0, 1]], [RUN, SAVE, SAVE]).witnessOf({ earlier: 1, later: 2 })).toBeUndefined();
    expect(search([], [[], [0], [0, 1]], [RUN, RUN, SAVE]).witnessOf({ earlier: 0, later: 2 })).toBeUndefined();
  });

  test('has no witness where nothing runs', () => {
    expect(search([], [[], [0]], [SAVE, SAVE]).witnessOf({ earlier: 0, later: 1 })).toBeUndefined();
  });

  test('is not witnessed by any other clause', () => {
    const waiting = [[], [0], [0, 1]];
    expect(
      search([inOrder('a', 0, 2)], waiting, [RUN, SAVE, SAVE]).witnessOf({ earlier: 1, later: 2 }),
    ).toBeUndefined();
  });
});
