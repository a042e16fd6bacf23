import type { Plan } from '../plan/plan-document';
import { diagnosticsMarkdown } from './diagnostics-markdown';
import { markdownCodeBlock } from './markdown-escape';
import { changesTable } from './markdown/changes-markdown';
import { foldedLines } from './markdown/dialect';
import { HTML_DIALECT } from './markdown/html-dialect';
import { rowLines } from './markdown/markdown-rows';
import { outagesTable } from './markdown/outages-markdown';
import { reasonItems, stepItems, stepsOverviewTable } from './markdown/steps-markdown';
import { noReturnLines, revertItems, wayBackLines } from './markdown/way-back-markdown';
import { numberedSources, type NumberedSources } from './numbered-sources';
import { managementPathSentence, stepsTitle, whereAllStepsAre } from './plan-text';
import { countText, planSummary } from './plan-summary';
import { proofTexts } from './proof-texts';
import { diagnosticNotes } from './refusal-notes';
import { secondsText } from './seconds-text';
import type { CitationOf } from './step-lines';
import { isShownInFull, type Extent } from './steps-overview';
import { joinSections } from './text-sections';

const { prose, code } = HTML_DIALECT;

/**
 * A plan as Markdown: the summary line, what changes, the ordered steps with their reasons, who is
 * interrupted, the proof, and the details folded. Nothing that a name or a host says can become Markdown or HTML. A long
 * plan is shown as an overview unless all is wanted. `planFile`: what the plan is in.
 */
export function planMarkdown(
  plan: Plan,
  citationOf: CitationOf,
  extent: Extent = 'readable',
  planFile?: string,
): string {
  const sources = numberedSources(citationOf);
  const isWhole = plan.steps.length > 0 && isShownInFull(plan.steps, extent);
  const sections = [
    [`### ${code(plan.host)}: ${prose(planSummary(plan, 'below'))}`],
    diagnosticsMarkdown(plan.diagnostics, diagnosticNotes(sources, citationOf)),
    rowLines(changesTable(plan.changes, extent, HTML_DIALECT)),
    ...stepSections(plan, isWhole, planFile),
    rowLines(outagesTable(plan.outages, extent, HTML_DIALECT)),
    plan.status === 'no-op' ? [] : [prose(managementPathSentence(plan))],
    wayBackLines(plan, extent, HTML_DIALECT),
    noReturnLines(plan, HTML_DIALECT),
    isWhole ? folded('Why the steps stand in this order', rowLines(reasonItems(plan, sources.cite, HTML_DIALECT))) : [],
    folded('What was proven', proofTexts(plan).map(listItem)),
    isWhole ? folded('How it is taken back', rowLines(revertItems(plan, HTML_DIALECT))) : [],
    folded('Sources', sourcesList(sources)),
    folded('What this plan was made from', basisList(plan)),
  ];
  return joinSections(sections);
}

function stepSections(plan: Plan, isWhole: boolean, planFile: string | undefined): readonly (readonly string[])[] {
  if (plan.steps.length === 0) return [];
  const title = `**${stepsTitle(plan)}**`;
  if (isWhole) return [[title, '', ...rowLines(stepItems(plan.steps, HTML_DIALECT))]];
  return [[title], rowLines(stepsOverviewTable(plan.steps, HTML_DIALECT)), [prose(whereAllStepsAre(planFile))]];
}

function sourcesList(sources: NumberedSources): readonly string[] {
  return sources.list().map(({ number, citation }) => listItem(`[${String(number)}] ${citation}`));
}

function listItem(text: string): string {
  return `- ${prose(text)}`;
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
  return foldedLines(title, lines, HTML_DIALECT);
}
