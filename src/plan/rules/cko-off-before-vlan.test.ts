import { mustPrecede, planByRules } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { hostVlan, withNics } from '../../../test/hosts/with-interfaces';
import { withPortVlan } from '../../../test/hosts/with-port-vlan';
import type { ObservedHost, ObservedLanInterface } from '../../model/observed-host';
import { ckoOffBeforeVlan as rule } from './cko-off-before-vlan';
import { restorePortVlans } from './restore-port-vlans';
import { haltBeforeApaTeardown } from './halt-before-apa-teardown';
import { portVlanWhileUp } from './port-vlan-while-up';

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

test('it is an error, on documented ground', () => {
  expect(rule).toMatchObject({ id: 'cko-off-before-vlan', severity: 'error', basis: 'documented' });
});

describe('checksum offload goes off before', () => {
  const TAGGED = 'Put port 2 of vmlan4 (web01 0,1) on VLAN 30';

  test('a port VLAN on its vswitch, and says which setting it is', () => {
    const lists = { guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 30 }] };
    expect(order(lists, {}, off('lan4'), TAGGED)).toBe('by the rule');
    const reasons = planByRules([rule], lists)
      .steps.flatMap((step) => [...step.after, ...(step.implied ?? [])])
      .filter((reason) => reason.rule === rule.id);
    expect(reasons.map((reason) => reason.why)).toContain(
      'host and guests may not reach each other over a VLAN while checksum offload is on (lan4)',
    );
  });

  test('the VLAN of one port, whether or not another has one already', () => {
    const lists = { ...cko('lan4', 'off'), guestNics: [{ guest: 'db01', slot: '0,2', vlanId: 31 }] };
    const step = 'Put port 1 of vmlan4 (db01 0,2) on VLAN 31';
    expect(order(lists, withPortVlan('vmlan4', 2, 30), off('lan4'), step)).toBe('by the rule');
  });

  test.each([
    ['receives', { transmitChecksumOffload: 'off' }, off('lan4')],
    ['transmits', { receiveChecksumOffload: 'off' }, 'Turn transmit checksum offload off on lan4'],
  ] as const)('a VLAN where the NIC offloads only what it %s', (_which, changes, step) => {
    const lists = { ...cko('lan4', 'off'), hostVlans: [{ name: 'lan5000', uplink: 'lan4', vlanId: 9 }] };
    const CREATE = 'Create host VLAN interface lan5000 with VLAN 9 on lan4';
    expect(order(lists, withNics({ lan4: changes }), step, CREATE)).toBe('by the rule');
  });

  test('no VLAN on another vswitch, and no VLAN that is cleared', () => {
    const other = { ...cko('lan4', 'off'), guestNics: [{ guest: 'app01', slot: '0,1', vlanId: 30 }] };
    expect(order(other, {}, off('lan4'), 'Put port 2 of vmlan900 (app01 0,1) on VLAN 30')).toBe('free');
    const cleared = { ...cko('lan4', 'off'), guestNics: [{ guest: 'web01', slot: '0,1', vlanId: null }] };
    const changes = withPortVlan('vmlan4', 2, 30);
    expect(order(cleared, changes, off('lan4'), 'Clear the VLAN of port 2 on vmlan4 (web01 0,1)')).toBe('free');
  });

  test('a host VLAN on the NIC, not one elsewhere', () => {
    const lists = {
      ...cko('lan4', 'off'),
      hostVlans: [
        { name: 'lan5000', uplink: 'lan4', vlanId: 9 },
        { name: 'lan5001', uplink: 'lan3', vlanId: 9 },
      ],
    };
    expect(order(lists, {}, off('lan4'), 'Create host VLAN interface lan5000 with VLAN 9 on lan4')).toBe('by the rule');
    expect(order(lists, {}, off('lan4'), 'Create host VLAN interface lan5001 with VLAN 9 on lan3')).toBe('free');
  });

  test('a port VLAN on the group that the NIC is, or will be, a port of', () => {
    const lists = { guestNics: [{ guest: 'app01', slot: '0,1', vlanId: 30 }] };
    const grown = { ...lists, apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] }] };
    const step = 'Put port 2 of vmlan900 (app01 0,1) on VLAN 30';
    expect(order(lists, withNics({ lan1: OFFLOADS }), off('lan1'), step)).toBe('by the rule');
    expect(order(grown, withNics({ lan3: OFFLOADS }), off('lan3'), step)).toBe('by the rule');
  });

  test('its NIC joins a group on which a VLAN lasts, and only then', () => {
    const lists = {
      ...cko('lan3', 'off'),
      apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] }],
    };
    const changes = withNics({ lan3: OFFLOADS });
    const JOIN = 'Add lan3 to lan900 as LAN_MONITOR';
    expect(order(lists, changes, off('lan3'), JOIN)).toBe('free');
    expect(order(lists, { ...changes, ...withPortVlan('vmlan900', 2, 30) }, off('lan3'), JOIN)).toBe('by the rule');
    expect(order(lists, { ...changes, ...withPortVlan('vmlan4', 2, 30) }, off('lan3'), JOIN)).toBe('free');
    expect(order(lists, { ...changes, hostVlans: [hostVlan('lan5000', 'lan900')] }, off('lan3'), JOIN)).toBe(
      'by the rule',
    );
    expect(order(lists, { ...changes, hostVlans: [hostVlan('lan5000', 'lan0')] }, off('lan3'), JOIN)).toBe('free');
    const moved = { ...lists, vswitches: [{ name: 'vmlan900', uplink: 'lan0' }] };
    expect(order(moved, { ...changes, ...withPortVlan('vmlan900', 2, 30) }, off('lan3'), JOIN)).toBe('by the rule');
  });

  test('its NIC joins a group whose VLAN goes, unless the VLAN has to go before that anyway', () => {
    const lists = { ...cko('lan3', 'off'), apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] }] };
    const changes = withNics({ lan3: OFFLOADS });
    const JOIN = 'Add lan3 to lan900 as LAN_MONITOR';
    const cleared = { ...lists, guestNics: [{ guest: 'app01', slot: '0,1', vlanId: null }] };
    const tagged = { ...changes, ...withPortVlan('vmlan900', 2, 30) };
    expect(order(cleared, tagged, off('lan3'), JOIN)).toBe('by the rule');
    const CLEAR = 'Clear the VLAN of port 2 on vmlan900 (app01 0,1)';
    expect(order(cleared, tagged, CLEAR, JOIN)).toBe('free');
    const all = planByRules([rule, portVlanWhileUp, haltBeforeApaTeardown], cleared, tagged);
    expect(mustPrecede(all, CLEAR, JOIN)).toBe(true);
    expect(mustPrecede(all, off('lan3'), JOIN)).toBe(false);
  });

  test('a vswitch comes onto a NIC with a lasting host VLAN, and only then', () => {
    const lists = { ...cko('lan3', 'off'), vswitches: [{ name: 'web', uplink: 'lan3' }] };
    const changes = withNics({ lan3: OFFLOADS });
    const CREATE = 'Create vswitch web on lan3';
    expect(order(lists, { ...changes, hostVlans: [hostVlan('lan5000', 'lan3')] }, off('lan3'), CREATE)).toBe(
      'by the rule',
    );
    expect(order(lists, { ...changes, hostVlans: [hostVlan('lan5000', 'lan0')] }, off('lan3'), CREATE)).toBe('free');
    expect(order(lists, changes, off('lan3'), CREATE)).toBe('free');
  });
});

