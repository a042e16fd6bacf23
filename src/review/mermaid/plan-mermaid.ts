import { markdownCode, markdownProse } from '../markdown-escape';
import type { PagePlan } from '../page/page-context';
import type { Plan } from '../../plan/plan-document';
import { planSummary } from '../plan-summary';
import { stepsTitle } from '../plan-text';
import { hostDiagram } from './host-diagram';
import { mermaidBlock } from './mermaid-text';
import { stepsDiagram } from './steps-diagram';

/** A plan as Markdown with two Mermaid diagrams: the host with what changes marked, and the steps with what waits for what. */
export function planMermaid(planned: PagePlan): string {
  const { plan, whyUnobserved = 'This plan does not hold the host it was made for.' } = planned;
  const host = hostDiagram(planned);
  const steps = stepsDiagram(plan);
  const none = plan.steps.length === 0 ? 'No steps.' : `${String(plan.steps.length)} steps are too many for a diagram.`;
  return [
    `### ${markdownCode(plan.host)}\n`,
    `${markdownProse(planSummary(plan, 'below'))}\n`,
    ...refusals(plan),
    host === undefined ? `${markdownProse(whyUnobserved)}\n` : mermaidBlock(host),
    ...(plan.status === 'blocked' && steps !== undefined ? [`${stepsTitle(plan)}:\n`] : []),
    steps === undefined ? `${none}\n` : mermaidBlock(steps),
  ].join('\n');
}

/** Why a plan is blocked, each reason in a line. */
function refusals({ diagnostics }: Plan): readonly string[] {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return [];
  return [`${errors.map(({ summary, code }) => `- ${markdownProse(summary)} (${markdownCode(code)})`).join('\n')}\n`];
}
