import { markdownCode, markdownProse } from '../markdown-escape';
import type { PagePlan } from '../page/page-context';
import type { Plan } from '../../plan/plan-document';
import { planSummary } from '../plan-summary';
import { stepsTitle } from '../plan-text';
import { hostDiagram } from './host-diagram';
import { isDrawable, mermaidBlock } from './mermaid-text';
import { stepsDiagram } from './steps-diagram';

/** A plan as Markdown with two Mermaid diagrams: the host with what changes marked, and the steps with what waits for what. */
export function planMermaid(planned: PagePlan): string {
  const { plan, whyUnobserved = 'This plan does not hold the host it was made for.' } = planned;
  const host = hostDiagram(planned);
  const wholeSteps = stepsDiagram(plan);
  const steps = wholeSteps !== undefined && isDrawable(wholeSteps) ? wholeSteps : undefined;
  const none = plan.steps.length === 0 ? 'No steps.' : `${String(plan.steps.length)} steps are too many for a diagram.`;
  return [
    `### ${markdownCode(plan.host)}\n`,
    `${markdownProse(planSummary(plan, 'below'))}\n`,
    ...refusals(plan),
    hostText(host, whyUnobserved),
    ...(plan.status === 'blocked' && steps !== undefined ? [`${stepsTitle(plan)}:\n`] : []),
    steps === undefined ? `${none}\n` : mermaidBlock(steps),
  ].join('\n');
}

function hostText(host: readonly string[] | undefined, whyUnobserved: string): string {
  if (host === undefined) return `${markdownProse(whyUnobserved)}\n`;
  return isDrawable(host) ? mermaidBlock(host) : 'The host is too large for a diagram.\n';
}

/** Why a plan is blocked, each reason in a line. */
function refusals({ diagnostics }: Plan): readonly string[] {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return [];
  return [`${errors.map(({ summary, code }) => `- ${markdownProse(summary)} (${markdownCode(code)})`).join('\n')}\n`];
}
