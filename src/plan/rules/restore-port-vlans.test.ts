import { mustPrecede, ordersBy, planByRules } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { withPortVlan } from '../../../test/hosts/with-port-vlan';
import type { ObservedHost } from '../../model/observed-host';
import { restorePortVlans as rule } from './restore-port-vlans';

test('it is an error, on recalled ground', () => {
  expect(rule).toMatchObject({ id: 'restore-port-vlans', severity: 'error', basis: 'recalled' });
});

test('the VLAN of a port is set when its own vswitch is there again, whatever becomes of others', () => {
  const lists = {
    vswitches: [
      { name: 'fresh', uplink: null },
      { name: 'vmlan4', uplink: 'lan3' },
    ],
    guestNics: [{ guest: 'app01', slot: '0,1', vlanId: 7 }],
  };
  const plan = planByRules([rule], lists, withPortVlan('vmlan4', 2, 30));
  expect(ordersBy(rule, plan)).toEqual([
    'Create vswitch vmlan4 on lan3 -> Put port 2 of vmlan4 (guestNic.web01:0,1) on VLAN 30: VLANs set on the old vswitch go with it',
  ]);
});

test('without it nothing would keep the two apart', () => {
  const lists = { vswitches: [{ name: 'vmlan4', uplink: 'lan3' }] };
  const titles = ['Create vswitch vmlan4 on lan3', 'Put port 2 of vmlan4 (guestNic.web01:0,1) on VLAN 30'] as const;
  expect(mustPrecede(planByRules([rule], lists, withPortVlan('vmlan4', 2, 30)), ...titles)).toBe(true);
  expect(mustPrecede(planByRules([], lists, withPortVlan('vmlan4', 2, 30)), ...titles)).toBe(false);
});

test('a VLAN of nobody that is known waits for the guest NIC that comes to its port', () => {
  const vswitches = quickStartHost().vswitches.map((each) =>
    each.name === 'vmlan4' ? { ...each, ports: [...each.ports, { port: 9, vlanId: 30 }] } : each,
  ) as unknown as ObservedHost['vswitches'];
  const host = { vswitches };
  const lists = {
    vswitches: [{ name: 'vmlan4', uplink: 'lan3' }],
    guestNics: [
      { guest: 'web01', slot: '0,1', port: 9 },
      { guest: 'app01', slot: '0,1', port: 8 },
    ],
  };
  expect(ordersBy(rule, planByRules([rule], lists, host))).toEqual([
    'Create vswitch vmlan4 on lan3 -> Put port 9 of vmlan4 (no guest) on VLAN 30: VLANs set on the old vswitch go with it',
    'Put NIC 0,1 of guest web01 (avio_lan) on vmlan4 port 9 -> Put port 9 of vmlan4 (no guest) on VLAN 30: the port must be there before it gets a VLAN',
  ]);
});
