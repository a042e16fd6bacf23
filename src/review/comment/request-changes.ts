import { canonicalJson } from '../../model/canonical-json';
import type { PlannedChange } from '../../plan/plan-document';
import type { PlannedHost } from './reviewed-host';

/** What a pull request changes itself, and what was waiting already. */
export interface RequestChanges {
  /** Changes that are only there because of the request. */
  readonly own: ReadonlySet<PlannedChange>;
  /** Changes that would be planned without it, too. */
  readonly pendingCount: number;
  /** Addresses that would change without the request and, with it, no longer do. */
  readonly dropped: readonly string[];
}

/** Asked for by the verdict, the table and the section of each host. */
const compared = new WeakMap<PlannedHost, RequestChanges | undefined>();

/** Compares a plan with what the base would change; undefined where that is not known. */
export function requestChanges(host: PlannedHost): RequestChanges | undefined {
  if (!compared.has(host)) compared.set(host, comparedWithBase(host));
  return compared.get(host);
}

function comparedWithBase({ plan, base }: PlannedHost): RequestChanges | undefined {
  if (base === undefined || base.kind === 'unknown') return undefined;
  const before = base.kind === 'described' ? base.changes : [];
  const keys = new Set(before.map(keyOf));
  const own = plan.changes.filter((change) => !keys.has(keyOf(change)));
  const addresses = new Set(plan.changes.map(({ address }) => address));
  return {
    own: new Set(own),
    pendingCount: plan.changes.length - own.length,
    dropped: before.filter(({ address }) => !addresses.has(address)).map(({ address }) => address),
  };
}

/** True when the request itself changes what is planned for the host, or nobody knows. */
export function isOfRequest(host: PlannedHost): boolean {
  const found = requestChanges(host);
  return found === undefined || found.own.size > 0 || found.dropped.length > 0;
}

function keyOf({ address, action, fields }: PlannedChange): string {
  return canonicalJson([address, action, fields]);
}
