import { mustPrecede, ordersBy, planByRules, said } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import type { ObservedHost } from '../../model/observed-host';
import { containerBeforeContent as rule } from './container-before-content';

const host = quickStartHost();
const vlan = (name: string, uplink: string): ObservedHost['hostVlans'][number] =>
  ({ name, uplink, vlanId: 7, state: 'up' }) as unknown as ObservedHost['hostVlans'][number];

/** That the rule, and nothing else in the plan, puts one step before the other. */
function expectOrder(lists: object, changes: Partial<ObservedHost>, earlier: string, later: string): void {
  expect(mustPrecede(planByRules([rule], lists, changes), earlier, later)).toBe(true);
  expect(mustPrecede(planByRules([], lists, changes), earlier, later)).toBe(false);
}

test('it is an error, on ground that is in part concluded', () => {
  expect(rule).toMatchObject({ id: 'container-before-content', severity: 'error', basis: 'recalled' });
});

test('a host VLAN waits for the first port of its aggregate, and for that of no other', () => {
  const lists = {
    apaGroups: [
      { name: 'lan901', mode: 'LACP_AUTO', ports: ['lan3', 'lan4'] },
      { name: 'lan902', mode: 'MANUAL', ports: ['lan0'] },
    ],
    hostVlans: [{ name: 'lan5000', uplink: 'lan901', vlanId: 9 }],
  };
  const plan = planByRules([rule], lists);
  const VLAN = 'Create host VLAN interface lan5000 with VLAN 9 on lan901';
  expectOrder(lists, {}, 'Join lan3 to lan901 as LACP_AUTO', VLAN);
  expect(mustPrecede(plan, 'Join lan4 to lan901 as LACP_AUTO', VLAN)).toBe(false);
  expect(mustPrecede(plan, 'Add lan0 to lan902 as MANUAL', VLAN)).toBe(false);
});

test('a vswitch waits for the first port of its aggregate, and for that of no other', () => {
  const lists = {
    apaGroups: [
      { name: 'lan901', mode: 'LACP_AUTO', ports: ['lan3', 'lan4'] },
      { name: 'lan902', mode: 'MANUAL', ports: ['lan0'] },
    ],
    vswitches: [{ name: 'web', uplink: 'lan901', state: 'down' }],
  };
  const plan = planByRules([rule], lists);
  const VSWITCH = 'Create vswitch web on lan901';
  expectOrder(lists, {}, 'Join lan3 to lan901 as LACP_AUTO', VSWITCH);
  expect(mustPrecede(plan, 'Join lan4 to lan901 as LACP_AUTO', VSWITCH)).toBe(false);
  expect(mustPrecede(plan, 'Add lan0 to lan902 as MANUAL', VSWITCH)).toBe(false);
  expect(ordersBy(rule, plan)).toContain(
    `Join lan3 to lan901 as LACP_AUTO -> ${VSWITCH}: the aggregate must have a port before something is put on it`,
  );
  expect(said(plan)).toEqual([]);
});

test('a guest NIC that is added or moved waits for its vswitch, and for no other', () => {
  const lists = {
    vswitches: [
      { name: 'one', uplink: null },
      { name: 'two', uplink: null },
    ],
    guestNics: [
      { guest: 'test01', slot: '0,1', vswitch: 'one', port: 4 },
      { guest: 'test01', slot: '0,2', vswitch: 'two', adapter: 'lan', port: 5, vlanId: 9 },
    ],
  };
  expect(ordersBy(rule, planByRules([rule], lists))).toEqual([
    'Create guest-only vswitch one -> Put NIC 0,1 of guest test01 (lan) on one port 4: the vswitch does not exist before: Create guest-only vswitch one',
    'Create guest-only vswitch two -> Add lan NIC 0,2 to guest test01 on two port 5: the vswitch does not exist before: Create guest-only vswitch two',
  ]);
});

describe('a vswitch that goes', () => {
  const ownedAddresses = ['vswitch.vmlan4', 'guestNic.db01:0,2', 'guestNic.app01:0,1'];
  const guestNics = [{ guest: 'web01', slot: '0,1', vswitch: 'vmlan900', port: 9 }];
  const REMOVED = 'Remove NIC 0,2 from guest db01 (vswitch vmlan4)';
  const MOVED = 'Put NIC 0,1 of guest web01 (avio_lan) on vmlan900 port 9';

  test('waits for the NICs that leave it, not for those of another', () => {
    const lists = { vswitches: [], guestNics };
    expect(ordersBy(rule, planByRules([rule], lists, { ownedAddresses }))).toEqual(
      [MOVED, REMOVED].map(
        (step) => `${step} -> Remove vswitch vmlan4: a vswitch goes when no guest NIC is on it any more`,
      ),
    );
  });

  test('only to come back on another uplink waits for none', () => {
    const lists = { vswitches: [{ name: 'vmlan4', uplink: 'lan3' }], guestNics };
    expect(ordersBy(rule, planByRules([rule], lists, { ownedAddresses }))).toEqual([]);
  });
});

