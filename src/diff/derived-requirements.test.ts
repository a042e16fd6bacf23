import { quickStartHost } from '../../test/hosts/quick-start-host';
import { withPortVlan } from '../../test/hosts/with-port-vlan';
import type { DesiredHost } from '../model/desired-host';
import type { ObservedHost } from '../model/observed-host';
import { requiredLanInterfaces } from './derived-requirements';
import { indexObservedHost } from './observed-index';

/** NICs that must have checksum offload off though nobody wrote it. */
function derived(lists: object, changes: Partial<ObservedHost>): readonly string[] {
  const desired = {
    formatVersion: '1',
    kind: 'hpvm-desired-host',
    host: 'vmhost1',
    ...lists,
  } as unknown as DesiredHost;
  return requiredLanInterfaces(desired, indexObservedHost(quickStartHost(changes))).required.flatMap(
    ({ name, checksumOffload, derivedBy }) => (derivedBy === undefined ? [] : [`${name} ${String(checksumOffload)}`]),
  );
}

const ports = (...names: readonly string[]): object => ({ apaGroups: [{ name: 'lan900', ports: names }] });

describe('a VLAN that others made on a group', () => {
  test('takes checksum offload from the NIC that joins, and from no other', () => {
    expect(derived(ports('lan1', 'lan2', 'lan3'), withPortVlan('vmlan900', 1, 20))).toEqual(['lan3 off']);
    const hostVlans = [{ name: 'lan5000', uplink: 'lan900', vlanId: 20, state: 'up' }];
    expect(derived(ports('lan1', 'lan2', 'lan3'), { hostVlans } as unknown as Partial<ObservedHost>)).toEqual([
      'lan3 off',
    ]);
  });

  test('takes it from none where none joins, or where there is no VLAN', () => {
    expect(derived(ports('lan1', 'lan2'), withPortVlan('vmlan900', 1, 20))).toEqual([]);
    expect(derived({ apaGroups: [{ name: 'lan900', mode: 'MANUAL' }] }, withPortVlan('vmlan900', 1, 20))).toEqual([]);
    expect(derived(ports('lan1', 'lan2', 'lan3'), {})).toEqual([]);
  });

  test('takes it from all where the vswitch is declared', () => {
    const lists = { ...ports('lan1', 'lan2', 'lan3'), vswitches: [{ name: 'vmlan900' }] };
    expect(derived(lists, withPortVlan('vmlan900', 1, 20))).toEqual(['lan1 off', 'lan2 off', 'lan3 off']);
  });
});