describe('checksum offload comes on only when', () => {
  const TO_ON = cko('lan3', 'on');
  const onLan3 = {
    vswitches: host.vswitches.map((each) => (each.name === 'vmlan4' ? { ...each, uplink: 'lan3' as never } : each)),
  };

  test('the port VLAN on its vswitch is cleared; one that is set does not matter', () => {
    const tagged = withPortVlan('vmlan4', 2, 30, { ...host, ...onLan3 });
    const lists = { ...TO_ON, guestNics: [{ guest: 'web01', slot: '0,1', vlanId: null }] };
    expect(order(lists, tagged, 'Clear the VLAN of port 2 on vmlan4 (web01 0,1)', on('lan3'))).toBe('by the rule');
    const other = { ...cko('lan0', 'on'), guestNics: [{ guest: 'web01', slot: '0,1', vlanId: null }] };
    expect(order(other, tagged, 'Clear the VLAN of port 2 on vmlan4 (web01 0,1)', on('lan0'))).toBe('free');
    const changed = { ...TO_ON, guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 31 }] };
    expect(order(changed, tagged, 'Put port 2 of vmlan4 (web01 0,1) on VLAN 31', on('lan3'))).toBe('free');
  });

  describe('a guest NIC on a tagged port of its vswitch', () => {
    const tagged = withPortVlan('vmlan4', 2, 30, { ...host, ...onLan3 });
    const owned = { ...tagged, ownedAddresses: ['guestNic.web01:0,1', 'guestNic.db01:0,2'] };
    const nic = (changes: object): object => ({ ...TO_ON, guestNics: [{ guest: 'web01', slot: '0,1', ...changes }] });

    test('is gone; one on an untagged port does not matter', () => {
      const lists = { ...TO_ON, guestNics: [] };
      expect(order(lists, owned, 'Remove NIC 0,1 from guest web01 (vswitch vmlan4)', on('lan3'))).toBe('by the rule');
      expect(order(lists, owned, 'Remove NIC 0,2 from guest db01 (vswitch vmlan4)', on('lan3'))).toBe('free');
    });

    test('has moved to another vswitch, or to another port', () => {
      const away = 'Put NIC 0,1 of guest web01 (avio_lan) on vmlan0 port 2';
      const along = 'Put NIC 0,1 of guest web01 (avio_lan) on vmlan4 port 9';
      expect(order(nic({ vswitch: 'vmlan0', port: 2, vlanId: null }), tagged, away, on('lan3'))).toBe('by the rule');
      expect(order(nic({ port: 9, vlanId: null }), tagged, along, on('lan3'))).toBe('by the rule');
    });

    test('that only changes its adapter stays where it is', () => {
      const adapted = 'Put NIC 0,1 of guest web01 (lan) on vmlan4 port 2';
      expect(order(nic({ adapter: 'lan' }), tagged, adapted, on('lan3'))).toBe('free');
    });

    test('does not matter where the vswitch has no uplink', () => {
      const inner = withPortVlan('localnet', 1, 30, host);
      const lists = {
        ...TO_ON,
        guestNics: [{ guest: 'web01', slot: '0,2', vswitch: 'vmlan0', port: 5, vlanId: null }],
      };
      expect(order(lists, inner, 'Put NIC 0,2 of guest web01 (lan) on vmlan0 port 5', on('lan3'))).toBe('free');
    });
  });

  test('the host VLAN beside its vswitch is gone', () => {
    const changes = { ...onLan3, hostVlans: [hostVlan('lan5000', 'lan3')], ownedAddresses: ['hostVlan.lan5000'] };
    const REMOVE = 'Remove host VLAN interface lan5000';
    expect(order({ ...TO_ON, hostVlans: [] }, changes, REMOVE, on('lan3'))).toBe('by the rule');
    expect(order({ ...cko('lan0', 'on'), hostVlans: [] }, changes, REMOVE, on('lan0'))).toBe('free');
  });

  test('the VLAN on its group is gone', () => {
    const tagged = withPortVlan('vmlan900', 2, 30);
    const lists = { ...cko('lan2', 'on'), guestNics: [{ guest: 'app01', slot: '0,1', vlanId: null }] };
    const CLEAR = 'Clear the VLAN of port 2 on vmlan900 (app01 0,1)';
    expect(order(lists, tagged, CLEAR, on('lan2'))).toBe('by the rule');
    expect(order({ ...lists, ...cko('lan3', 'on') }, tagged, CLEAR, on('lan3'))).toBe('free');
  });

  test('it is off in both directions before: the second one makes it no worse', () => {
    const lists = { ...TO_ON, vswitches: [{ name: 'vmlan4', uplink: 'lan0' }] };
    const half = withNics({ lan3: { transmitChecksumOffload: 'on' } });
    const tagged = { ...withPortVlan('vmlan4', 2, 30, { ...host, ...onLan3 }), ...half };
    expect(order(lists, tagged, 'Remove vswitch vmlan4', on('lan3'))).toBe('free');
  });

  test('a vswitch that had a VLAN has left it; one without had nothing to take along', () => {
    const lists = { ...TO_ON, vswitches: [{ name: 'vmlan4', uplink: 'lan0' }] };
    const REMOVE = 'Remove vswitch vmlan4';
    expect(order(lists, withPortVlan('vmlan4', 2, 30, { ...host, ...onLan3 }), REMOVE, on('lan3'))).toBe('by the rule');
    expect(order(lists, { ...onLan3, hostVlans: [hostVlan('lan5000', 'lan3')] }, REMOVE, on('lan3'))).toBe(
      'by the rule',
    );
    expect(order(lists, { ...onLan3, hostVlans: [hostVlan('lan5000', 'lan0')] }, REMOVE, on('lan3'))).toBe('free');
    expect(order(lists, onLan3, REMOVE, on('lan3'))).toBe('free');
  });

  test('a vswitch has left it that gets its VLAN back elsewhere', () => {
    const lists = { ...TO_ON, vswitches: [{ name: 'vmlan4', uplink: 'lan0' }] };
    const tagged = withPortVlan('vmlan4', 2, 30, { ...host, ...onLan3 });
    const plan = planByRules([rule, restorePortVlans], lists, tagged);
    expect(mustPrecede(plan, 'Remove vswitch vmlan4', on('lan3'))).toBe(true);
    expect(mustPrecede(plan, on('lan3'), 'Put port 2 of vmlan4 (guestNic.web01:0,1) on VLAN 30')).toBe(false);
  });

  test('its NIC has left a group with a VLAN; a group without one does not matter', () => {
    const three = {
      apaGroups: host.apaGroups.map((group) =>
        group.name === 'lan900' ? { ...group, ports: ['lan1', 'lan2', 'lan3'] as never } : group,
      ),
      ...withNics({ lan3: { aggregate: 'lan900' as never } }),
    };
    const lists = { ...TO_ON, apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2'] }] };
    const LEAVE = 'Take lan3 out of lan900';
    expect(order(lists, { ...three, ...withPortVlan('vmlan900', 2, 30) }, LEAVE, on('lan3'))).toBe('by the rule');
    expect(order(lists, { ...three, hostVlans: [hostVlan('lan5000', 'lan900')] }, LEAVE, on('lan3'))).toBe(
      'by the rule',
    );
    expect(order(lists, three, LEAVE, on('lan3'))).toBe('free');
  });
});

