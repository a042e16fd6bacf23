import type { Diagnostic, DiagnosticSeverity } from '../../model/diagnostic';
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
import { commandCountText } from '../way-back-texts';
import { diagnosticNotes } from '../refusal-notes';
import type { CitationOf } from '../step-lines';
import { isShownInFull, type Extent } from '../steps-overview';
import { linesFragment, type Cut, type CutKind, type Fragment } from './fragment';
import type { HostVerdict } from './host-verdict';
import { approvedByRequest } from './approved-by-request';
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
  const parts = status === 'nothing to do' ? quietBody(host, context) : bodyOf(host, context);
  if (parts.length === 0) return [];
  const start = isFolded
    ? dialect.foldStart(`${plan.host.slice(0, 64)}: ${planSummary(plan, 'below')}`)
    : `### ${shortName(plan.host, dialect)}: ${dialect.prose(planSummary(plan, 'below'))}`;
  const end: readonly Fragment[] = isFolded && dialect.foldEnd !== '' ? [{ content: `${dialect.foldEnd}\n\n` }] : [];
  return [{ content: [{ content: `${start}\n\n` }, ...parts, ...end], cut: cutOf(host, status) }];
}

/** The row in the table counts a host without changes already: of its section only what it says is lost. */
function cutOf(host: PlannedHost, status: HostVerdict['status']): Cut {
  if (status === 'nothing to do')
    return {
      kind: 'messages of hosts without changes',
      count: Math.max(1, shownMessages(host, QUIET).length),
      instead: '',
    };
  return { kind: isOfRequest(host) ? 'hosts in detail' : 'hosts that only wait', count: 1, instead: '' };
}

const QUIET: readonly DiagnosticSeverity[] = ['error', 'warning'];

/** Of a host without changes only what somebody should know, and what the request takes back. */
function quietBody(host: PlannedHost, context: SectionContext): readonly Fragment[] {
  return [...messages(host, context, QUIET), ...linesFragment(changeLines(host, context))];
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
      `way back: ${plan.revert === null ? 'none' : commandCountText(plan.revert)}`,
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

function shownMessages(
  { plan, warnings }: PlannedHost,
  severities: readonly DiagnosticSeverity[],
): readonly Diagnostic[] {
  return [...warnings, ...plan.diagnostics].filter(({ severity }) => severities.includes(severity));
}

function messages(
  host: PlannedHost,
  { dialect, sources, citationOf }: SectionContext,
  severities: readonly DiagnosticSeverity[],
): readonly Fragment[] {
  const shown = shownMessages(host, severities).map(approvedByRequest);
  return linesFragment(diagnosticsMarkdown(shown, diagnosticNotes(sources, citationOf), dialect), {
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
