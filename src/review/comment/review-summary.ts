import type { ReviewBase } from './pending-lines';
import { hostVerdict } from './host-verdict';
import { digestOfPlans } from './review-comment';
import type { ReviewedHost } from './reviewed-host';
import { overallStatus } from './verdict-lines';

/** A review for the jobs that follow: may it be merged, and exactly what was reviewed. */
export function reviewSummary(
  { hosts, base }: { readonly hosts: readonly ReviewedHost[]; readonly base?: ReviewBase },
  desiredDigest: string,
): unknown {
  const verdicts = hosts.map(hostVerdict);
  return {
    formatVersion: '1',
    kind: 'hpvm-review-summary',
    verdict: overallStatus(verdicts),
    desiredDigest,
    ...(base === undefined ? {} : { baseDigest: base.digest }),
    plansDigest: digestOfPlans(hosts),
    hosts: hosts.map((each, place) => ({
      host: each.host,
      verdict: verdicts[place]?.status,
      contentDigest: each.kind === 'planned' ? each.plan.basis.contentDigest : null,
      observedAt: each.kind === 'planned' ? each.plan.basis.observedAt : null,
    })),
  };
}
