import type { MarkdownDialect } from '../markdown/dialect';
import { countText } from '../plan-summary';
import { isOfRequest, requestChanges } from './request-changes';
import type { ReviewedHost } from './reviewed-host';

/** What a review was compared with. */
export interface ReviewBase {
  /** Digest of the desired state of all hosts before the pull request. */
  readonly digest: string;
  /** What the base is by now, as whoever asks for the review says; absent: they did not say. */
  readonly expectedDigest?: string;
  /** Hosts that the base describes and the pull request no longer does, sorted. */
  readonly removedHosts: readonly string[];
}

/** What the pull request itself changes, what was pending already, and whether the base is still the one. */
export function baseLines(
  hosts: readonly ReviewedHost[],
  base: ReviewBase | undefined,
  dialect: MarkdownDialect,
): readonly string[] {
  if (base === undefined) return [];
  const planned = hosts.flatMap((each) => (each.kind === 'planned' && each.base?.kind !== 'unknown' ? [each] : []));
  const ofRequest = planned.filter(isOfRequest).length;
  const pending = planned.filter((each) => (requestChanges(each)?.pendingCount ?? 0) > 0).length;
  return [
    '',
    `This request changes what is planned for ${String(ofRequest)} of ${countText(hosts.length, 'host')}; on ${countText(pending, 'host')} changes were pending already.`,
    ...removedLines(base, dialect),
    ...movedLines(base, dialect),
  ];
}

function removedLines({ removedHosts }: ReviewBase, { prose, warningSign }: MarkdownDialect): readonly string[] {
  if (removedHosts.length === 0) return [];
  const some = removedHosts.slice(0, 8).join(', ');
  return [
    '',
    `${warningSign} ${prose(`No longer described, so left as they are: ${some}${removedHosts.length > 8 ? ` and ${String(removedHosts.length - 8)} more` : ''}.`)}`,
  ];
}

function movedLines({ digest, expectedDigest }: ReviewBase, { code, warningSign }: MarkdownDialect): readonly string[] {
  if (expectedDigest === undefined || expectedDigest === digest) return [];
  return [
    '',
    `${warningSign} **The base has moved**: compared with ${code(digest)}, and it is ${code(expectedDigest)} by now. Bring the request up to date, and have it reviewed again.`,
  ];
}
