import type { VswitchName } from '../model/names';
import type { Edge } from './edges';
import { BY_CHANGE, type Operation } from './operation';
import { bootVswitch } from './operations/vswitch-power';
import type { PlanStep } from './plan-document';
import { planSteps } from './plan-steps';

function operation(key: string, phase: 'running' | 'persist' = 'running'): Operation {
  return { ...bootVswitch('v' as VswitchName, BY_CHANGE), key, title: key, phase };
}

function edge(earlier: number, later: number, rule = 'test'): Edge {
  return { earlier, later, rule, why: 'because' };
}

function reasons(list: PlanStep['after'] | undefined): readonly string[] | undefined {
  return list?.map(({ step, rule }) => `${step} ${rule}`);
}

test('a step waits for what makes the order, and tells apart what follows from it', () => {
  const operations = ['a', 'b', 'c'].map((key) => operation(key));
  const edges = [edge(0, 2, 'z'), edge(0, 2, 'y'), edge(1, 2, 'x'), edge(1, 2, 'w'), edge(0, 1)];
  const { steps } = planSteps(operations, edges, [0, 1, 2]);
  expect(steps.map((step) => [step.id, reasons(step.after), reasons(step.implied)])).toEqual([
    ['s01', [], undefined],
    ['s02', ['s01 test'], undefined],
    ['s03', ['s02 w', 's02 x'], ['s01 y', 's01 z']],
  ]);
});

test('the first step that saves waits for the last running steps, the next for the one before it', () => {
  const operations = [
    operation('a'),
    operation('b'),
    operation('c'),
    ...['p', 'q', 'r'].map((k) => operation(k, 'persist')),
  ];
  const { steps } = planSteps(operations, [edge(0, 1)], [2, 0, 1, 3, 4, 5]);
  expect(steps.map((step) => reasons(step.after))).toEqual([
    [],
    [],
    ['s02 test'],
    ['s01 persist-last', 's03 persist-last'],
    ['s04 persist-last'],
    ['s05 persist-last'],
  ]);
  expect(steps.every((step) => step.implied === undefined)).toBe(true);
});

test('in a plan that only saves, no step waits for another', () => {
  const { steps } = planSteps([operation('p', 'persist'), operation('q', 'persist')], [], [1, 0]);
  expect(steps.map((step) => [step.title, reasons(step.after)])).toEqual([
    ['q', []],
    ['p', []],
  ]);
});

test('ids get as many digits as the number of steps has, two at least', () => {
  const many = Array.from({ length: 100 }, (_, index) => operation(String(index)));
  const ids = planSteps(many, [], [...many.keys()]).steps.map((step) => step.id);
  expect([ids[0], ids[99]]).toEqual(['s001', 's100']);
});
