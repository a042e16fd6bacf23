import { samplePlan, sampleRevert, sampleStep, sampleUndo } from '../../test/transport/sample-plan';
import { confirmSecondsOf, longestSeconds, longestWayBackSeconds } from './run-time';

const step = (id: string, max: number): ReturnType<typeof sampleStep> =>
  sampleStep(id, ['/bin/x'], { durationSeconds: { min: 0, expected: 1, max, basis: 'assumed' } });

describe('the time that a run may take', () => {
  test('covers every step at its longest, one that hangs until it is ended, and the confirmation', () => {
    // 10 + 20 + two looks of 20; the longest is ended after 3 * 20 + 30; and looks and margin.
    expect(longestSeconds(samplePlan([step('s01', 10), step('s02', 20)]), 100)).toBe(70 + 90 + 100 + 180 + 120);
  });

  test('waits longer for the confirmation of a plan that interrupts longer', () => {
    const plan = samplePlan([step('s01', 1)]);
    const seconds = { min: 0, expected: 1, max: 33.5 };
    const outage = { address: 'a', guests: [], fromStep: 's01', toStep: 's01', seconds, basis: 'assumed' } as const;
    expect([confirmSecondsOf(plan), confirmSecondsOf({ ...plan, outages: [outage] })]).toEqual([180, 214]);
  });

  test('goes through each command of the way back twice', () => {
    const plan = { ...samplePlan([]), revert: sampleRevert([sampleUndo('r01', 's01', ['/bin/x'])]) };
    expect(longestWayBackSeconds(plan)).toBe(120 + 2 * (36 + 20));
    expect(longestWayBackSeconds(samplePlan([]))).toBe(120);
  });
});