describe('an interface that is regrouped', () => {
  test('is left by its host VLAN first, as a group; a vswitch on it has to be halted, not removed', () => {
    const lists = {
      apaGroups: [{ name: 'lan900', mode: 'MANUAL', ports: ['lan1', 'lan2'] }],
      vswitches: [{ name: 'vmlan900', uplink: 'lan3' }],
      hostVlans: [],
    };
    const changes = {
      addresses: [],
      hostVlans: [vlan('lan5000', 'lan900'), vlan('lan5001', 'lan0')],
      ownedAddresses: ['hostVlan.lan5000', 'hostVlan.lan5001'],
    };
    const CLEARED = 'Take all ports (lan1, lan2) out of lan900';
    expectOrder(lists, changes, 'Remove host VLAN interface lan5000', CLEARED);
    const plan = planByRules([rule], lists, changes);
    expect(mustPrecede(plan, 'Remove host VLAN interface lan5001', CLEARED)).toBe(false);
    expect(mustPrecede(plan, 'Remove vswitch vmlan900', CLEARED)).toBe(false);
  });

  test('is left by them first, as a port', () => {
    const lists = {
      apaGroups: [
        { name: 'lan901', mode: 'MANUAL', ports: ['lan4'] },
        { name: 'lan902', mode: 'MANUAL', ports: ['lan3'] },
      ],
      vswitches: [{ name: 'vmlan4', uplink: null }],
      hostVlans: [],
    };
    const changes = { hostVlans: [vlan('lan5000', 'lan4')], ownedAddresses: ['hostVlan.lan5000'] };
    expectOrder(lists, changes, 'Remove vswitch vmlan4', 'Add lan4 to lan901 as MANUAL');
    expectOrder(lists, changes, 'Remove host VLAN interface lan5000', 'Add lan4 to lan901 as MANUAL');
    const plan = planByRules([rule], lists, changes);
    expect(mustPrecede(plan, 'Remove vswitch vmlan4', 'Add lan3 to lan902 as MANUAL')).toBe(false);
    expect(mustPrecede(plan, 'Create guest-only vswitch vmlan4', 'Add lan4 to lan901 as MANUAL')).toBe(false);
  });

  test('need not wait for a guest-only vswitch that goes', () => {
    const vswitches = host.vswitches.map((each) => (each.name === 'vmlan4' ? { ...each, uplink: null } : each));
    const lists = { apaGroups: [{ name: 'lan901', mode: 'MANUAL', ports: ['lan4'] }], vswitches: [] };
    const plan = planByRules([rule], lists, { vswitches, ownedAddresses: ['vswitch.vmlan4'] });
    expect(ordersBy(rule, plan)).toEqual([]);
  });
});

describe('a port that leaves its group', () => {
  const LEFT = 'Take lan2 out of lan900';
  const three = {
    apaGroups: host.apaGroups.map((group) =>
      group.name === 'lan900' ? { ...group, ports: ['lan1', 'lan2', 'lan3'] as never } : group,
    ),
    lanInterfaces: host.lanInterfaces.map((nic) =>
      nic.name === 'lan3' ? { ...nic, aggregate: 'lan900' as never } : nic,
    ),
  };
  const shrunk = { name: 'lan900', ports: ['lan1', 'lan3'] };

  test('joins another group afterwards', () => {
    const lists = { apaGroups: [shrunk, { name: 'lan901', mode: 'MANUAL', ports: ['lan2'] }] };
    expectOrder(lists, three, LEFT, 'Add lan2 to lan901 as MANUAL');
  });

  test('gets a vswitch or a host VLAN afterwards, and no other NIC waits for it', () => {
    const lists = {
      apaGroups: [shrunk],
      vswitches: [
        { name: 'web', uplink: 'lan2' },
        { name: 'app', uplink: 'lan4' },
        { name: 'inner', uplink: null },
      ],
      hostVlans: [{ name: 'lan5000', uplink: 'lan2', vlanId: 9 }],
    };
    expectOrder(lists, three, LEFT, 'Create vswitch web on lan2');
    expectOrder(lists, three, LEFT, 'Create host VLAN interface lan5000 with VLAN 9 on lan2');
    const orders = ordersBy(rule, planByRules([rule], lists, three)).join();
    expect(orders).not.toMatch(/app|inner/);
  });
});
