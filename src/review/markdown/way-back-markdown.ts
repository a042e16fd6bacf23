import { displayCommand } from '../../model/shell-word';
import type { Plan } from '../../plan/plan-document';
import { countText } from '../plan-summary';
import { noReturn } from '../proof-texts';
import type { Extent } from '../steps-overview';
import { behindReachText, switchBackTexts, takesBackText, wayBackText } from '../way-back-texts';
import type { MarkdownDialect } from './dialect';
import { rowLines, rowsOfLines, type MarkdownRows } from './markdown-rows';
import { outagesTable } from './outages-markdown';

/** How far the way back reaches, whom it interrupts, and what a person has to do for it. */
export function wayBackLines(plan: Plan, extent: Extent, dialect: MarkdownDialect): readonly string[] {
  const reach = wayBackText(plan);
  if (plan.certificate === null || reach === undefined) return [];
  const table = rowLines(outagesTable(plan.revert?.outages ?? [], extent, dialect));
  const switches = switchBackTexts(plan).flatMap((text) => ['', dialect.prose(text)]);
  return [dialect.prose(`Way back: ${reach}`), ...(table.length === 0 ? [] : ['', ...table]), ...switches];
}

/** From where nothing leads back, and why. */
export function noReturnLines(plan: Plan, { prose }: MarkdownDialect): readonly string[] {
  const found = noReturn(plan);
  if (found === undefined) return [];
  const sentence = plan.revert === null ? found.sentence : behindReachText(plan);
  if (sentence === undefined) return [];
  const points = found.points.map(({ step, why }) => `- **${prose(step)}** ${prose(why)}`);
  const others = found.others === 0 ? [] : [`- ${prose(`and ${countText(found.others, 'step')} more`)}`];
  return [prose(sentence), ...(points.length === 0 ? [] : ['']), ...points, ...others];
}

/** The commands of the way back in their order, each with the steps that it takes back and when. */
export function revertItems({ revert }: Plan, { prose, code }: MarkdownDialect): MarkdownRows {
  return rowsOfLines(
    (revert?.steps ?? []).map((step) => {
      const { id, command, answers = [] } = step;
      const answer = answers.length === 0 ? '' : ` (answer ${answers.map(code).join(', ')})`;
      return `- **${prose(id)}** ${code(displayCommand(command))}${answer} ${prose(takesBackText(step))}`;
    }),
  );
}
