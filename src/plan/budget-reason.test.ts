import { sampleStep } from '../../test/transport/sample-plan';
import { fewestOver, forcedSteps, longestTogether } from './budget-reason';
import type { PlanStep, StepReason } from './plan-document';

/** A step that takes at most so many seconds and waits for others. */
function step(
  id: string,
  maxSeconds: number,
  after: readonly string[] = [],
  implied: readonly string[] = [],
): PlanStep {
  const because = (earlier: string): StepReason => ({ step: earlier, rule: `rule-${earlier}-${id}`, why: 'it must' });
  return sampleStep(id, ['/bin/true'], {
    after: after.map(because),
    ...(implied.length === 0 ? {} : { implied: implied.map(because) }),
    durationSeconds: { min: 0, expected: 0, max: maxSeconds, basis: 'assumed' },
  });
}

/** s01 begins, s05 ends; s02 and s03 are between them by the order, s04 only by chance. */
const STEPS = [
  step('s01', 1),
  step('s02', 4, ['s01']),
  step('s03', 9, ['s02']),
  step('s04', 60, ['s01']),
  step('s05', 2, ['s03'], ['s02']),
];
const WHOLE = { from: 0, to: 4 };

describe('the steps that have to run within an interruption', () => {
  test('are those between its two ends in the partial order, with these', () => {
    expect(forcedSteps(STEPS, WHOLE).map((forced) => forced.step.id)).toEqual(['s01', 's02', 's03', 's05']);
  });

  test('name the shortest chain of reasons on both sides, in the order of the plan', () => {
    const chains = forcedSteps(STEPS, WHOLE).map(({ step: { id }, sinceBegin, untilEnd }) => [
      id,
      sinceBegin.map((reason) => reason.rule),
      untilEnd.map((reason) => reason.rule),
    ]);
    expect(chains).toEqual([
      ['s01', [], ['rule-s01-s02', 'rule-s02-s05']],
      ['s02', ['rule-s01-s02'], ['rule-s02-s05']],
      ['s03', ['rule-s01-s02', 'rule-s02-s03'], ['rule-s03-s05']],
      ['s05', ['rule-s01-s02', 'rule-s02-s05'], []],
    ]);
  });

  test('are none when the order does not tie the two ends together', () => {
    expect(forcedSteps([step('s01', 1), step('s02', 1)], { from: 0, to: 1 })).toEqual([]);
    expect(forcedSteps(STEPS, { from: 0, to: 9 })).toEqual([]);
  });

  test('an interruption of one step has that step', () => {
    expect(forcedSteps(STEPS, { from: 3, to: 3 }).map((forced) => forced.step.id)).toEqual(['s04']);
  });
});

describe('the fewest of them that are too long', () => {
  const fewest = (budget: number): readonly string[] | undefined =>
    fewestOver(forcedSteps(STEPS, WHOLE), budget)?.map((forced) => forced.step.id);

  test('are the longest ones, in the order of the plan', () => {
    expect(fewest(0)).toEqual(['s03']);
    expect(fewest(8.9)).toEqual(['s03']);
    expect(fewest(9)).toEqual(['s02', 's03']);
    expect(fewest(13)).toEqual(['s02', 's03', 's05']);
    expect(fewest(15)).toEqual(['s01', 's02', 's03', 's05']);
  });

  test('do not exist where all together are within the budget', () => {
    expect(fewest(16)).toBeUndefined();
    expect(fewestOver([], 0)).toBeUndefined();
  });

  test('are added up without binary dust', () => {
    expect(longestTogether([{ step: step('s01', 0.1) }, { step: step('s02', 0.2) }])).toBe(0.3);
  });
});
