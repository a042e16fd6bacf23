import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { decodeDesiredHost } from '../../src/desired/decode-desired-host';
import { desiredDigest } from '../../src/desired/desired-digest';
import { discoverHost } from '../../src/discovery/discover-host';
import type { DesiredHost } from '../../src/model/desired-host';
import type { ObservedHost } from '../../src/model/observed-host';
import type { Result } from '../../src/model/result';
import { planText } from '../../src/review/plan-text';
import { hostFromScenario, SCENARIOS } from '../../src/simulator/scenario';
import { openLocalShell } from '../../src/simulator/shell/local-shell';
import { createSimulatedHost } from '../../src/simulator/simulated-host';
import { provenPlan } from '../../src/workflow/proven-plan';
import { ruleCitations } from '../../src/workflow/safety-rules';
import { fenced, replaceBlock } from '../markdown/replace-block';

const EXAMPLE = 'examples/quickstart/main.ts';

/** Steps of the plan that README.md shows, by the beginning of their titles. */
const SHOWN_STEPS = ['Put port', 'Halt vswitch vmlan900', 'Take all ports'];

/**
 * What the program prints, in the documents: the example as it stands in its file and parts of its plan in README.md,
 * the whole plan in docs/quickstart-plan.md.
 */
export async function generate(): Promise<readonly { readonly path: string; readonly text: string }[]> {
  const plan = await quickstartPlan();
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

/** What `hpvmctl plan` prints for the example on the host of the quick start. */
async function quickstartPlan(): Promise<string> {
  const desired = await synthesized();
  const observed = await observedQuickstartHost();
  const plan = provenPlan({ desired, desiredDigest: desiredDigest(desired), observed, acceptRecalled: false });
  return planText(plan, { colour: false, widthColumns: 100 }, ruleCitations());
}

async function synthesized(): Promise<DesiredHost> {
  const outdir = mkdtempSync(path.join(tmpdir(), 'hpvm-readme-'));
  try {
    process.env['CDKTF_OUTDIR'] = outdir;
    await import('../../examples/quickstart/main.js');
    const file = path.join(outdir, 'stacks', 'vmhost1', 'vmhost1.desired.json');
    return valueOf(decodeDesiredHost(JSON.parse(readFileSync(file, 'utf8')), file));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

async function observedQuickstartHost(): Promise<ObservedHost> {
  const shell = await openLocalShell(createSimulatedHost(hostFromScenario(SCENARIOS.vmhost1)));
  try {
    return valueOf(
      await discoverHost(shell, {
        host: 'vmhost1',
        observedAt: '2026-11-22T10:00:00Z',
        frameToken: 'readme0123456789',
        timeoutMs: 60_000,
      }),
    );
  } finally {
    await shell.close();
  }
}

function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.diagnostics.map(({ summary, detail }) => `${summary}\n${detail}`).join('\n'));
}
