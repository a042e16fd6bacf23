import { displayCommand } from '../../model/shell-word';
import { compareText } from '../../model/canonical-json';
import type { Outage, Plan, PlanStep } from '../../plan/plan-document';
import { printableText } from '../../review/printable-text';
import { proofTexts } from '../../review/proof-texts';
import { whyTexts } from '../../review/step-lines';
import { ruleCitations } from '../../workflow/safety-rules';
import type { ObjectValue } from '../protocol/value';
import { NOTHING_PLANNED } from './host-network-schema';

/** A plan as attributes: what `terraform plan` shows. */
export function planAttributes(plan: Plan): ObjectValue {
  if (plan.steps.length === 0) return NOTHING_PLANNED;
  const citation = ruleCitations();
  const cite = (rule: string): string => {
    const source = citation(rule);
    return source === undefined ? rule : `${rule}: ${source}`;
  };
  return {
    commands: plan.steps.map(commandText),
    reasons: plan.steps.flatMap((step) => whyTexts(step, cite).map((why) => `${step.id} ${why}`)),
    outages: outageObjects(plan.outages),
    certificate: proofTexts(plan).join(' '),
    drift: [],
  };
}

/** All interruptions; guest NICs that share everything share an object, for a vswitch may have hundreds. */
function outageObjects(outages: readonly Outage[]): readonly ObjectValue[] {
  const groups = new Map<string, Outage[]>();
  for (const outage of outages) {
    const { cause, fromStep, toStep, seconds, basis, isPermanent, address } = outage;
    const shared = cause === undefined ? [address] : [];
    const key = JSON.stringify([
      cause,
      fromStep,
      toStep,
      seconds.min,
      seconds.expected,
      seconds.max,
      basis,
      isPermanent,
      shared,
    ]);
    groups.set(key, [...(groups.get(key) ?? []), outage]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { cause = null, fromStep, toStep, seconds, basis, isPermanent } = first;
    const isForGood = isPermanent === true;
    return [
      {
        what: group.map(({ address }) => address),
        guests: [...new Set(group.flatMap(({ guests }) => guests))].sort(compareText),
        cause,
        from_step: fromStep,
        to_step: isForGood ? null : toStep,
        least_seconds: isForGood ? null : seconds.min,
        expected_seconds: isForGood ? null : seconds.expected,
        most_seconds: isForGood ? null : seconds.max,
        basis,
      },
    ];
  });
}

/** A line that a shell would take as it stands, with what it is behind it. */
export function commandText(step: PlanStep): string {
  const answers =
    step.answers === undefined || step.answers.length === 0 ? '' : `, answered ${step.answers.join(', ')}`;
  return printableText(`${displayCommand(step.command)}  # ${step.id} ${step.title}${answers}`);
}
