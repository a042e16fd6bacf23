import { mustPrecede, ordersBy, planByRules } from '../../../test/hosts/plan-by-rules';
import { withPortVlan } from '../../../test/hosts/with-port-vlan';
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
