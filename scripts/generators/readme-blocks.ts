import { readFileSync } from 'node:fs';

import { planText } from '../../src/review/plan-text';
import { ruleCitations } from '../../src/workflow/safety-rules';
import { fenced, replaceBlock } from '../markdown/replace-block';
import { quickStartPlan } from '../quickstart/quick-start-plan';

const EXAMPLE = 'examples/quickstart/main.ts';

/** Steps of the plan that README.md shows, by the beginning of their titles. */
const SHOWN_STEPS = ['Put port', 'Halt vswitch vmlan900', 'Take all ports'];

/**
 * What the program prints, in the documents: the example as it stands in its file and parts of its plan in README.md,
 * the whole plan in docs/quickstart-plan.md.
 */
export async function generate(): Promise<readonly { readonly path: string; readonly text: string }[]> {
  const { plan: document } = await quickStartPlan();
  const plan = planText(document, { colour: false, widthColumns: 100 }, ruleCitations());
  const readme = replaceBlock(readFileSync('README.md', 'utf8'), 'example', fenced('ts', exampleCode()));
  return [
    { path: 'README.md', text: replaceBlock(readme, 'plan', fenced('text', excerpt(plan))) },
    {
      path: 'docs/quickstart-plan.md',
      text: `# The plan of the quick start\n\nPrinted by \`hpvmctl plan\` for \`examples/quickstart\` on the simulated host. Made by \`npm run generate\`.\n\n\`\`\`text\n${plan.trimEnd()}\n\`\`\`\n`,
    },
  ];
}

/** The changes, the shown steps with dots for the others, and everything from the interruptions on. */
function excerpt(plan: string): string {
  const [beginning = '', rest = ''] = plan.split(/\n(?=Interruptions\n)/);
  const [changes = '', ...steps] = beginning.split(/^(?= {2}s\d+ )/m);
  const isShown = (step: string): boolean =>
    SHOWN_STEPS.some((title) => step.replace(/^ {2}s\d+ +/, '').startsWith(title));
  if (steps.filter(isShown).length !== SHOWN_STEPS.length)
    throw new Error(`the plan lacks a step of: ${SHOWN_STEPS.join(', ')}`);
  const shown = steps.map((step) => (isShown(step) ? step.trimEnd() : '  ...'));
  const parts = shown.filter((step, index) => step !== shown[index - 1]);
  return `${changes}${parts.join('\n')}\n\n${rest}`;
}

/** The body of the example's constructor, moved to the left margin. */
function exampleCode(): string {
  const body = /\n( {4}const host = [\s\S]*?)\n {2}\}\n/.exec(readFileSync(EXAMPLE, 'utf8'))?.[1];
  if (body === undefined) throw new Error(`${EXAMPLE} has no constructor that begins with the host`);
  return body.replaceAll(/^ {4}/gm, '');
}
