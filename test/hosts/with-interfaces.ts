import type { ObservedHost, ObservedLanInterface } from '../../src/model/observed-host';
import { quickStartHost } from './quick-start-host';

/** What differs on the quick-start host when these NICs do. */
export function withNics(
  changes: Readonly<Record<string, Partial<ObservedLanInterface>>>,
): Pick<ObservedHost, 'lanInterfaces'> {
  return { lanInterfaces: quickStartHost().lanInterfaces.map((nic) => ({ ...nic, ...changes[nic.name] })) };
}

/** A host VLAN interface with VLAN 7. */
export function hostVlan(name: string, uplink: string): ObservedHost['hostVlans'][number] {
  return { name, uplink, vlanId: 7, state: 'up' } as unknown as ObservedHost['hostVlans'][number];
}
