import { diffHost } from '../diff/diff-host';
import { digestOf } from '../model/canonical-json';
import type { PlannedChange } from '../plan/plan-document';
import { plannedChanges } from '../plan/planned-changes';
import type { ReviewBase } from '../review/comment/pending-lines';
import type { BasePlan, ReviewedHost } from '../review/comment/reviewed-host';
import { nameOfBroken, type BrokenDocument } from './broken-document';
import { targetOf } from './host-target';
import type { LoadedDesired } from './load-desired';
import type { Observer } from './observe';
import { planHosts, type HostPlan, type PlanRequest } from './plan';
import type { HostTarget } from './ports';

/** What a review compares: the desired state of a pull request, and the one before it. */
export interface ReviewHostsRequest extends PlanRequest {
  /** Documents of the request that cannot be used: their hosts are not reviewed. */
  readonly broken: readonly BrokenDocument[];
  readonly base?: {
    readonly documents: readonly LoadedDesired[];
    /** Digest of the base as it is by now. */
    readonly expectedDigest?: string;
  };
}

/** The plans of a pull request, each host with what would be planned without it. */
export interface HostsReview {
  readonly results: readonly HostPlan[];
  readonly hosts: readonly ReviewedHost[];
  readonly base?: ReviewBase;
}

/** Plans each host for the pull request, and compares with its base, as observed once. */
export async function reviewHosts(request: ReviewHostsRequest): Promise<HostsReview> {
  const observe = observedOnce(request.observe);
  const results = await planHosts({ ...request, observe });
  const unread = unreadHosts(request);
  if (request.base === undefined)
    return { results, hosts: [...results.map((result) => reviewedHost(result, undefined)), ...unread] };
  const { documents, expectedDigest } = request.base;
  const digests = new Map(request.documents.map(({ desired, digest }): [string, string] => [desired.host, digest]));
  // What asks for the same is planned the same.
  const differing = documents.filter(({ desired, digest }) => {
    const own = digests.get(desired.host);
    return own !== undefined && own !== digest;
  });
  const before = await changesOf(differing, observe);
  const broken = new Set(request.broken.map(({ host }) => host));
  const described = new Set<string>(documents.map(({ desired }) => desired.host));
  return {
    results,
    hosts: [...results.map((result) => reviewedHost(result, basePlan(result, before, described))), ...unread],
    base: {
      digest: desiredDigestOf(documents),
      ...(expectedDigest === undefined ? {} : { expectedDigest }),
      removedHosts: [...described].filter((host) => !digests.has(host) && !broken.has(host)).sort(),
    },
  };
}

function unreadHosts({ documents, broken }: ReviewHostsRequest): readonly ReviewedHost[] {
  const known = new Set<string>(documents.map(({ desired }) => desired.host));
  return broken.map((each) => {
    const host = nameOfBroken(each, known);
    known.add(host);
    return { kind: 'unplanned', host, path: each.path, diagnostics: each.diagnostics };
  });
}

/** One digest for what the documents ask for on all their hosts. */
export function desiredDigestOf(documents: readonly LoadedDesired[]): string {
  const asked = documents.map(({ desired, digest }): readonly [string, string] => [desired.host, digest]);
  return digestOf(asked.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function reviewedHost({ host, made, diagnostics }: HostPlan, base: BasePlan | undefined): ReviewedHost {
  if (made === undefined) return { kind: 'unplanned', host, diagnostics };
  const { plan, observed } = made;
  return { kind: 'planned', host, plan, observed, ...(base === undefined ? {} : { base }), warnings: diagnostics };
}

function basePlan(
  { host, made }: HostPlan,
  before: ReadonlyMap<string, readonly PlannedChange[] | undefined>,
  described: ReadonlySet<string>,
): BasePlan {
  if (!described.has(host)) return { kind: 'not-described' };
  const changes = before.has(host) ? before.get(host) : made?.plan.changes;
  return changes === undefined ? { kind: 'unknown' } : { kind: 'described', changes };
}

/** What each of these documents would change; undefined where the host is not known. Nobody carries it out, so it gets no order and no proof. */
async function changesOf(
  documents: readonly LoadedDesired[],
  observe: Observer,
): Promise<ReadonlyMap<string, readonly PlannedChange[] | undefined>> {
  const changes = new Map<string, readonly PlannedChange[] | undefined>();
  for (const { desired } of documents) {
    const observed = await observe(targetOf(desired));
    const found = observed.ok ? diffHost({ desired, observed: observed.value }).changes : undefined;
    changes.set(desired.host, found === undefined ? undefined : plannedChanges(found));
  }
  return changes;
}

/** A host is looked at once, so that both plans are of the same moment. */
function observedOnce(observe: Observer): Observer {
  const seen = new Map<string, ReturnType<Observer>>();
  return (target: HostTarget, over) => {
    const known = seen.get(target.host);
    if (known !== undefined) return known;
    const looking = observe(target, over);
    seen.set(target.host, looking);
    return looking;
  };
}
