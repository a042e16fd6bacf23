import { compareText } from '../model/canonical-json';
import type { DesiredHost } from '../model/desired-host';
import { infoDiagnostic, type Diagnostic } from '../model/diagnostic';
import type { ObservedHost } from '../model/observed-host';
import { parseResourceAddress, type ResourceKind } from '../model/resource';
import { existingAddresses } from './plan-target';

/** Lists of a document that hold what this tool makes and removes. */
const LISTS: ReadonlyMap<ResourceKind, 'apaGroups' | 'hostVlans' | 'vswitches' | 'guestNics'> = new Map([
  ['apaGroup', 'apaGroups'],
  ['hostVlan', 'hostVlans'],
  ['vswitch', 'vswitches'],
  ['guestNic', 'guestNics'],
]);

/**
 * Mentions what this tool made on a host and what stands in a list that the document leaves out: it is neither compared
 * nor removed, and somebody who thinks it gone with the list should know. No drift by itself.
 */
export function leftOutObjects(desired: DesiredHost, observed: ObservedHost): readonly Diagnostic[] {
  const existing = existingAddresses(observed);
  const lists = new Set<string>();
  const addresses = observed.ownedAddresses
    .filter((address) => {
      const list = LISTS.get(parseResourceAddress(address)?.kind ?? 'tunables');
      if (list === undefined || desired[list] !== undefined || !existing.has(address)) return false;
      lists.add(list);
      return true;
    })
    .sort(compareText);
  if (addresses.length === 0) return [];
  const names = [...lists].sort(compareText);
  return [
    infoDiagnostic(
      'ours-but-left-out',
      `hpvmctl made ${addresses.join(', ')}, of which the desired state says nothing`,
      `It has no ${names.join(' and no ')}, and a list that is left out is not managed: what is in it is neither compared nor removed. Declare what is to stay as it is; to have the rest removed, declare the list without it (${names.map((name) => `"${name}": []`).join(', ')} for all).`,
    ),
  ];
}
