import type { PlanStep } from '../plan/plan-document';
import { reasonsToldOnce } from './reasons-told-once';

function step(id: string, ...after: readonly (readonly [step: string, rule: string])[]): PlanStep {
  return {
    id,
    after: after.map(([earlier, rule]) => ({ step: earlier, rule, why: `${rule} wants it` })),
  } as unknown as PlanStep;
}

function told(steps: readonly PlanStep[]): readonly string[] {
  return reasonsToldOnce(steps).flatMap(({ id, after }) =>
    after.map((reason) => `${id} after ${reason.step}: ${reason.rule}`),
  );
}

test('a reason that comes with a step that is waited for anyway is not told again', () => {
  const steps = [step('s1'), step('s2', ['s1', 'halt']), step('s3', ['s1', 'halt'], ['s2', 'change'])];
  expect(told(steps)).toEqual(['s2 after s1: halt', 's3 after s2: change']);
});

test('another rule that wants the same order is always told', () => {
  const steps = [step('s1'), step('s2', ['s1', 'restart']), step('s3', ['s1', 'vlan'], ['s2', 'change'])];
  expect(told(steps)).toEqual(['s2 after s1: restart', 's3 after s1: vlan', 's3 after s2: change']);
});

test('a reason stays when nothing in between gives it', () => {
  const steps = [step('s1'), step('s2'), step('s3', ['s1', 'halt'], ['s2', 'halt'])];
  expect(told(steps)).toEqual(['s3 after s1: halt', 's3 after s2: halt']);
});
