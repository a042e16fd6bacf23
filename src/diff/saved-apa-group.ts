import type { DesiredApaGroup } from '../model/desired-host';
import type { ObservedApaGroup, SavedApaGroup } from '../model/observed-host';
import { resourceAddress } from '../model/resource';
import type { Change, FieldChange } from './change';
import type { ObservedIndex } from './resource-difference';
import { isKept, savedDifferences, savedFields } from './saved-fields';

/** How a group is saved; null: it is not; undefined: unknown. */
function savedGroup(name: string, { saved }: ObservedIndex): SavedApaGroup | null | undefined {
  if (saved.apaGroup === undefined) return undefined;
  const group = saved.apaGroup.get(name);
  return group?.mode === null ? undefined : (group ?? null);
}

/** What of a group that runs as declared is saved otherwise. A group that is not saved at all lacks everything it is. */
export function savedGroupDifferences(
  wanted: DesiredApaGroup,
  running: ObservedApaGroup,
  observed: ObservedIndex,
): readonly FieldChange[] {
  const saved = savedGroup(wanted.name, observed);
  if (saved === undefined || running.mode === 'Not_Enabled') return [];
  if (saved === null) {
    return savedFields([
      { path: 'mode', before: null, after: running.mode },
      { path: 'ports', before: null, after: running.ports },
    ]);
  }
  return savedDifferences([
    { path: 'mode', before: saved.mode, after: wanted.mode },
    { path: 'ports', before: saved.ports, after: wanted.ports },
    { path: 'loadBalancing', before: saved.loadBalancing, after: wanted.loadBalancing },
  ]);
}

/** Deletes for groups of ours that neither run nor are declared, and that the next boot would bring back. */
export function savedGroupDeletions(declared: readonly string[], observed: ObservedIndex): readonly Change[] {
  return [...(observed.saved.apaGroup?.values() ?? [])].flatMap((group) => {
    const isRunning = (observed.apaGroup.get(group.name)?.mode ?? 'Not_Enabled') !== 'Not_Enabled';
    if (isRunning || group.mode === null || isKept('apaGroup', group.name, declared, observed)) return [];
    const fields = savedFields([
      { path: 'mode', before: group.mode, after: null },
      { path: 'ports', before: group.ports, after: null },
    ]);
    return [{ address: resourceAddress('apaGroup', group.name), kind: 'apaGroup', action: 'delete', fields }];
  });
}
