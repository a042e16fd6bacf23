import { signatureText } from '../../model/plan-signature';
import type { ApplyReport } from '../apply-report';
import { guardText } from '../guard-text';
import { numberedSources } from '../numbered-sources';
import { countText } from '../plan-summary';
import { verdictText } from '../report-text';
import type { CitationOf } from '../step-lines';
import { diagnosticsHtml } from './diagnostics-html';
import { differencesTable } from './differences-table';
import { hostSection } from './host-section';
import { hostsTable, statusChip, type StatusChip } from './hosts-table';
import { html, type Html } from './html';
import { keyFacts, type KeyFact } from './key-facts';
import { pageContext, type PageContext, type PagePlan } from './page-context';
import { hostsTitle, pageFrame } from './page-frame';
import { pageSection } from './page-section';
import { runSections } from './run-section';
import { shownName } from './shown-text';
import { sourcesList } from './sources-list';
import { stepsSection } from './steps-section';
import { thingsSection } from './things-section';
import { timelineSection } from './timeline-section';

/** A report on the page, with its plan as pages take plans; undefined: nothing was started. */
export interface ApplyOnPage {
  readonly report: ApplyReport;
  readonly planned: PagePlan | undefined;
}

/** What became of hosts as one HTML page: the verdict, each step as it ran, what was taken back, what still differs, and the host. */
export function applyPage(applied: readonly ApplyOnPage[], citationOf: CitationOf): string {
  const places = applied.map((each, place) => ({ ...each, prefix: `h${String(place + 1)}` }));
  const rows = places.map(({ report, prefix }) => ({
    ...{ host: report.host, prefix, status: chipOf(report), text: endOf(report) },
  }));
  return pageFrame({
    title: `Run on ${hostsTitle(applied.map(({ report }) => report.host))}`,
    skip: 'To the run',
    placeholder: 'step, guest, vswitch, failed',
    main: [hostsTable(rows, 'what became of it'), ...places.map((place) => hostArticle(place, citationOf))],
  });
}

function chipOf({ verdict, exitCode }: ApplyReport): StatusChip {
  const tone =
    exitCode === 0 ? (verdict === 'nothing-to-do' ? 'no-op' : 'ready') : exitCode === 6 ? 'drift' : 'blocked';
  return { word: verdict, tone };
}

/** The last sentence of the text, without the name of the host before it. */
function endOf(report: ApplyReport): string {
  const text = verdictText(report, { colour: false, widthColumns: 100_000 }).trim();
  return text.slice(text.lastIndexOf('\n') + 1).replace(`${report.host}: `, '');
}

function hostArticle(
  { report, planned, prefix }: ApplyOnPage & { readonly prefix: string },
  citationOf: CitationOf,
): Html {
  const { host, execution, remaining, diagnostics } = report;
  const context = planned === undefined ? undefined : pageContext(planned, prefix, citationOf);
  const sources = context?.sources ?? numberedSources(citationOf);
  return html`<article class="plan" id="${prefix}" aria-labelledby="${prefix}-heading">
    <section class="verdict" aria-labelledby="${prefix}-heading">
      <h2 id="${prefix}-heading" tabindex="-1">
        ${statusChip(chipOf(report))} <span id="${prefix}-name">${shownName(host)}</span>
      </h2>
      <p class="summary">${endOf(report)}</p>
      ${keyFacts(factsOf(report))}
      ${diagnosticsHtml([...(execution?.diagnostics ?? []), ...diagnostics], { sources, citationOf })}
    </section>
    ${execution === null ? '' : runSections(execution, prefix)}
    ${
      remaining === null || remaining.length === 0
        ? ''
        : pageSection(
            { prefix },
            'remaining',
            'Still different',
            differencesTable('What is and what should be', remaining),
          )
    }
    ${context === undefined ? '' : planSections(context)}${sourcesList(sources)}
  </article>`;
}

/** What was to be done, as the page of the plan shows it: where the drawing leads to. */
function planSections(context: PageContext): readonly Html[] {
  return [hostSection, timelineSection, stepsSection, thingsSection].map((section) => section(context));
}

function factsOf({ execution, signedBy, remaining }: ApplyReport): readonly KeyFact[] {
  const signed = signedBy === undefined ? [] : [{ label: 'plan signed by', value: signatureText(signedBy) }];
  if (execution === null) return signed;
  const { steps, runId, startedAt, endedAt, audit } = execution;
  const done = steps.filter(({ status }) => status === 'done').length;
  const guard = guardText(execution.guard);
  const begin = audit.find((entry) => entry.event === 'begin');
  return [
    { label: 'steps done', value: `${String(done)} of ${String(steps.length)}`, isAlarm: done < steps.length },
    ...(remaining === null
      ? []
      : [{ label: 'still different', value: countText(remaining.length, 'resource'), isAlarm: remaining.length > 0 }]),
    { label: 'from', value: startedAt },
    { label: 'to', value: endedAt },
    { label: 'run', value: shownName(runId) },
    ...(begin === undefined ? [] : [{ label: 'by', value: shownName(begin.owner) }]),
    ...signed,
    ...(guard === undefined ? [] : [{ label: 'guard', value: guard.summary, isAlarm: true }]),
  ];
}
