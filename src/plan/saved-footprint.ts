import type { JsonValue } from '../model/canonical-json';
import { parseResourceAddress } from '../model/resource';
import { isOnlySaved } from '../model/saved-field';
import type { ObservedIndex } from '../diff/resource-difference';
import type { PlanningContext } from './planning-context';

/** Observed fields of one subject by name; null: there is no such object. */
export type Fields = Readonly<Record<string, JsonValue>> | null;

/**
 * What changes have read of the saved configuration: those that are about it alone how the object is saved and how it runs, the
 * deletion of a VLAN interface whether it is saved at all.
 */
export function savedSubjects(context: PlanningContext): readonly string[] {
  return context.changes.flatMap((change) => {
    const { address, action, kind } = change;
    if (isOnlySaved(change)) return [address, `saved.${address}`];
    return kind === 'hostVlan' && action === 'delete' ? [`saved.${address}`] : [];
  });
}

/** An object that is not saved is absent; one of which nothing is known has no field but that. */
export function savedFieldsOf({ saved }: ObservedIndex, address: string): Fields {
  const { kind, identity = '' } = parseResourceAddress(address) ?? {};
  if (kind === 'lanInterface') {
    const nic = saved.lanInterface.get(identity);
    if (nic === undefined) return { isKnown: false };
    const { receiveChecksumOffload, transmitChecksumOffload, virtualMtuBytes } = nic;
    return { receiveChecksumOffload, transmitChecksumOffload, virtualMtuBytes };
  }
  if (kind === 'apaGroup') {
    if (saved.apaGroup === undefined) return { isKnown: false };
    const group = saved.apaGroup.get(identity);
    return group === undefined ? null : { mode: group.mode, ports: group.ports, loadBalancing: group.loadBalancing };
  }
  if (saved.hostVlan === undefined) return { isKnown: false };
  const vlan = saved.hostVlan.get(identity);
  return vlan === undefined ? null : { uplink: vlan.uplink, vlanId: vlan.vlanId };
}
