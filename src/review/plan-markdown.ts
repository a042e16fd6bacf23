import { asksFirst } from '../model/asking-command';
import { displayCommand } from '../model/shell-word';
import type { Plan, PlanStep } from '../plan/plan-document';
import { ACTION_SIGNS, fieldChangeText } from './change-lines';
import { changesOverview, MOST_CHANGES_IN_FULL } from './changes-overview';
import { diagnosticsMarkdown } from './diagnostics-markdown';
import { htmlText, markdownCode, markdownCodeBlock, markdownProse } from './markdown-escape';
import { numberedSources, type NumberedSources } from './numbered-sources';
import { outageRows, weightiestOutages } from './outage-rows';
import { managementPathSentence, stepsTitle, WHERE_ALL_STEPS_ARE } from './plan-text';
import { countText, planSummary } from './plan-summary';
import { noReturn, proofTexts } from './proof-texts';
import { diagnosticNotes } from './refusal-notes';
import { secondsText } from './seconds-text';
import { shortenedList } from './shortened-list';
import { cautionTexts, whyTexts, type Cite, type CitationOf } from './step-lines';
import { isShownInFull, stepsOverview, type Extent } from './steps-overview';
import { joinSections } from './text-sections';

/**
 * A plan as a pull-request comment: the summary line, what changes, the ordered steps with their reasons, who is
 * interrupted, the proof, and the details folded. Nothing that a name or a host says can become Markdown or HTML. A long
 * plan is shown as an overview unless all is wanted.
 */
export function planMarkdown(plan: Plan, citationOf: CitationOf, extent: Extent = 'readable'): string {
  const sources = numberedSources(citationOf);
  const isWhole = plan.steps.length > 0 && isShownInFull(plan.steps, extent);
  const sections = [
    [`### ${markdownCode(plan.host)}: ${markdownProse(planSummary(plan))}`],
    diagnosticsMarkdown(plan.diagnostics, diagnosticNotes(sources, citationOf)),
    changesTable(plan, extent),
    ...stepSections(plan, isWhole),
    outagesTable(plan, extent),
    plan.status === 'no-op' ? [] : [markdownProse(managementPathSentence(plan))],
    noReturnList(plan),
    isWhole ? folded('Why the steps stand in this order', reasonsList(plan, sources.cite)) : [],
    folded('What was proven', proofTexts(plan).map(listItem)),
    isWhole ? folded('How each step is taken back', undoList(plan)) : [],
    folded('Sources', sourcesList(sources)),
    folded('What this plan was made from', basisList(plan)),
  ];
  return joinSections(sections);
}

function stepSections(plan: Plan, isWhole: boolean): readonly (readonly string[])[] {
  if (plan.steps.length === 0) return [];
  const title = `**${stepsTitle(plan)}**`;
  if (isWhole) return [[title, '', ...plan.steps.flatMap(stepItem)]];
  const rows = stepsOverview(plan.steps).map(
    ({ first, last, count, example, expectedSeconds }) =>
      `| ${[first, last, String(count), secondsText(expectedSeconds), example].map(markdownProse).join(' | ')} |`,
  );
  return [
    [title],
    ['| first | last | steps | expected | for example |', '|---|---|---|---|---|', ...rows],
    [markdownProse(WHERE_ALL_STEPS_ARE)],
  ];
}

function changesTable(plan: Plan, extent: Extent): readonly string[] {
  if (plan.changes.length === 0) return [];
  if (extent === 'readable' && plan.changes.length > MOST_CHANGES_IN_FULL) {
    const rows = changesOverview(plan.changes).map(
      (each) => `| ${[each.kind, each.create, each.update, each.delete].map(String).map(markdownProse).join(' | ')} |`,
    );
    return ['| kind | create | update | delete |', '|---|---|---|---|', ...rows];
  }
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

function outagesTable(plan: Plan, extent: Extent): readonly string[] {
  if (plan.outages.length === 0) return [];
  const { shown, others } = weightiestOutages(plan.outages, extent);
  return [
    '| interrupted | running guests | from | to | min / expected / max s | basis |',
    '|---|---|---|---|---|---|',
    ...outageRows(shown).map((row) => {
      const what = row.isBelow ? `&nbsp;&nbsp;${markdownProse(row.what)}` : markdownCode(row.what);
      const guests = row.guests.length === 0 ? 'none' : shortenedList(row.guests, MOST_GUESTS_CHARACTERS, '; ');
      const cells = [row.fromStep === '' ? '' : guests, row.fromStep, row.toStep, row.seconds, row.basis];
      return `| ${[what, ...cells.map(markdownProse)].join(' | ')} |`;
    }),
    ...(others === undefined ? [] : ['', markdownProse(others)]),
  ];
}

const MOST_GUESTS_CHARACTERS = 120;

function noReturnList(plan: Plan): readonly string[] {
  const found = noReturn(plan);
  if (found === undefined) return [];
  const points = found.points.map(({ step, why }) => `- **${markdownProse(step)}** ${markdownProse(why)}`);
  const others = found.others === 0 ? [] : [listItem(`and ${countText(found.others, 'step')} more`)];
  return [markdownProse(found.sentence), ...(points.length === 0 ? [] : ['']), ...points, ...others];
}

function reasonsList(plan: Plan, cite: Cite): readonly string[] {
  return plan.steps.flatMap((step) =>
    whyTexts(step, cite).map((text) => `- **${markdownProse(step.id)}** ${markdownProse(text)}`),
  );
}

function sourcesList(sources: NumberedSources): readonly string[] {
  return sources.list().map(({ number, citation }) => listItem(`[${String(number)}] ${citation}`));
}

function listItem(text: string): string {
  return `- ${markdownProse(text)}`;
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
