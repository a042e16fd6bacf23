import type { PlannedChange } from '../../plan/plan-document';
import { diagnosticsMarkdown } from '../diagnostics-markdown';
import { markdownCodeBlock } from '../markdown-escape';
import { changesTable } from '../markdown/changes-markdown';
import { foldedLines, type MarkdownDialect } from '../markdown/dialect';
import { outagesTable } from '../markdown/outages-markdown';
import { reasonItems, stepItems, stepsOverviewTable } from '../markdown/steps-markdown';
import { noReturnLines, revertItems, wayBackLines } from '../markdown/way-back-markdown';
import type { NumberedSources } from '../numbered-sources';
import { managementPathSentence, stepsTitle } from '../plan-text';
import { countText, planSummary } from '../plan-summary';
import { proofTexts } from '../proof-texts';
import { diagnosticNotes } from '../refusal-notes';
import type { CitationOf } from '../step-lines';
import { isShownInFull, type Extent } from '../steps-overview';
import { linesFragment, type CutKind, type Fragment } from './fragment';
import type { HostVerdict } from './host-verdict';
import { isOfRequest, requestChanges } from './request-changes';
import type { PlannedHost } from './reviewed-host';
import { shortName, shortNames } from './short-names';

/** What every section of a comment is written with. */
export interface SectionContext {
  readonly dialect: MarkdownDialect;
  readonly sources: NumberedSources;
  readonly citationOf: CitationOf;
  readonly extent: Extent;
  /** With many hosts each is folded. */
  readonly isFolded: boolean;
}

/** All of one host: what changes, in which steps and why, who is interrupted, the way back, what was proven, and of what. */
export function hostSection(host: PlannedHost, { status }: HostVerdict, context: SectionContext): readonly Fragment[] {
  const { dialect, isFolded } = context;
  const { plan } = host;
  const isQuiet = status === 'nothing to do';
  const parts = isQuiet ? messages(host, context, ['error', 'warning']) : bodyOf(host, context);
  if (parts.length === 0) return [];
  const start = isFolded
    ? dialect.foldStart(`${plan.host.slice(0, 64)}: ${planSummary(plan)}`)
    : `### ${shortName(plan.host, dialect)}: ${dialect.prose(planSummary(plan))}`;
  const end: readonly Fragment[] = isFolded && dialect.foldEnd !== '' ? [{ content: `${dialect.foldEnd}\n\n` }] : [];
  const kind: CutKind = isQuiet
    ? 'hosts without changes'
    : isOfRequest(host)
      ? 'hosts in detail'
      : 'hosts that only wait';
  // The row in the table counts a host without changes already.
  return [
    { content: [{ content: `${start}\n\n` }, ...parts, ...end], cut: { kind, count: isQuiet ? 0 : 1, instead: '' } },
  ];
}

function bodyOf(host: PlannedHost, context: SectionContext): readonly Fragment[] {
  const { plan } = host;
  const { dialect, sources, extent } = context;
  const { prose } = dialect;
  const isWhole = isShownInFull(plan.steps, extent);
  const part = (kind: CutKind, count: number, what: string, lines: readonly string[]): readonly Fragment[] =>
    linesFragment(lines, { kind, count, instead: `${prose(`(${what}: left out for length)`)}\n\n` });
  const folded = (title: string, lines: readonly string[]): readonly string[] => foldedLines(title, lines, dialect);
  const reverts = revertItems(plan, dialect);
  return [
    ...messages(host, context, ['error', 'warning', 'info']),
    ...part('changes', plan.changes.length, countText(plan.changes.length, 'change'), changeLines(host, context)),
    ...part('steps', plan.steps.length, countText(plan.steps.length, 'step'), stepLines(host, isWhole, dialect)),
    ...part(
      'reasons',
      plan.steps.length,
      'reasons of the order',
      isWhole ? folded('Why the steps stand in this order', reasonItems(plan, sources.cite, dialect)) : [],
    ),
    ...part('interruptions', plan.outages.length, countText(plan.outages.length, 'interruption'), [
      ...outagesTable(plan.outages, extent, dialect),
      ...(plan.outages.length === 0 ? [] : ['']),
      prose(managementPathSentence(plan)),
    ]),
    ...linesFragment(wayBackLines(plan, extent, dialect), { kind: 'interruptions', count: 0, instead: '' }),
    ...linesFragment(noReturnLines(plan, dialect), { kind: 'interruptions', count: 0, instead: '' }),
    ...part(
      'commands of ways back',
      reverts.length,
      countText(reverts.length, 'command') + ' of the way back',
      isWhole ? folded('How it is taken back', reverts) : [],
    ),
    ...part('proofs', 1, 'proof', [
      ...folded(
        'What was proven',
        proofTexts(plan).map((text) => `- ${prose(text)}`),
      ),
      ...(plan.steps.length === 0 ? [] : ['']),
      ...folded('What this plan was made from', basisLines(host)),
    ]),
  ];
}

function messages(
  { plan, warnings }: PlannedHost,
  { dialect, sources, citationOf }: SectionContext,
  severities: readonly string[],
): readonly Fragment[] {
  const shown = [...warnings, ...plan.diagnostics].filter(({ severity }) => severities.includes(severity));
  const lines = diagnosticsMarkdown(shown, diagnosticNotes(sources, citationOf), dialect);
  return linesFragment(lines, {
    kind: 'messages',
    count: shown.length,
    instead: `${dialect.prose(`(${countText(shown.length, 'message')}: left out for length)`)}\n\n`,
  });
}

function changeLines(host: PlannedHost, { dialect, extent }: SectionContext): readonly string[] {
  const compared = requestChanges(host);
  const noteOf = (change: PlannedChange): string | undefined =>
    compared === undefined || compared.own.has(change) ? undefined : 'pending without this request';
  const table = changesTable(host.plan.changes, extent, dialect, noteOf);
  const dropped = compared?.dropped ?? [];
  if (dropped.length === 0) return table;
  return [
    ...table,
    ...(table.length === 0 ? [] : ['']),
    `No longer changes because of this request: ${shortNames(dropped, dialect)}.`,
  ];
}

function stepLines({ plan }: PlannedHost, isWhole: boolean, dialect: MarkdownDialect): readonly string[] {
  if (plan.steps.length === 0) return [];
  const table = isWhole ? stepItems(plan.steps, dialect) : stepsOverviewTable(plan.steps, dialect);
  return [`**${stepsTitle(plan)}**`, '', ...table];
}

function basisLines({ plan: { basis } }: PlannedHost): readonly string[] {
  return markdownCodeBlock([
    `observed at   ${basis.observedAt}`,
    `plan          ${basis.contentDigest}`,
    `desired       ${basis.desiredDigest}`,
    `footprint     ${basis.footprintDigest} (${countText(basis.footprint.length, 'field')})`,
    `rules         ${basis.rulesDigest}`,
  ]);
}
