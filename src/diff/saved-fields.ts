import { resourceAddress } from '../model/resource';
import { savedField } from '../model/saved-field';
import type { FieldChange } from './change';
import { changedFields } from './field-changes';
import type { ObservedIndex } from './resource-difference';

/** Differences of what is known: an unknown value is not a different one. */
export function savedDifferences(fields: Parameters<typeof changedFields>[0]): readonly FieldChange[] {
  return savedFields(changedFields(fields.filter((field) => field.before !== null)));
}

/** Fields of the saved configuration, with the paths of their running counterparts. */
export function savedFields(fields: readonly FieldChange[]): readonly FieldChange[] {
  return fields.map((field) => ({ ...field, path: savedField(field.path) }));
}

/** Whether a saved object that does not run is left alone: it is declared, not ours, or perhaps runs unseen. */
export function isKept(
  kind: 'apaGroup' | 'hostVlan',
  name: string,
  declared: readonly string[],
  observed: ObservedIndex,
): boolean {
  if (!observed.isOwned(resourceAddress(kind, name)) || declared.includes(name)) return true;
  return observed.gapFor(kind, name) !== undefined;
}
