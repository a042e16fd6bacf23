import { compareText } from '../model/canonical-json';
import type { DesiredHost } from '../model/desired-host';
import { LOCALNET } from '../model/names';
import type { ObservedHost } from '../model/observed-host';
import { resourceAddress } from '../model/resource';

/**
 * Addresses of what exists on a host, is neither declared nor ours, and is therefore reported and never touched;
 * sorted. Only kinds whose list is declared count: the others are not managed at all. An aggregate exists once it is
 * configured; `localnet` and physical NICs belong to the host itself.
 */
export function unmanagedObjects(desired: DesiredHost, observed: ObservedHost): readonly string[] {
  const { apaGroups, hostVlans, vswitches, guestNics } = desired;
  const existing = [
    ...(apaGroups === undefined ? [] : observed.apaGroups)
      .filter(({ mode }) => mode !== 'Not_Enabled')
      .map(({ name }) => resourceAddress('apaGroup', name)),
    ...(hostVlans === undefined ? [] : observed.hostVlans).map(({ name }) => resourceAddress('hostVlan', name)),
    ...(vswitches === undefined ? [] : observed.vswitches)
      .filter(({ name }) => name !== LOCALNET)
      .map(({ name }) => resourceAddress('vswitch', name)),
    ...(guestNics === undefined ? [] : observed.guestNics).map(({ guest, slot }) =>
      resourceAddress('guestNic', `${guest}:${slot}`),
    ),
  ];
  const known = new Set<string>([
    ...(apaGroups ?? []).map(({ name }) => resourceAddress('apaGroup', name)),
    ...(hostVlans ?? []).map(({ name }) => resourceAddress('hostVlan', name)),
    ...(vswitches ?? []).map(({ name }) => resourceAddress('vswitch', name)),
    ...(guestNics ?? []).map(({ guest, slot }) => resourceAddress('guestNic', `${guest}:${slot}`)),
    ...observed.ownedAddresses,
  ]);
  return existing.filter((address) => !known.has(address)).sort(compareText);
}
