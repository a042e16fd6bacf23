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
import { behindReachText, switchBackTexts, wayBackText } from './way-back-texts';

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
    outagesTable(plan.outages, extent),
    plan.status === 'no-op' ? [] : [markdownProse(managementPathSentence(plan))],
    wayBackList(plan, extent),
    noReturnList(plan),
    isWhole ? folded('Why the steps stand in this order', reasonsList(plan, sources.cite)) : [],
    folded('What was proven', proofTexts(plan).map(listItem)),
    isWhole ? folded('How it is taken back', revertList(plan)) : [],
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

function outagesTable(outages: Plan['outages'], extent: Extent): readonly string[] {
  if (outages.length === 0) return [];
  const { shown, others } = weightiestOutages(outages, extent);
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

function wayBackList(plan: Plan, extent: Extent): readonly string[] {
  const reach = wayBackText(plan);
  if (plan.certificate === null || reach === undefined) return [];
  const table = outagesTable(plan.revert?.outages ?? [], extent);
  const switches = switchBackTexts(plan).flatMap((text) => ['', markdownProse(text)]);
  return [markdownProse(`Way back: ${reach}`), ...(table.length === 0 ? [] : ['', ...table]), ...switches];
}

function noReturnList(plan: Plan): readonly string[] {
  const found = noReturn(plan);
  if (found === undefined) return [];
  const sentence = plan.revert === null ? found.sentence : behindReachText(plan);
  if (sentence === undefined) return [];
  const points = found.points.map(({ step, why }) => `- **${markdownProse(step)}** ${markdownProse(why)}`);
  const others = found.others === 0 ? [] : [listItem(`and ${countText(found.others, 'step')} more`)];
  return [markdownProse(sentence), ...(points.length === 0 ? [] : ['']), ...points, ...others];
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

/** The commands of the way back in their order, each with the steps that it takes back. */
function revertList({ revert }: Plan): readonly string[] {
  return (revert?.steps ?? []).map(({ id, takesBack, command, answers = [], due }) => {
    const answer = answers.length === 0 ? '' : ` (answer ${answers.map(markdownCode).join(', ')})`;
    const when = due === 'after-reboot' ? ', when the host has rebooted in between' : '';
    return `- **${markdownProse(id)}** ${markdownCode(displayCommand(command))}${answer} takes back ${markdownProse(takesBack.join(', '))}${when}`;
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
