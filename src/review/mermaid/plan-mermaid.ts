import { markdownCode, markdownProse } from '../markdown-escape';
import type { PagePlan } from '../page/page-context';
import { planSummary } from '../plan-summary';
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
    `${markdownProse(planSummary(plan).replace(/ above\.$/, '.'))}\n`,
    host === undefined ? `${markdownProse(whyUnobserved)}\n` : mermaidBlock(host),
    steps === undefined ? `${none}\n` : mermaidBlock(steps),
  ].join('\n');
}
