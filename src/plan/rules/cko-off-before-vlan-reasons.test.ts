import { ordersBy, planByRules, restartOf } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { hostVlan, withNics } from '../../../test/hosts/with-interfaces';
import { withPortVlan } from '../../../test/hosts/with-port-vlan';
import type { ObservedHost } from '../../model/observed-host';
import type { SafetyRule } from '../safety-rule';
import { ckoOffBeforeVlan as rule } from './cko-off-before-vlan';

const host = quickStartHost();
const OFFLOADS = { receiveChecksumOffload: 'on', transmitChecksumOffload: 'on' } as const;
const cko = (name: string, checksumOffload: string): object => ({ lanInterfaces: [{ name, checksumOffload }] });
const on = (nic: string): string => `Turn receive checksum offload on on ${nic}`;

/** Reasons that the rule gives for the order of two steps; the first test of each reason says it in full. */
function reasons(lists: object, changes: Partial<ObservedHost>, later: string): readonly string[] {
  const told = ordersBy(rule, planByRules([rule], lists, changes)).filter((text) => text.includes(`-> ${later}: `));
  return [...new Set(told.map((text) => text.slice(text.lastIndexOf(': ') + 2)))];
}

describe('the reason names what ends and what may begin only then', () => {
  const TO_ON = cko('lan3', 'on');
  const onLan3 = host.vswitches.map((each) => (each.name === 'vmlan4' ? { ...each, uplink: 'lan3' as never } : each));
  const grown = { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] }] };
  const tagged = withPortVlan('vmlan900', 2, 30);
  const clear = { guestNics: [{ guest: 'app01', slot: '0,1', vlanId: null }] };
  const three = {
    apaGroups: host.apaGroups.map((group) =>
      group.name === 'lan900' ? { ...group, ports: ['lan1', 'lan2', 'lan3'] as never } : group,
    ),
    ...withNics({ lan3: { aggregate: 'lan900' as never } }),
  };

  test('offload before a vswitch, and before a port', () => {
    const lasting = { ...withNics({ lan3: OFFLOADS }), hostVlans: [hostVlan('lan5000', 'lan3')] };
    const web = { ...cko('lan3', 'off'), vswitches: [{ name: 'web', uplink: 'lan3' }] };
    expect(reasons(web, lasting, 'Create vswitch web on lan3')).toEqual([
      'the vswitch comes onto an interface with a VLAN when checksum offload is off there (lan3)',
    ]);
    const joining = { ...withNics({ lan3: OFFLOADS }), ...tagged };
    expect(reasons({ ...cko('lan3', 'off'), ...grown }, joining, 'Add lan3 to lan900 as LAN_MONITOR')).toEqual([
      'a port joins an aggregate that carries a VLAN with checksum offload off already (lan3)',
    ]);
  });

  test('a VLAN before offload, before a vswitch, and before a port', () => {
    const untagged = { ...TO_ON, guestNics: [{ guest: 'web01', slot: '0,1', vlanId: null }] };
    const changes = withPortVlan('vmlan4', 2, 30, { ...host, vswitches: onLan3 });
    expect(reasons(untagged, changes, on('lan3'))).toEqual(['checksum offload may come on only when the VLAN is gone']);
    const gone = { hostVlans: [hostVlan('lan5000', 'lan3')], ownedAddresses: ['hostVlan.lan5000'] };
    const web = { vswitches: [{ name: 'web', uplink: 'lan3' }], hostVlans: [] };
    expect(reasons(web, { ...gone, ...withNics({ lan3: OFFLOADS }) }, 'Create vswitch web on lan3')).toEqual([
      'the vswitch comes onto the interface when the VLAN is gone',
    ]);
    const joining = { ...withNics({ lan3: OFFLOADS }), ...tagged };
    expect(reasons({ ...grown, ...clear }, joining, 'Add lan3 to lan900 as LAN_MONITOR')).toEqual([
      'a port that offloads checksums joins when the VLAN is gone',
    ]);
  });

  test('a vswitch before offload, before a VLAN, and before a port', () => {
    const changes = withPortVlan('vmlan4', 2, 30, { ...host, vswitches: onLan3 });
    expect(reasons({ ...TO_ON, vswitches: [{ name: 'vmlan4', uplink: 'lan0' }] }, changes, on('lan3'))).toEqual([
      'checksum offload may come on only when the vswitch and its VLANs have left the interface',
    ]);
    const onto = {
      vswitches: [{ name: 'vmlan4', uplink: 'lan3' }],
      hostVlans: [{ name: 'lan5000', uplink: 'lan4', vlanId: 9 }],
    };
    expect(reasons(onto, {}, 'Create host VLAN interface lan5000 with VLAN 9 on lan4')).toEqual([
      'the VLAN is enabled when the vswitch has left the interface',
    ]);
    const joining = { ...withNics({ lan3: OFFLOADS }), ...tagged };
    const leaving = { ...grown, vswitches: [{ name: 'vmlan900', uplink: 'lan0' }] };
    expect(reasons(leaving, joining, 'Add lan3 to lan900 as LAN_MONITOR')).toEqual([
      'a port that offloads checksums joins when the vswitch has left the aggregate',
    ]);
  });

  test('membership before offload, before a VLAN, and before a vswitch', () => {
    const left = { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2'] }] };
    expect(reasons({ ...TO_ON, ...left }, { ...three, ...tagged }, on('lan3'))).toEqual([
      'checksum offload may come on only when the NIC has left the aggregate and its VLANs',
    ]);
    const offloading = { ...three, ...withNics({ lan3: { aggregate: 'lan900' as never, ...OFFLOADS } }) };
    const tag = { ...left, guestNics: [{ guest: 'app01', slot: '0,1', vlanId: 30 }] };
    expect(reasons(tag, offloading, 'Put port 2 of vmlan900 (app01 0,1) on VLAN 30')).toEqual([
      'the VLAN is enabled when the NIC that offloads checksums has left the aggregate',
    ]);
    const onlyVlan = host.vswitches.map((each) =>
      each.name === 'vmlan900' ? { ...each, uplink: 'lan0' as never } : each,
    );
    const web = { ...left, vswitches: [{ name: 'web', uplink: 'lan900' }] };
    const changes = { ...offloading, vswitches: onlyVlan, hostVlans: [hostVlan('lan5000', 'lan900')] };
    expect(reasons(web, changes, 'Create vswitch web on lan900')).toEqual([
      'the vswitch comes onto the aggregate when the NIC that offloads checksums has left it',
    ]);
  });

  describe('running', () => {
    const vmlan4 = (changes: object): Partial<ObservedHost> => ({
      vswitches: host.vswitches.map((each) => (each.name === 'vmlan4' ? { ...each, ...changes } : each)),
    });
    const upAgain = { vswitches: [{ name: 'vmlan4', state: 'up' }] };
    const wasDown = withPortVlan('vmlan4', 2, 30, { ...host, ...vmlan4({ state: 'down' }) });
    const BOOT = 'Boot vswitch vmlan4';

    test('after offload, after a VLAN, and after a vswitch', () => {
      expect(reasons({ ...cko('lan4', 'off'), ...upAgain }, wasDown, BOOT)).toEqual([
        'the vswitch boots over a VLAN when checksum offload is off there (lan4)',
      ]);
      const untagged = { ...upAgain, guestNics: [{ guest: 'web01', slot: '0,1', vlanId: null }] };
      expect(reasons(untagged, wasDown, BOOT)).toEqual([
        'the vswitch boots over checksum offload when the VLAN is gone',
      ]);
      const moved = { vswitches: [{ name: 'vmlan4', uplink: 'lan3' }] };
      expect(reasons(moved, withPortVlan('vmlan4', 2, 30), BOOT)).toEqual([
        'the vswitch runs again when it has left the interface where a VLAN and checksum offload meet',
      ]);
    });

    test('after offload where all was true before and nothing else begins', () => {
      const plan = planByRules([rule, restartOf('vmlan4')], cko('lan4', 'off'), {
        hostVlans: [hostVlan('lan5000', 'lan4')],
      });
      expect(ordersBy(rule, plan)).toEqual(
        ['receive', 'transmit'].map(
          (direction) =>
            `Turn ${direction} checksum offload off on lan4 -> ${BOOT}: the vswitch boots over a VLAN when checksum offload is off there (lan4)`,
        ),
      );
    });

    test('before offload, and before a vswitch', () => {
      const down = { vswitches: [{ name: 'vmlan0', state: 'down' }] };
      const off = { receiveChecksumOffload: 'off', transmitChecksumOffload: 'off' } as const;
      const changes = { ...withNics({ lan0: off }), hostVlans: [hostVlan('lan5000', 'lan0')] };
      expect(reasons({ ...cko('lan0', 'on'), ...down }, changes, on('lan0'))).toEqual([
        'checksum offload may come on only when the vswitch with the VLAN is down',
      ]);
      const moved = { vswitches: [{ name: 'vmlan4', uplink: 'lan3', state: 'down' }] };
      const onto = { ...withNics({ lan3: OFFLOADS }), hostVlans: [hostVlan('lan5000', 'lan3')] };
      expect(reasons(moved, onto, 'Create vswitch vmlan4 on lan3')).toEqual([
        'the vswitch comes onto the interface when it is down',
      ]);
    });

    test('that pauses, before a VLAN that has to come before offload goes', () => {
      const forced: SafetyRule = {
        ...restartOf('vmlan4'),
        precedes: [
          {
            earlier: ({ effect }) => (effect.type === 'host-vlan-create' ? ['both'] : []),
            later: ({ effect }) => (effect.type === 'nic-checksum-offload' ? ['both'] : []),
            why: () => 'for the test',
          },
        ],
      };
      const lists = { ...cko('lan4', 'off'), hostVlans: [{ name: 'lan5000', uplink: 'lan4', vlanId: 9 }] };
      expect(ordersBy(rule, planByRules([rule, forced], lists))).toEqual([
        'Halt vswitch vmlan4 -> Create host VLAN interface lan5000 with VLAN 9 on lan4: the VLAN is enabled when the vswitch over checksum offload is down',
        ...['receive', 'transmit'].map(
          (direction) =>
            `Turn ${direction} checksum offload off on lan4 -> ${BOOT}: the vswitch boots over a VLAN when checksum offload is off there (lan4)`,
        ),
      ]);
    });
  });
});