describe('a port that offloads checksums', () => {
  test('joins a group when the VLAN on it is gone; one that does not joins at once', () => {
    const lists = {
      apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] }],
      guestNics: [{ guest: 'app01', slot: '0,1', vlanId: null }],
    };
    const tagged = withPortVlan('vmlan900', 2, 30);
    const steps = ['Clear the VLAN of port 2 on vmlan900 (app01 0,1)', 'Add lan3 to lan900 as LAN_MONITOR'] as const;
    expect(order(lists, { ...tagged, ...withNics({ lan3: OFFLOADS }) }, ...steps)).toBe('by the rule');
    expect(order({ ...lists, ...cko('lan3', 'on') }, tagged, ...steps)).toBe('by the rule');
    expect(order(lists, tagged, ...steps)).toBe('free');
  });

  test('leaves a group for good before a VLAN is enabled on it; one that does not leaves when it likes', () => {
    const lists = {
      apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2'] }],
      guestNics: [{ guest: 'app01', slot: '0,1', vlanId: 30 }],
    };
    const three = (changes: Partial<ObservedLanInterface>): Partial<ObservedHost> => ({
      apaGroups: host.apaGroups.map((group) =>
        group.name === 'lan900' ? { ...group, ports: ['lan1', 'lan2', 'lan3'] as never } : group,
      ),
      ...withNics({ lan3: { aggregate: 'lan900' as never, ...changes } }),
    });
    const steps = ['Take lan3 out of lan900', 'Put port 2 of vmlan900 (app01 0,1) on VLAN 30'] as const;
    expect(order(lists, three(OFFLOADS), ...steps)).toBe('by the rule');
    expect(order(lists, three({}), ...steps)).toBe('free');
  });
});

