import type { Plan, RevertStep } from '../plan/plan-document';
import type { RevertStepExplanation } from '../review/explanation';
import { namedSources } from './named-sources';
import { PlanReader } from './plan-reader';

/** A step of the way back: what it takes back, when that is due, what stands around it, and what it costs. */
export function explainRevertStep(plan: Plan, step: RevertStep): RevertStepExplanation {
  const reader = new PlanReader(plan);
  const { steps = [], outages = [], switchPorts = [] } = plan.revert ?? {};
  const place = steps.indexOf(step);
  const placeOf = (id: string): number => steps.findIndex((each) => each.id === id);
  const around = (index: number): RevertStepExplanation['before'] => {
    const found = steps[index];
    return found === undefined ? null : { id: found.id, title: found.title };
  };
  return {
    kind: 'revert-step',
    host: plan.host,
    planStatus: plan.status,
    step,
    takesBack: step.takesBack.map((id) => reader.named(id)),
    before: around(place - 1),
    behind: around(place + 1),
    outages: outages.filter(
      ({ fromStep, toStep, isPermanent }) =>
        placeOf(fromStep) <= place && place <= (isPermanent === true ? placeOf(fromStep) : placeOf(toStep)),
    ),
    switchPorts: switchPorts.filter(({ takesBack }) => takesBack.some((id) => step.takesBack.includes(id))),
    sources: namedSources(
      step.takesBack.flatMap((id) => {
        const rule = reader.step(id)?.purpose.rule;
        return rule === undefined ? [] : [rule];
      }),
    ),
  };
}
