import { displayCommand } from '../../model/shell-word';
import type { Plan, PlanStep } from '../../plan/plan-document';
import { secondsText } from '../seconds-text';
import { cautionTexts, whyTexts, type Cite } from '../step-lines';
import { stepsOverview } from '../steps-overview';
import type { MarkdownDialect } from './dialect';
import { NO_ROWS, rowsOfLines, type MarkdownRows } from './markdown-rows';

/** Each step with its command line, what answers its prompt, and what a reviewer must know. */
export function stepItems(steps: readonly PlanStep[], dialect: MarkdownDialect): MarkdownRows {
  return { ...NO_ROWS, rows: steps.map((step) => ({ text: stepItem(step, dialect).join('\n'), count: 1 })) };
}

/** Steps of one kind together, for a plan that nobody reads step by step. */
export function stepsOverviewTable(steps: readonly PlanStep[], { prose }: MarkdownDialect): MarkdownRows {
  const rows = stepsOverview(steps).map(({ first, last, count, example, expectedSeconds }) => ({
    text: `| ${[first, last, String(count), secondsText(expectedSeconds), example].map(prose).join(' | ')} |`,
    count,
  }));
  return { head: ['| first | last | steps | expected | for example |', '|---|---|---|---|---|'], rows, foot: [] };
}

/** Why each step is there and stands where it stands. */
export function reasonItems(plan: Plan, cite: Cite, { prose }: MarkdownDialect): MarkdownRows {
  return rowsOfLines(
    plan.steps.flatMap((step) => whyTexts(step, cite).map((text) => `- **${prose(step.id)}** ${prose(text)}`)),
  );
}

function stepItem(step: PlanStep, { prose, code, lineBreak, warningSign }: MarkdownDialect): readonly string[] {
  const answers = step.answers ?? [];
  return [
    `- **${prose(step.id)}** ${prose(step.title)}${lineBreak}${code(displayCommand(step.command))}`,
    ...(answers.length === 0 ? [] : [`  ${lineBreak}answering its prompt with ${answers.map(code).join(', ')}`]),
    ...cautionTexts(step).map((text) => `  ${lineBreak}${warningSign} ${prose(text)}`),
  ];
}
