import type { MarkdownDialect } from '../markdown/dialect';
import type { CutKind, Fragment } from './fragment';
import type { HostVerdict, VerdictStatus } from './host-verdict';
import { requestChanges } from './request-changes';
import type { ReviewedHost } from './reviewed-host';
import { shortName, shortNames } from './short-names';
import { outageLengthText } from './verdict-lines';

/** So many hex digits of a digest tell two plans of a pull request apart. */
const DIGEST_CHARACTERS = 'sha256:'.length + 12;

/** One row a host. Rows of hosts without changes are the first that a comment gives up, those of hosts with errors the last. */
export function hostTable(
  hosts: readonly { readonly reviewed: ReviewedHost; readonly verdict: HostVerdict }[],
  dialect: MarkdownDialect,
): readonly Fragment[] {
  const head = ['host', 'verdict', 'changes', 'steps', 'longest interruption', 'cut off', 'plan digest'];
  return [
    { content: `| ${head.join(' | ')} |\n|${'---|'.repeat(head.length)}\n` },
    ...hosts.map(({ reviewed, verdict }): Fragment => {
      const kind = ROW_KINDS[verdict.status];
      return { content: `${rowOf(reviewed, verdict, dialect)}\n`, cut: { kind, count: 1, depth: 'first' } };
    }),
    { content: '\n' },
  ];
}

const ROW_KINDS: Readonly<Record<VerdictStatus, CutKind>> = {
  blocked: 'hosts with errors',
  'not reviewed': 'hosts with errors',
  'needs approval': 'hosts with errors',
  safe: 'hosts with changes',
  'nothing to do': 'hosts without changes',
};

function rowOf(reviewed: ReviewedHost, verdict: HostVerdict, dialect: MarkdownDialect): string {
  const { worstOutage, cutOffGuests, status } = verdict;
  const digest = reviewed.kind === 'planned' ? reviewed.plan.basis.contentDigest.slice(0, DIGEST_CHARACTERS) : '';
  const cells = [
    shortName(verdict.host, dialect),
    status === 'nothing to do' || status === 'safe' ? status : `**${status}**`,
    changesCell(reviewed, verdict),
    verdict.stepCount === 0 ? '' : String(verdict.stepCount),
    worstOutage === undefined ? '' : outageLengthText(worstOutage),
    cutOffGuests.length === 0 ? '' : shortNames(cutOffGuests, dialect),
    digest === '' ? '' : dialect.code(digest),
  ];
  return `| ${cells.join(' | ')} |`;
}

function changesCell(reviewed: ReviewedHost, { changeCount }: HostVerdict): string {
  if (reviewed.kind === 'unplanned') return '';
  const compared = requestChanges(reviewed);
  if (compared === undefined || compared.pendingCount === 0) return changeCount === 0 ? '' : String(changeCount);
  return `${String(changeCount)} (${String(compared.pendingCount)} pending already)`;
}