describe('where a NIC offloads checksums', () => {
  test('a vswitch comes when the host VLAN has gone', () => {
    const lists = {
      vswitches: [
        { name: 'web', uplink: 'lan3' },
        { name: 'app', uplink: 'lan0' },
      ],
      hostVlans: [],
    };
    const changes = { hostVlans: [hostVlan('lan5000', 'lan3')], ownedAddresses: ['hostVlan.lan5000'] };
    const REMOVE = 'Remove host VLAN interface lan5000';
    const offloading = { ...changes, ...withNics({ lan3: OFFLOADS }) };
    expect(order(lists, offloading, REMOVE, 'Create vswitch web on lan3')).toBe('by the rule');
    expect(order(lists, offloading, REMOVE, 'Create vswitch app on lan0')).toBe('free');
    expect(order(lists, changes, REMOVE, 'Create vswitch web on lan3')).toBe('free');
  });

  test('a host VLAN comes when the vswitch has left', () => {
    const lists = {
      vswitches: [{ name: 'vmlan4', uplink: 'lan3' }],
      hostVlans: [
        { name: 'lan5000', uplink: 'lan4', vlanId: 9 },
        { name: 'lan5001', uplink: 'lan0', vlanId: 9 },
      ],
    };
    const steps = ['Remove vswitch vmlan4', 'Create host VLAN interface lan5000 with VLAN 9 on lan4'] as const;
    expect(order(lists, {}, ...steps)).toBe('by the rule');
    expect(order(lists, {}, steps[0], 'Create host VLAN interface lan5001 with VLAN 9 on lan0')).toBe('free');
    expect(order({ ...lists, ...cko('lan4', 'off') }, {}, ...steps)).toBe('free');
  });
});

