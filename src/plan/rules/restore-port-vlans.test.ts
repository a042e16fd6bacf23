import { mustPrecede, ordersBy, planByRules, said } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { withPortVlan } from '../../../test/hosts/with-port-vlan';
import { warningDiagnostic } from '../../model/diagnostic';
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

test('the VLAN of a guest NIC that is known is ordered elsewhere', () => {
  const lists = {
    guestNics: [{ guest: 'test01', slot: '0,5', adapter: 'lan', vswitch: 'vmlan4', port: 9, vlanId: 30 }],
  };
  const plan = planByRules([rule], lists);
  expect(plan.steps.map(({ title }) => title).join()).toContain('VLAN 30');
  expect(ordersBy(rule, plan)).toEqual([]);
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
  const added = {
    ...lists,
    guestNics: [{ guest: 'test01', slot: '0,5', adapter: 'lan', vswitch: 'vmlan4', port: 9 }],
  };
  expect(ordersBy(rule, planByRules([rule], added, host))).toContainEqual(
    expect.stringMatching(
      /^Add lan NIC 0,5 .*-> Put port 9 of vmlan4 .*: the port must be there before it gets a VLAN$/,
    ),
  );
  expect(ordersBy(rule, planByRules([rule], lists, host))).toEqual([
    'Create vswitch vmlan4 on lan3 -> Put port 9 of vmlan4 (no guest) on VLAN 30: VLANs set on the old vswitch go with it',
    'Put NIC 0,1 of guest web01 (avio_lan) on vmlan4 port 9 -> Put port 9 of vmlan4 (no guest) on VLAN 30: the port must be there before it gets a VLAN',
  ]);
});

describe('a guest that is not off', () => {
  const both = withPortVlan('vmlan4', 1, 20, quickStartHost(withPortVlan('vmlan4', 2, 30)));
  const REACH =
    'Ports without a VLAN id reach one another (V6.3 Administrator Guide, 8.2, p. 122), and what is untagged behind the uplink.';
  const moved = (lists: object, host: Partial<ObservedHost> = both): readonly string[] =>
    said(planByRules([rule], { vswitches: [{ name: 'vmlan4', uplink: 'lan3' }], ...lists }, host)).map(
      ({ summary }) => summary,
    );
  const since = (nics: string): string =>
    `from the boot of vmlan4 until their VLANs are set, NICs of guests that are not off are in the untagged network: ${nics}`;
  const inState = (state: 'off' | 'unknown'): Partial<ObservedHost> => ({
    ...both,
    guests: quickStartHost().guests.map((guest) => (guest.name === 'web01' ? { ...guest, state } : guest)),
  });

  test('stands in the untagged network while a vswitch that was made anew has no VLANs yet', () => {
    const plan = planByRules([rule], { vswitches: [{ name: 'vmlan4', uplink: 'lan3' }] }, both);
    expect(said(plan)).toEqual([
      warningDiagnostic(
        'restore-port-vlans',
        since('db01 0,2 (VLAN 20), web01 0,1 (VLAN 30)'),
        `vmlan4 is made anew, without the VLANs of its ports. ${REACH} Stop these guests first, or take these NICs off and add them again in a second plan; else let the plan run only if they may be in that network for the moment.`,
        'vswitch.vmlan4',
      ),
    ]);
  });

  test('does so when its state is not known, not when it is off', () => {
    expect(moved({}, inState('unknown'))).toEqual([since('db01 0,2 (VLAN 20), web01 0,1 (VLAN 30)')]);
    expect(moved({}, inState('off'))).toEqual([since('db01 0,2 (VLAN 20)')]);
  });

  test('was there all the while where its port had no VLAN, and stays there where it loses it', () => {
    const one = withPortVlan('vmlan4', 2, 30);
    expect(moved({ guestNics: [{ guest: 'db01', slot: '0,2', vlanId: 7 }] }, one)).toEqual([
      since('web01 0,1 (VLAN 30)'),
    ]);
    expect(moved({ guestNics: [{ guest: 'db01', slot: '0,2', vlanId: null }] })).toEqual([
      since('web01 0,1 (VLAN 30)'),
    ]);
  });

  test('has no port there when its NIC leaves, and none that is live when the vswitch stays down', () => {
    expect(moved({ guestNics: [] }, { ...both, ownedAddresses: ['guestNic.db01:0,2'] })).toEqual([
      since('web01 0,1 (VLAN 30)'),
    ]);
    expect(moved({ vswitches: [{ name: 'vmlan4', uplink: 'lan3', state: 'down' }] })).toEqual([]);
  });

  test('keeps its VLAN where the vswitch only boots again', () => {
    const down = both.vswitches.map((each) => ({ ...each, state: 'down' as const }));
    const lists = {
      guestNics: [{ guest: 'db01', slot: '0,2', vlanId: 7 }],
      vswitches: [{ name: 'vmlan4', state: 'up' }],
    };
    expect(moved(lists, { ...both, vswitches: down })).toEqual([]);
  });

  test('stands there while a NIC that gets another MAC address waits for its VLAN', () => {
    const lists = { guestNics: [{ guest: 'web01', slot: '0,1', mac: '0x660000000001' }] };
    expect(said(planByRules([rule], lists, both))).toEqual([
      warningDiagnostic(
        'restore-port-vlans',
        'from the step that adds it until its VLAN is set, a NIC of a guest that is not off is in the untagged network: web01 0,1 (VLAN 30)',
        `Whether a freed port keeps its VLAN is not documented. ${REACH} Stop guest web01 first, or take the NIC out of use in it; else let the plan run only if the NIC may be in that network for the moment.`,
        'guestNic.web01:0,1',
      ),
    ]);
    expect(said(planByRules([rule], lists, inState('off')))).toEqual([]);
    expect(said(planByRules([rule], lists))).toEqual([]);
  });

  test('is told of once, though its vswitch is made anew meanwhile and others stand there too', () => {
    const lists = {
      vswitches: [{ name: 'vmlan4', uplink: 'lan3' }],
      guestNics: [{ guest: 'web01', slot: '0,1', mac: '0x660000000001' }],
    };
    expect(moved(lists)).toEqual([
      since('db01 0,2 (VLAN 20)'),
      'from the step that adds it until its VLAN is set, a NIC of a guest that is not off is in the untagged network: web01 0,1 (VLAN 30)',
    ]);
  });

  test('has no other network before when its NIC is new', () => {
    const lists = { guestNics: [{ guest: 'app01', slot: '0,2', vswitch: 'vmlan4', adapter: 'avio_lan', vlanId: 30 }] };
    expect(said(planByRules([rule], lists, both))).toEqual([]);
  });
});
