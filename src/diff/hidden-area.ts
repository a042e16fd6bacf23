import type { ResourceKind } from '../model/resource';
import type { Diagnostic } from '../model/diagnostic';
import type { ObservedIndex } from './resource-difference';
import { unknownState } from './unknown-state';

/**
 * Says that a managed kind could not be listed: then even an empty list of desired resources cannot be compared, because
 * a removal might be hidden. `areas` are the coverage subjects that the listing depends on.
 */
export function hiddenArea(
  kind: ResourceKind,
  areas: readonly string[],
  observed: ObservedIndex,
): readonly Diagnostic[] {
  const gap = areas.map((area) => observed.gapFor(area)).find((found) => found !== undefined);
  return gap === undefined ? [] : [unknownState(kind, 'the list', gap)];
}
