import type { DesiredHostVlan } from '../model/desired-host';
import type { ObservedHostVlan, SavedHostVlan } from '../model/observed-host';
import { resourceAddress } from '../model/resource';
import type { Change, FieldChange } from './change';
import { changedFields } from './field-changes';
import type { ObservedIndex } from './resource-difference';
import { isKept, savedDifferences, savedFields } from './saved-fields';
import { vlanPlace } from './saved-index';

/**
 * How a VLAN interface is saved; null: it is not; undefined: unknown. An entry with its uplink and id counts for it, whatever
 * number it has: saving a second one would give the id twice. Any other entry without a number may be meant for it.
 */
function savedVlan(
  running: ObservedHostVlan,
  { saved }: ObservedIndex,
): Pick<SavedHostVlan, 'uplink' | 'vlanId'> | null | undefined {
  if (saved.hostVlan === undefined) return undefined;
  const own = saved.hostVlan.get(running.name);
  if (own !== undefined) return own;
  const { uplink, vlanId } = running;
  if (vlanId !== null && saved.vlanPlaces.has(vlanPlace({ uplink, vlanId }))) return { uplink, vlanId };
  return saved.hasUnnumberedVlans ? undefined : null;
}

/** What of a VLAN interface that runs as declared is saved otherwise. */
export function savedVlanDifferences(
  wanted: DesiredHostVlan,
  running: ObservedHostVlan,
  observed: ObservedIndex,
): readonly FieldChange[] {
  const saved = savedVlan(running, observed);
  if (saved === undefined) return [];
  if (saved === null) {
    return savedFields(
      changedFields([
        { path: 'uplink', before: null, after: running.uplink },
        { path: 'vlanId', before: null, after: running.vlanId },
      ]),
    );
  }
  return savedDifferences([
    { path: 'uplink', before: saved.uplink, after: wanted.uplink },
    { path: 'vlanId', before: saved.vlanId, after: wanted.vlanId },
  ]);
}

/** Deletes for VLAN interfaces of ours that neither run nor are declared, and that the next boot would bring back. */
export function savedVlanDeletions(declared: readonly string[], observed: ObservedIndex): readonly Change[] {
  return [...(observed.saved.hostVlan ?? [])].flatMap(([name, vlan]) => {
    if (observed.hostVlan.has(name) || isKept('hostVlan', name, declared, observed)) return [];
    const fields = savedFields([
      { path: 'uplink', before: vlan.uplink, after: null },
      { path: 'vlanId', before: vlan.vlanId, after: null },
    ]);
    return [{ address: resourceAddress('hostVlan', name), kind: 'hostVlan', action: 'delete', fields }];
  });
}
