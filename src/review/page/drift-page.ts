import type { Diagnostic } from '../../model/diagnostic';
import type { DriftReport } from '../drift-report';
import { driftingItems, ignoredTexts, movedTexts, pendingTexts, unmanagedAddresses } from '../drift-text';
import { numberedSources } from '../numbered-sources';
import { countText } from '../plan-summary';
import type { CitationOf } from '../step-lines';
import { diagnosticsHtml } from './diagnostics-html';
import { differencesTable } from './differences-table';
import { foldedList } from './folded-list';
import { hostsTable, statusChip, type HostRow, type StatusChip } from './hosts-table';
import { html, type Html } from './html';
import { keyFacts } from './key-facts';
import { hostsTitle, pageFrame } from './page-frame';
import { pageSection } from './page-section';
import { shownName } from './shown-text';
import { sourcesList } from './sources-list';

/** A host on the page: its report, or why there is none. */
export interface DriftOnPage {
  readonly host: string;
  readonly report: DriftReport | null;
  readonly diagnostics: readonly Diagnostic[];
}

const CHIPS: Readonly<Record<DriftReport['status'], StatusChip>> = {
  'in-sync': { word: 'in sync', tone: 'ready' },
  drift: { word: 'drift', tone: 'drift' },
  unknown: { word: 'unknown', tone: 'blocked' },
};

const INCOMPLETE: StatusChip = { word: 'not complete', tone: 'blocked' };

const UNREAD: StatusChip = { word: 'not read', tone: 'blocked' };

/** Drift of hosts as one HTML page: how each stands, what differs and since when, and what differs and is no drift; first of all what keeps them from being all. */
export function driftPage(
  hosts: readonly DriftOnPage[],
  citationOf: CitationOf,
  problems: readonly Diagnostic[] = [],
): string {
  const places = hosts.map((each, place) => ({ ...each, prefix: `h${String(place + 1)}` }));
  return pageFrame({
    title: `Drift of ${hostsTitle(hosts.map(({ host }) => host))}`,
    skip: 'To the differences',
    placeholder: 'host, guest, vswitch, VLAN 120',
    main: [
      incompleteSection(problems, citationOf),
      hostsTable(places.map(rowOf), 'drift'),
      ...places.map((place) => hostArticle(place, citationOf)),
    ],
  });
}

function incompleteSection(problems: readonly Diagnostic[], citationOf: CitationOf): Html {
  if (problems.length === 0) return html``;
  const sources = numberedSources(citationOf);
  return html`<article class="plan" id="incomplete" aria-labelledby="incomplete-heading">
    <section class="verdict" aria-labelledby="incomplete-heading">
      <h2 id="incomplete-heading" tabindex="-1">${statusChip(INCOMPLETE)} Not all hosts are here</h2>
      ${diagnosticsHtml(problems, { sources, citationOf })} ${sourcesList(sources)}
    </section>
  </article>`;
}

type Place = DriftOnPage & { readonly prefix: string };

function rowOf({ host, report, prefix }: Place): HostRow {
  return { host, prefix, status: report === null ? UNREAD : CHIPS[report.status], text: summaryOf(report) };
}

function summaryOf(report: DriftReport | null): string {
  if (report === null) return 'It could not be read or compared.';
  if (report.status === 'in-sync') return 'It is as declared.';
  if (report.status === 'unknown') return 'Not everything could be read: nobody knows.';
  const count = driftingItems(report).length;
  return `${countText(count, 'resource')} ${count === 1 ? 'is' : 'are'} not as declared.`;
}

function hostArticle(place: Place, citationOf: CitationOf): Html {
  const { host, report, diagnostics, prefix } = place;
  const sources = numberedSources(citationOf);
  const own = report === null ? diagnostics : report.diagnostics;
  return html`<article class="plan" id="${prefix}" aria-labelledby="${prefix}-heading">
    <section class="verdict" aria-labelledby="${prefix}-heading">
      <h2 id="${prefix}-heading" tabindex="-1">
        ${statusChip(rowOf(place).status)} <span id="${prefix}-name">${shownName(host)}</span>
      </h2>
      <p class="summary">${summaryOf(report)}</p>
      ${report === null ? '' : factsOf(report)} ${diagnosticsHtml(own, { sources, citationOf })} ${sourcesList(sources)}
    </section>
    ${report === null ? '' : sectionsOf(report, prefix)}
  </article>`;
}

function factsOf(report: DriftReport): Html {
  const drifting = driftingItems(report);
  const [since] = drifting.flatMap((item) => item.since ?? []).sort();
  return html`${keyFacts([
      { label: 'drifting', value: String(drifting.length), isAlarm: drifting.length > 0 },
      ...(since === undefined ? [] : [{ label: 'since', value: since }]),
      { label: 'moved by right', value: String(movedTexts(report).length) },
      { label: 'ignored by a rule', value: String(ignoredTexts(report).length) },
      { label: 'not managed here', value: String(unmanagedAddresses(report).length) },
    ])}
    <p class="quiet">Observed at ${report.observedAt}, compared with <code>${report.desiredDigest}</code>.</p>`;
}

function sectionsOf(report: DriftReport, prefix: string): readonly Html[] {
  const drifting = driftingItems(report);
  return [
    drifting.length === 0
      ? html``
      : pageSection({ prefix }, 'drift', 'What differs', differencesTable('What is and what should be', drifting)),
    listSection(prefix, 'waiting', 'Waiting for a restart', pendingTexts(report)),
    listSection(prefix, 'moved', 'Moved by right, and no drift', movedTexts(report)),
    listSection(prefix, 'unmanaged', 'Not managed here', unmanagedAddresses(report)),
    listSection(prefix, 'ignored', 'Ignored by a rule', ignoredTexts(report)),
  ];
}

function listSection(prefix: string, name: string, title: string, texts: readonly string[]): Html {
  if (texts.length === 0) return html``;
  const entries = texts.map((text) => ({ name: shownName(text), markup: html`<li data-item>${text}</li>` }));
  return pageSection(
    { prefix },
    name,
    title,
    foldedList(
      entries,
      (items) =>
        html`<ul class="texts">
          ${items}
        </ul>`,
    ),
  );
}
