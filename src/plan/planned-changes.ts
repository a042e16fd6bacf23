import type { Change } from '../diff/change';
import type { PlannedChange } from './plan-document';

/** Differences as a plan lists them. */
export function plannedChanges(changes: readonly Change[]): readonly PlannedChange[] {
  return changes.map(({ address, action, fields, derivedBy }) => ({
    address,
    action,
    fields,
    ...(derivedBy === undefined ? {} : { derivedBy }),
  }));
}
