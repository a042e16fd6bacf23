import { resourceAddress, type ResourceKind } from '../model/resource';
import type { Change } from './change';
import type { ObservedIndex } from './resource-difference';

/**
 * Deletes for what exists, is not declared, and was created by this tool according to the ownership record on the
 * host. What anybody else made is never deleted.
 */
export function deletionsOf(
  kind: Exclude<ResourceKind, 'tunables'>,
  existing: readonly string[],
  declared: readonly string[],
  observed: ObservedIndex,
): readonly Change[] {
  const keep = new Set(declared);
  return existing
    .filter((identity) => !keep.has(identity) && observed.isOwned(resourceAddress(kind, identity)))
    .map((identity) => ({ address: resourceAddress(kind, identity), kind, action: 'delete', fields: [] }));
}
