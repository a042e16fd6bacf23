import { planFor } from '../../test/hosts/plan-for';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import type { Plan, PlanStep } from '../plan/plan-document';
import { checkPlan } from './check-plan';

const PLAN = planFor({ guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 30 }] }, quickStartHost());

/** What the checker says of the plan with other steps. */
function saidOf(change: (steps: readonly PlanStep[]) => readonly PlanStep[]): readonly string[] {
  const plan: Plan = { ...PLAN, steps: change(PLAN.steps) };
  const result = checkPlan(plan);
  return result.status === 'proven' ? [] : result.diagnostics.map(({ summary }) => summary);
}

test('a plan as it was made is proven', () => {
  expect(saidOf((steps) => steps)).toEqual([]);
});

test('a step that stands before one it waits for is refuted, because steps run as listed', () => {
  const swapped = saidOf(([first, second, ...others]) => [second, first, ...others] as PlanStep[]);
  expect(swapped).toEqual(['step s02 waits for s01, which does not stand before it']);
});

test('a step that waits for none of the list is refuted', () => {
  const waiting = saidOf((steps) =>
    steps.map((step) => (step.id === 's01' ? { ...step, after: [{ step: 's99', rule: 'change', why: '' }] } : step)),
  );
  expect(waiting).toEqual(['step s01 waits for s99, which does not stand before it']);
});

test('two steps of one name are refuted', () => {
  expect(saidOf((steps) => [...steps, ...steps.slice(-1)])).toContain(
    `step ${PLAN.steps.at(-1)?.id ?? ''} stands there twice`,
  );
});

test('a phase that is not what the command does is refuted, either way', () => {
  const running = saidOf((steps) => steps.map((step) => ({ ...step, phase: 'running' as const })));
  expect(running).toEqual([`step ${PLAN.steps.at(-1)?.id ?? ''} is not of phase running`]);
  const saving = saidOf((steps) =>
    steps.map((step) => (step.id === 's01' ? { ...step, phase: 'persist' as const } : step)),
  );
  expect(saving).toEqual(['step s01 is not of phase persist']);
});

test('a halt that is answered with no, or not at all, is refuted; so is an answer to a command that asks nothing', () => {
  const halt = PLAN.steps.find((step) => step.answers !== undefined);
  const answering = (answers: readonly string[]) => (steps: readonly PlanStep[]) =>
    steps.map((step) => (step.id === halt?.id ? { ...step, answers } : step));
  const harm = [`step ${halt?.id ?? ''} does not answer what its command asks`];
  expect(saidOf(answering(['n']))).toEqual(harm);
  expect(saidOf(answering([]))).toEqual(harm);
  expect(saidOf(answering(['y', '']))).toEqual(harm);
  expect(saidOf((steps) => steps.map((step) => (step.id === 's01' ? { ...step, answers: ['y'] } : step)))).toEqual([
    'step s01 does not answer what its command asks',
  ]);
});

test('a removal is answered as well', () => {
  const removing = (answers: readonly string[]) =>
    saidOf((steps) =>
      steps.map((step) =>
        step.answers === undefined
          ? step
          : { ...step, command: ['/opt/hpvm/bin/hpvmnet', '-d', '-S', 'vmlan4'], answers },
      ),
    );
  expect(removing([])).toEqual([expect.stringContaining(' does not answer what its command asks')]);
  expect(removing(['y']).join('\n')).not.toContain('does not answer');
});

test('each refusal says what is asked of a list of steps', () => {
  const changed = PLAN.steps.map((step, place): PlanStep => {
    if (place > 0) return place === 1 ? { ...step, id: PLAN.steps[2]?.id ?? '' } : step;
    return { ...step, phase: 'persist', answers: ['y'], after: [{ step: 's99', rule: 'change', why: '' }] };
  });
  const result = checkPlan({ ...PLAN, steps: changed });
  const said = result.status === 'proven' ? [] : result.diagnostics.map(({ detail }) => detail.split('\n')[0]);
  expect([...new Set(said)]).toEqual([
    'Steps run as listed.',
    'What saves is of phase persist, and nothing else is.',
    'A halt and a removal ask, and go on with y only.',
    'Every step has its own name.',
  ]);
});
