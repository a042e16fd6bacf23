import type { Harm, Memory, Projection } from './clause';
import { walk } from './walk';

const FREE = (): boolean => false;
const LISTED = (earlier: number, later: number): boolean => earlier < later;

/** Steps 0 to `size` - 1, that change nothing unless told otherwise. */
function about(size: number, changes: Partial<Projection> = {}): Projection {
  return {
    about: 'test',
    steps: Array.from({ length: size }, (_, place) => place),
    start: {},
    next: (memory) => memory,
    ...changes,
  };
}

/** Remembers the order of the steps. */
const remember = (memory: Memory, step: number): Memory => ({ done: `${String(memory['done'])} ${String(step)}` });
const ORDER = { start: { done: 'done' }, next: remember };

describe('harm', () => {
  test('of a step is told with the steps that led there, in their order', () => {
    const next = (memory: Memory, step: number): Memory | Harm =>
      step === 9 && memory['done'] === 'done 4 2' ? { harm: 'nine after four and two' } : remember(memory, step);
    const found = walk(about(3, { ...ORDER, steps: [2, 4, 9], next }), FREE);
    expect(found.violation).toEqual({ after: [4, 2], step: 9, harm: 'nine after four and two' });
  });

  test('is told by the shortest way into it', () => {
    const next = (memory: Memory, step: number): Memory | Harm => (step === 2 ? { harm: 'two' } : memory);
    expect(walk(about(3, { next }), FREE).violation).toEqual({ after: [], step: 2, harm: 'two' });
    expect(walk(about(3, { next }), LISTED).violation).toEqual({ after: [0, 1], step: 2, harm: 'two' });
  });

  test('is told by the first of several ways, which takes the steps as they are listed', () => {
    const next = (memory: Memory, step: number): Memory | Harm => (step === 2 ? { harm: 'two' } : memory);
    expect(walk(about(3, { next }), (earlier, later) => earlier < later && later === 2).violation).toEqual({
      after: [0, 1],
      step: 2,
      harm: 'two',
    });
  });

  test('in an order that the plan does not allow is none', () => {
    const next = (memory: Memory, step: number): Memory | Harm =>
      memory['done'] === 'done' && step === 1 ? { harm: 'one comes first' } : remember(memory, step);
    expect(walk(about(2, { ...ORDER, next }), FREE).violation?.harm).toBe('one comes first');
    expect(walk(about(2, { ...ORDER, next }), LISTED)).toEqual({ states: 3 });
  });

  test('that remains when all is done is told with all steps', () => {
    const end = (memory: Memory): string | undefined => (memory['done'] === 'done 1 0' ? 'the other way' : undefined);
    expect(walk(about(2, { ...ORDER, end }), FREE).violation).toEqual({
      after: [1, 0],
      step: null,
      harm: 'the other way',
    });
    expect(walk(about(2, { ...ORDER, end }), LISTED).violation).toBeUndefined();
  });

  test('that is there without any step is told', () => {
    const end = (): string => 'as it was';
    expect(walk(about(0, { end }), FREE)).toEqual({
      states: 1,
      violation: { after: [], step: null, harm: 'as it was' },
    });
  });

  test('at the end is not looked for before all is done', () => {
    const end = (memory: Memory): string | undefined => (memory['done'] === 'done 0 1' ? undefined : 'not yet');
    expect(walk(about(2, { ...ORDER, end }), LISTED).violation).toBeUndefined();
  });
});

describe('states', () => {
  test('are sets of steps where nothing is remembered', () => {
    expect(walk(about(0), FREE)).toEqual({ states: 1 });
    expect(walk(about(3), FREE)).toEqual({ states: 8 });
    expect(walk(about(3), LISTED)).toEqual({ states: 4 });
  });

  test('are told apart by what is remembered, and by its kind', () => {
    expect(walk(about(3, ORDER), FREE)).toEqual({ states: 1 + 3 + 6 + 6 });
    const last = { start: { last: -1 }, next: (_: Memory, step: number) => ({ last: step }) };
    expect(walk(about(3, last), FREE)).toEqual({ states: 1 + 3 + 6 + 3 });
    const kinds = (memory: Memory, step: number): Memory => ({
      last: step === 0 ? '1' : 1,
      was: memory['last'] ?? null,
    });
    expect(walk(about(2, { start: { last: null, was: null }, next: kinds }), FREE).states).toBe(1 + 2 + 2);
  });

  test('of steps that do the same are those of one order of them', () => {
    expect(walk(about(3, { sameAs: () => 'save' }), FREE)).toEqual({ states: 4 });
    expect(walk(about(4, { sameAs: (step) => (step < 2 ? 'join' : 'leave') }), FREE)).toEqual({ states: 9 });
    expect(walk(about(3, { steps: [3, 5, 7], sameAs: (step) => (step === 5 ? 'b' : 'a') }), FREE).states).toBe(6);
  });

  test('of steps that do the same are told apart where one waits for something', () => {
    const sameAs = (step: number): string => (step === 0 ? 'first' : 'same');
    expect(walk(about(3, { sameAs }), (earlier, later) => earlier === 0 && later === 1)).toEqual({ states: 6 });
  });

  test('of steps that do the same are told apart where something waits for one', () => {
    const sameAs = (step: number): string => (step === 2 ? 'last' : 'same');
    expect(walk(about(3, { sameAs }), (earlier, later) => earlier === 0 && later === 2)).toEqual({ states: 6 });
    expect(walk(about(3, { sameAs }), (earlier, later) => earlier < 2 && later === 2)).toEqual({ states: 4 });
  });

  test('of steps that do the same and follow one another are as they were', () => {
    expect(walk(about(3, { sameAs: () => 'same' }), LISTED)).toEqual({ states: 4 });
  });
});

describe('limits', () => {
  test('30 steps are walked, to their end', () => {
    const end = (): string => 'the end';
    expect(walk(about(30, { end }), LISTED)).toEqual({
      states: 31,
      violation: { after: about(30).steps, step: null, harm: 'the end' },
    });
  });

  test('more than 30 steps are not', () => {
    expect(walk(about(31), LISTED)).toEqual({ states: 0, isCutShort: true });
  });

  /** 13,700 states of seven free steps, 5,040 of an eighth behind them all, and a ninth that leaves `remaining`. */
  function sizeOf(remaining: number): Projection {
    const ranks = new Map<unknown, number>();
    const rank = (order: unknown): number => {
      if (!ranks.has(order)) ranks.set(order, ranks.size);
      return (ranks.get(order) ?? 0) % remaining;
    };
    const next = (memory: Memory, step: number): Memory =>
      step < 7 ? remember(memory, step) : { done: step === 7 ? (memory['done'] ?? null) : rank(memory['done']) };
    return about(9, { start: ORDER.start, next });
  }

  test('20,000 states are walked, one more is not', () => {
    const isBefore = (earlier: number, later: number): boolean => later > 6 && earlier < later;
    expect(walk(sizeOf(1260), isBefore)).toEqual({ states: 20_000 });
    expect(walk(sizeOf(1261), isBefore)).toEqual({ states: 20_001, isCutShort: true });
  });
});
