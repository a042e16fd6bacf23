import { asksFirst } from '../model/asking-command';
import { displayCommand } from '../model/shell-word';
import type { Plan, PlanStep } from '../plan/plan-document';
import { ACTION_SIGNS, fieldChangeText } from './change-lines';
import { diagnosticsMarkdown } from './diagnostics-markdown';
import { htmlText, markdownCode, markdownCodeBlock, markdownProse } from './markdown-escape';
import { managementPathSentence, stepsTitle } from './plan-text';
import { countText, planSummary } from './plan-summary';
import { reasonsToldOnce } from './reasons-told-once';
import { secondsRangeText, secondsText } from './seconds-text';
import { cautionTexts, citeOnce, whyTexts, type CitationOf } from './step-lines';
import { joinSections } from './text-sections';

/**
 * A plan as a pull-request comment: the summary line, what changes, the ordered steps with their reasons, and the
 * details folded. Nothing that a name or a host says can become Markdown or HTML.
 */
export function planMarkdown(plan: Plan, citationOf: CitationOf): string {
  const sections = [
    [`### ${markdownCode(plan.host)}: ${markdownProse(planSummary(plan))}`],
    diagnosticsMarkdown(plan.diagnostics),
    changesTable(plan),
    plan.steps.length === 0 ? [] : [`**${stepsTitle(plan)}**`, '', ...plan.steps.flatMap(stepItem)],
    outagesTable(plan),
    plan.status === 'no-op' ? [] : [markdownProse(managementPathSentence(plan))],
    plan.steps.length === 0 ? [] : folded('Why the steps stand in this order', reasonsList(plan, citeOnce(citationOf))),
    plan.steps.length === 0 ? [] : folded('How each step is taken back', undoList(plan)),
    folded('What this plan was made from', basisList(plan)),
  ];
  return joinSections(sections);
}

function changesTable(plan: Plan): readonly string[] {
  if (plan.changes.length === 0) return [];
  return [
    `| | resource | change |`,
    `|---|---|---|`,
    ...plan.changes.map((change) => {
      const fields = change.fields.map((field) =>
        markdownProse(`${field.path}: ${fieldChangeText(change.action, field)}`),
      );
      const because = change.derivedBy === undefined ? [] : [`required by ${markdownCode(change.derivedBy)}`];
      return `| ${markdownCode(ACTION_SIGNS[change.action])} | ${markdownCode(change.address)} | ${[...fields, ...because].join('<br>')} |`;
    }),
  ];
}

function stepItem(step: PlanStep): readonly string[] {
  const answers = step.answers ?? [];
  return [
    `- **${markdownProse(step.id)}** ${markdownProse(step.title)}<br>${markdownCode(displayCommand(step.command))}`,
    ...(answers.length === 0 ? [] : [`  <br>answering its prompt with ${answers.map(markdownCode).join(', ')}`]),
    ...cautionTexts(step).map((text) => `  <br>:warning: ${markdownProse(text)}`),
  ];
}

function outagesTable(plan: Plan): readonly string[] {
  if (plan.outages.length === 0) return [];
  return [
    '| interrupted | running guests | from | to | seconds |',
    '|---|---|---|---|---|',
    ...plan.outages.map((outage) => {
      const guests = outage.guests.length === 0 ? 'none' : outage.guests.map(markdownCode).join(', ');
      const isPermanent = outage.isPermanent === true;
      const steps = `${markdownProse(outage.fromStep)} | ${isPermanent ? '' : markdownProse(outage.toStep)}`;
      const length = isPermanent ? '**for good**' : markdownProse(secondsRangeText(outage.seconds));
      return `| ${markdownCode(outage.address)} | ${guests} | ${steps} | ${length} |`;
    }),
  ];
}

function reasonsList(plan: Plan, citationOf: CitationOf): readonly string[] {
  return reasonsToldOnce(plan.steps).flatMap((step) =>
    whyTexts(step, citationOf).map((text) => `- **${markdownProse(step.id)}** ${markdownProse(text)}`),
  );
}

function undoList(plan: Plan): readonly string[] {
  return plan.steps.map((step) => {
    const undo =
      step.undo === null
        ? 'nothing takes it back'
        : step.undo
            .map((argv) => `${markdownCode(displayCommand(argv))}${asksFirst(argv) ? ' (answer `y`)' : ''}`)
            .join('<br>');
    return `- **${markdownProse(step.id)}** ${undo === '' ? 'nothing to take back' : undo}`;
  });
}

function basisList(plan: Plan): readonly string[] {
  const { basis } = plan;
  const total = plan.steps.reduce((sum, step) => sum + step.durationSeconds.expected, 0);
  return markdownCodeBlock([
    `observed at   ${basis.observedAt}`,
    `desired       ${basis.desiredDigest}`,
    `footprint     ${basis.footprintDigest} (${countText(basis.footprint.length, 'field')})`,
    `rules         ${basis.rulesDigest}`,
    `takes about   ${secondsText(total)}`,
  ]);
}

function folded(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`<details><summary>${htmlText(title)}</summary>`, '', ...lines, '', '</details>'];
}
