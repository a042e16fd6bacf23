import { mustPrecede, planByRules } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { hostVlan, withNics } from '../../../test/hosts/with-interfaces';
import { withPortVlan } from '../../../test/hosts/with-port-vlan';
import type { ObservedHost } from '../../model/observed-host';
import { ckoOffBeforeVlan as rule } from './cko-off-before-vlan';

const host = quickStartHost();
const OFFLOADS = { receiveChecksumOffload: 'on', transmitChecksumOffload: 'on' } as const;
const cko = (name: string, checksumOffload: string): object => ({ lanInterfaces: [{ name, checksumOffload }] });
const off = (nic: string): string => `Turn receive checksum offload off on ${nic}`;
const on = (nic: string): string => `Turn receive checksum offload on on ${nic}`;

/** Whether the rule, and whether the rest of the planner without it, puts one step before the other. */
function order(lists: object, changes: Partial<ObservedHost>, earlier: string, later: string): string {
  const [by, without] = [[rule], []].map((rules) => mustPrecede(planByRules(rules, lists, changes), earlier, later));
  return without === true ? 'without the rule' : by === true ? 'by the rule' : 'free';
}

describe('a VLAN lasts on a group', () => {
  const lists = { ...cko('lan3', 'off'), apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] }] };
  const JOIN = 'Add lan3 to lan900 as LAN_MONITOR';
  const tagged = { ...withNics({ lan3: OFFLOADS }), ...withPortVlan('vmlan900', 2, 30) };
  const nic = (guest: string, changes: object): object => ({ guestNics: [{ guest, slot: '0,1', ...changes }] });

  test.each([
    ['its guest NIC only changes its adapter', nic('app01', { adapter: 'lan' })],
    ['another port of the vswitch changes its VLAN', nic('db01', { vlanId: 31 })],
    ['the same port of another vswitch changes its VLAN', nic('web01', { vlanId: 31 })],
  ])('though %s', (_what, change) => {
    expect(order({ ...lists, ...change }, tagged, off('lan3'), JOIN)).toBe('by the rule');
  });

  test('whatever other vswitches are on it', () => {
    const vswitches = tagged.vswitches.map((each) =>
      each.name === 'vmlan0' ? { ...each, uplink: 'lan900' as never } : each,
    );
    expect(order(lists, { ...tagged, vswitches }, off('lan3'), JOIN)).toBe('by the rule');
  });

  test('not with a host VLAN that has no vswitch beside it', () => {
    const vswitches = host.vswitches.map((each) =>
      each.name === 'vmlan900' ? { ...each, uplink: 'lan0' as never } : each,
    );
    const changes = { ...withNics({ lan3: OFFLOADS }), vswitches, hostVlans: [hostVlan('lan5000', 'lan900')] };
    expect(order(lists, changes, off('lan3'), JOIN)).toBe('free');
  });
});

describe('of several', () => {
  const three = {
    apaGroups: host.apaGroups.map((group) =>
      group.name === 'lan900' ? { ...group, ports: ['lan1', 'lan2', 'lan3'] as never } : group,
    ),
    ...withNics({ lan3: { aggregate: 'lan900' as never } }),
  };

  test('ports that join, one that offloads checksums is enough', () => {
    const lists = {
      apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3', 'lan4'] }],
      guestNics: [{ guest: 'app01', slot: '0,1', vlanId: null }],
    };
    const steps = [
      'Clear the VLAN of port 2 on vmlan900 (app01 0,1)',
      'Add lan3, lan4 to lan900 as LAN_MONITOR',
    ] as const;
    expect(order(lists, withPortVlan('vmlan900', 2, 30), ...steps)).toBe('by the rule');
  });

  test('NICs behind a group, one that goes on offloading is enough', () => {
    const lists = {
      vswitches: [{ name: 'vmlan900', uplink: 'lan3' }],
      hostVlans: [{ name: 'lan5000', uplink: 'lan900', vlanId: 9 }],
    };
    const steps = ['Remove vswitch vmlan900', 'Create host VLAN interface lan5000 with VLAN 9 on lan900'] as const;
    expect(order(lists, withNics({ lan1: OFFLOADS }), ...steps)).toBe('by the rule');
    expect(order(lists, {}, ...steps)).toBe('free');
  });

  test('vswitches on a group, one with a VLAN is enough', () => {
    const lists = { ...cko('lan3', 'on'), apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2'] }] };
    const tagged = withPortVlan('vmlan900', 2, 30);
    const vswitches = tagged.vswitches.map((each) =>
      each.name === 'vmlan0' ? { ...each, uplink: 'lan900' as never } : each,
    );
    expect(order(lists, { ...three, ...tagged, vswitches }, 'Take lan3 out of lan900', on('lan3'))).toBe('by the rule');
  });
});
