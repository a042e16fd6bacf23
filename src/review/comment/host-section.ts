import { hasErrors, type Diagnostic, type DiagnosticSeverity } from '../../model/diagnostic';
import type { PlannedChange } from '../../plan/plan-document';
import { markdownCodeBlock } from '../markdown-escape';
import { changesTable } from '../markdown/changes-markdown';
import { foldedLines, type MarkdownDialect } from '../markdown/dialect';
import { foldedRows, NO_ROWS, type MarkdownRows } from '../markdown/markdown-rows';
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
import { linesFragment, type Cut, type CutKind, type Fragment } from './fragment';
import type { HostVerdict } from './host-verdict';
import { approvedByRequest } from './approved-by-request';
import { messageFragments } from './message-fragments';
import { isOfRequest, requestChanges } from './request-changes';
import type { PlannedHost } from './reviewed-host';
import { rowsFragment } from './rows-fragment';
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
  const summary = planSummary(plan, 'below');
  const start = isFolded
    ? dialect.foldStart(`${plan.host.slice(0, 64)}: ${summary}`)
    : `### ${shortName(plan.host, dialect)}: ${dialect.prose(summary)}`;
  const end: readonly Fragment[] = isFolded && dialect.foldEnd !== '' ? [{ content: `${dialect.foldEnd}\n\n` }] : [];
  return [{ content: [{ content: `${start}\n\n` }, ...parts, ...end], cut: cutOf(host, status) }];
}

/** The row in the table counts a host without changes already: of its section only what it says is lost, and each message counts itself. */
function cutOf(host: PlannedHost, status: HostVerdict['status']): Cut {
  const isCounted = status === 'nothing to do' && messagesOf(host).some(({ severity }) => severity !== 'info');
  const count = isCounted ? 0 : 1;
  return { kind: sectionKind(host, status), count, depth: 'first' };
}

function sectionKind(host: PlannedHost, status: HostVerdict['status']): CutKind {
  if (status === 'nothing to do') return QUIET_MESSAGES;
  if (hasErrors(messagesOf(host))) return 'hosts with errors in detail';
  return isOfRequest(host) ? 'hosts in detail' : 'hosts that only wait';
}

const QUIET_MESSAGES: CutKind = 'messages of hosts without changes';

/** Of a host without changes only what somebody should know, and what the request takes back. */
function quietBody(host: PlannedHost, context: SectionContext): readonly Fragment[] {
  return [
    ...messages(host, context, ['error', 'warning'], { error: 'errors', warning: QUIET_MESSAGES, info: 'notes' }),
    ...changeRows(host, context),
    ...droppedLines(host, context),
  ];
}

function bodyOf(host: PlannedHost, context: SectionContext): readonly Fragment[] {
  const { plan } = host;
  const { dialect, sources, extent } = context;
  const { prose } = dialect;
  const isWhole = isShownInFull(plan.steps, extent);
  const part = (kind: CutKind, noun: string, rows: MarkdownRows): readonly Fragment[] =>
    rowsFragment(rows, { kind, noun }, dialect);
  const lines = (kind: CutKind, of: readonly string[]): readonly Fragment[] =>
    linesFragment(of, { kind, count: kind === 'ways back' ? 1 : 0, depth: 'first' });
  const folded = (title: string, rows: MarkdownRows): MarkdownRows => foldedRows(title, rows, dialect);
  return [
    ...messages(host, context, ['error', 'warning', 'info']),
    ...changeRows(host, context),
    ...droppedLines(host, context),
    ...part('steps', 'step', stepRows(host, isWhole, dialect)),
    ...part(
      'reasons',
      'reason',
      isWhole ? folded('Why the steps stand in this order', reasonItems(plan, sources.cite, dialect)) : NO_ROWS,
    ),
    ...part('interruptions', 'interruption', outagesTable(plan.outages, extent, dialect)),
    ...lines('interruptions', [prose(managementPathSentence(plan))]),
    ...lines('ways back', wayBackLines(plan, extent, dialect)),
    ...lines('ways back', noReturnLines(plan, dialect)),
    ...part(
      'commands of ways back',
      'way-back command',
      isWhole ? folded('How it is taken back', revertItems(plan, dialect)) : NO_ROWS,
    ),
    ...part('proofs', 'proof', proofRow(host, context)),
  ];
}

function messagesOf({ plan, warnings }: PlannedHost): readonly Diagnostic[] {
  return [...warnings, ...plan.diagnostics];
}

function messages(
  host: PlannedHost,
  { dialect, sources, citationOf }: SectionContext,
  severities: readonly DiagnosticSeverity[],
  kinds?: Readonly<Record<DiagnosticSeverity, CutKind>>,
): readonly Fragment[] {
  return messageFragments(
    messagesOf(host).map(approvedByRequest),
    severities,
    diagnosticNotes(sources, citationOf),
    dialect,
    kinds,
  );
}

function changeRows(host: PlannedHost, { dialect, extent }: SectionContext): readonly Fragment[] {
  const compared = requestChanges(host);
  const noteOf = (change: PlannedChange): string | undefined =>
    compared === undefined || compared.own.has(change) ? undefined : 'pending without this request';
  const table = changesTable(host.plan.changes, extent, dialect, noteOf);
  return rowsFragment(table, { kind: 'changes', noun: 'change' }, dialect);
}

function droppedLines(host: PlannedHost, { dialect }: SectionContext): readonly Fragment[] {
  const dropped = requestChanges(host)?.dropped ?? [];
  if (dropped.length === 0) return [];
  const line = `No longer changes because of this request: ${shortNames(dropped, dialect)}.`;
  return linesFragment([line], { kind: 'changes', count: 0, depth: 'first' });
}

function stepRows({ plan }: PlannedHost, isWhole: boolean, dialect: MarkdownDialect): MarkdownRows {
  if (plan.steps.length === 0) return NO_ROWS;
  const table = isWhole ? stepItems(plan.steps, dialect) : stepsOverviewTable(plan.steps, dialect);
  return { ...table, head: [`**${stepsTitle(plan)}**`, '', ...table.head] };
}

/** The proof and what it is of, which say nothing without each other. */
function proofRow(host: PlannedHost, { dialect }: SectionContext): MarkdownRows {
  const { plan } = host;
  const proof = foldedLines(
    'What was proven',
    proofTexts(plan).map((text) => `- ${dialect.prose(text)}`),
    dialect,
  );
  const basis = foldedLines('What this plan was made from', basisLines(host), dialect);
  const lines = [...proof, ...(proof.length === 0 ? [] : ['']), ...basis];
  return { ...NO_ROWS, rows: [{ text: lines.join('\n'), count: 1 }] };
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
