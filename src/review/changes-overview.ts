import type { ChangeAction } from '../diff/change';
import type { ListedChange } from './change-lines';

/** Up to so many changes are shown one by one. */
export const MOST_CHANGES_IN_FULL = 100;

/** How many resources of one kind are created, updated and deleted. */
export interface ChangesOfOneKind extends Readonly<Record<ChangeAction, number>> {
  readonly kind: string;
}

/** Counts changes by kind of resource, in the order of the first of each. */
export function changesOverview(changes: readonly ListedChange[]): readonly ChangesOfOneKind[] {
  const kinds = new Map<string, ChangesOfOneKind>();
  for (const { address, action } of changes) {
    const kind = address.split('.', 1)[0] ?? address;
    const known = kinds.get(kind) ?? { kind, create: 0, update: 0, delete: 0 };
    kinds.set(kind, { ...known, [action]: known[action] + 1 });
  }
  return [...kinds.values()];
}
