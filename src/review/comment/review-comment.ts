import { digestOf } from '../../model/canonical-json';
import type { MarkdownDialect } from '../markdown/dialect';
import { foldedRows, rowsOfLines, type MarkdownRows } from '../markdown/markdown-rows';
import { numberedSources } from '../numbered-sources';
import type { CitationOf } from '../step-lines';
import type { Extent } from '../steps-overview';
import { baseLines, type ReviewBase } from './pending-lines';
import { fitFragments } from './fit-fragments';
import { CUT_KINDS, type CutKind, type Fragment } from './fragment';
import { hostSection } from './host-section';
import { hostTable } from './host-table';
import { hostVerdict, type HostVerdict } from './host-verdict';
import { messageFragments } from './message-fragments';
import type { ReviewedHost } from './reviewed-host';
import { rowsFragment } from './rows-fragment';
import { shortName } from './short-names';
import { VERDICT_ORDER, verdictLines } from './verdict-lines';

/** What a comment is made of. */
export interface ReviewRequest {
  readonly hosts: readonly ReviewedHost[];
  /** The desired state before the pull request; absent: nothing was compared. */
  readonly base?: ReviewBase;
  /** Tells this comment from others of the same pull request: letters, digits, `.`, `_` and `-`. */
  readonly key: string;
  readonly dialect: MarkdownDialect;
  /** How much of a plan with very many steps is shown. */
  readonly extent: Extent;
  /** The comment has at most so many bytes of UTF-8. */
  readonly mostBytes: number;
  /** Where the whole of it is; absent: nowhere that we know of. */
  readonly detailsUrl?: string;
  readonly citationOf: CitationOf;
}

/** Up to so many hosts are shown unfolded. */
const MOST_UNFOLDED = 2;

/**
 * One comment for a pull request: a marker that it is found again by, the verdict, a table of hosts, and each host that changes with
 * its steps. The same plans give the same bytes. What does not fit is cut in the order of `CUT_ORDER`, counted, and linked to.
 */
export function reviewComment(request: ReviewRequest): string {
  const { dialect, citationOf, extent } = request;
  const hosts = request.hosts
    .map((reviewed) => ({ reviewed, verdict: hostVerdict(reviewed) }))
    .sort((one, other) => compareVerdicts(one.verdict, other.verdict));
  const verdicts = hosts.map(({ verdict }) => verdict);
  const sources = numberedSources(citationOf);
  const changing = verdicts.filter(({ status }) => status !== 'nothing to do').length;
  const context = { dialect, sources, citationOf, extent, isFolded: changing > MOST_UNFOLDED };
  const sections = hosts.flatMap(({ reviewed, verdict }) =>
    reviewed.kind === 'planned' ? hostSection(reviewed, verdict, context) : [],
  );
  const head = [
    dialect.marker(request.key),
    '',
    ...verdictLines(verdicts, dialect),
    ...baseLines(request.hosts, request.base, dialect),
    '',
    `Digest of all plans: ${dialect.code(digestOfPlans(request.hosts))}`,
    '',
    '',
  ];
  const fragments = [
    ...hostTable(hosts, dialect),
    ...notReviewed(
      hosts.map(({ reviewed }) => reviewed),
      dialect,
    ),
    ...sections,
    ...rowsFragment(sourceRows(sources.list(), dialect), { kind: 'sources', noun: 'source' }, dialect),
  ];
  const note = (cut: ReadonlyMap<CutKind, number>): string => cutNote(cut, request);
  return `${fitFragments(head.join('\n'), note, fragments, request.mostBytes - 1).text.trimEnd()}\n`;
}

/** One digest for all plans of a review: it changes when any of them does. */
export function digestOfPlans(hosts: readonly ReviewedHost[]): string {
  return digestOf(
    hosts
      .map((each) => [each.host, each.kind === 'planned' ? each.plan.basis.contentDigest : null] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

function compareVerdicts(one: HostVerdict, other: HostVerdict): number {
  const byStatus = VERDICT_ORDER.indexOf(one.status) - VERDICT_ORDER.indexOf(other.status);
  return byStatus === 0 ? (one.host < other.host ? -1 : 1) : byStatus;
}

function notReviewed(hosts: readonly ReviewedHost[], dialect: MarkdownDialect): readonly Fragment[] {
  const failed = hosts.flatMap((each) => (each.kind === 'unplanned' ? [each] : []));
  if (failed.length === 0) return [];
  return [
    { content: '**Not reviewed:**\n\n' },
    ...failed.map(({ host, path, diagnostics }): Fragment => ({
      content: [
        {
          content: `- ${shortName(host, dialect)}${path === undefined || path === host ? '' : ` (${shortName(path, dialect)})`}\n\n`,
        },
        ...messageFragments(diagnostics, ['error', 'warning', 'info'], () => [], dialect),
      ],
      cut: { kind: 'hosts with errors in detail', count: 1, depth: 'first' },
    })),
  ];
}

function sourceRows(
  list: readonly { readonly number: number; readonly citation: string }[],
  dialect: MarkdownDialect,
): MarkdownRows {
  const items = list.map(({ number, citation }) => `- ${dialect.prose(`[${String(number)}] ${citation}`)}`);
  return foldedRows('Sources', rowsOfLines(items), dialect);
}

function cutNote(cut: ReadonlyMap<CutKind, number>, { detailsUrl, dialect }: ReviewRequest): string {
  const counts = CUT_KINDS.flatMap((kind) => {
    const count = cut.get(kind) ?? 0;
    return count === 0 ? [] : [`${kind}: ${String(count)}`];
  });
  if (counts.length === 0) return '';
  const where = detailsUrl === undefined ? '' : ` [All of it](<${detailsUrl}>)`;
  return `${dialect.warningSign} Shortened to fit; not shown are: ${counts.join(', ')}.${where}\n\n`;
}
