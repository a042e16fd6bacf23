import { displayCommand } from '../../model/shell-word';
import type { Plan, PlanStep } from '../../plan/plan-document';
import { outageRows } from '../../review/outage-rows';
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
    outages: outageRows(plan.outages).map(({ what, guests, fromStep, toStep, seconds, basis }) =>
      printableText(
        [
          `${what}: `,
          fromStep === ''
            ? ''
            : `${fromStep}${toStep === '' ? '' : ` to ${toStep}`}, ${seconds}${basis === '' ? '' : ` s (${basis})`}`,
          guests.length === 0 ? '' : `; guests ${guests.join(', ')}`,
        ].join(''),
      ),
    ),
    certificate: proofTexts(plan).join(' '),
    drift: [],
  };
}

/** A line that a shell would take as it stands, with what it is behind it. */
export function commandText(step: PlanStep): string {
  const answers =
    step.answers === undefined || step.answers.length === 0 ? '' : `, answered ${step.answers.join(', ')}`;
  return printableText(`${displayCommand(step.command)}  # ${step.id} ${step.title}${answers}`);
}