describe('what only looks alike', () => {
  const TAG = { guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 30 }] };
  const VLAN = { hostVlans: [{ name: 'lan5000', uplink: 'lan3', vlanId: 9 }] };
  const CREATE_VLAN = 'Create host VLAN interface lan5000 with VLAN 9 on lan3';
  const REMOVE_VLAN = 'Remove host VLAN interface lan5000';
  const withVlan = { hostVlans: [hostVlan('lan5000', 'lan3')], ownedAddresses: ['hostVlan.lan5000'] };
  const tso = (name: string, segmentationOffload: string): object => ({
    lanInterfaces: [{ name, segmentationOffload }],
  });

  test('segmentation offload is not checksum offload', () => {
    const step = 'Turn TCP segmentation offload off on lan4';
    expect(order(TAG, {}, step, 'Put port 2 of vmlan4 (web01 0,1) on VLAN 30')).toBe('free');
    const comesOn = 'Turn TCP segmentation offload on on lan3';
    expect(order({ ...tso('lan3', 'on'), hostVlans: [] }, withVlan, REMOVE_VLAN, comesOn)).toBe('free');
  });

  test('offload that comes on is not offload that goes, and the other way round', () => {
    expect(order({ ...cko('lan3', 'on'), ...VLAN }, {}, on('lan3'), CREATE_VLAN)).toBe('free');
    const changes = { ...withVlan, ...withNics({ lan3: OFFLOADS }) };
    expect(order({ ...cko('lan3', 'off'), hostVlans: [] }, changes, REMOVE_VLAN, off('lan3'))).toBe('free');
  });

  test('a group that is emptied is not one that ports join', () => {
    const lists = { ...cko('lan1', 'off'), apaGroups: [{ name: 'lan900', mode: 'MANUAL' }] };
    const changes = { ...withNics({ lan1: OFFLOADS }), ...withPortVlan('vmlan900', 2, 30) };
    expect(order(lists, changes, off('lan1'), 'Take all ports (lan1, lan2) out of lan900')).toBe('free');
  });

  test('a port that comes back to its group does not leave it', () => {
    const lists = {
      apaGroups: [{ name: 'lan900', mode: 'MANUAL' }],
      guestNics: [{ guest: 'app01', slot: '0,1', vlanId: 30 }],
    };
    const steps = [
      'Take all ports (lan1, lan2) out of lan900',
      'Put port 2 of vmlan900 (app01 0,1) on VLAN 30',
    ] as const;
    expect(order(lists, withNics({ lan1: OFFLOADS }), ...steps)).toBe('free');
  });

  test('a vswitch that goes is not a host VLAN that goes, nor one that comes', () => {
    const swapped = {
      vswitches: [
        { name: 'vmlan4', uplink: 'lan3' },
        { name: 'web', uplink: 'lan4' },
        { name: 'inner', uplink: null },
      ],
    };
    expect(order(swapped, {}, 'Remove vswitch vmlan4', 'Create vswitch web on lan4')).toBe('free');
    const lasting = { hostVlans: [hostVlan('lan5000', 'lan4')] };
    const leaving = { ...cko('lan4', 'off'), vswitches: [{ name: 'vmlan4', uplink: 'lan3' }] };
    expect(order(leaving, lasting, off('lan4'), 'Remove vswitch vmlan4')).toBe('free');
  });

  test('a guest-only vswitch has no uplink to clear', () => {
    const inner = {
      vswitches: host.vswitches.map((each) => (each.name === 'vmlan4' ? { ...each, uplink: null } : each)),
    };
    const lists = {
      ...cko('lan3', 'on'),
      vswitches: [
        { name: 'vmlan4', uplink: 'lan0' },
        { name: 'inner', uplink: null },
      ],
      hostVlans: [],
    };
    const changes = { ...withPortVlan('vmlan4', 2, 30, { ...host, ...inner }), ...withVlan };
    expect(order(lists, changes, 'Remove vswitch vmlan4', on('lan3'))).toBe('free');
    expect(
      order(lists, { ...changes, ...withNics({ lan3: OFFLOADS }) }, REMOVE_VLAN, 'Create guest-only vswitch inner'),
    ).toBe('free');
  });
});
