import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { guestNic, quickStartHost } from '../../../test/hosts/quick-start-host';
import { errorDiagnostic, warningDiagnostic } from '../../model/diagnostic';
import type { ObservedHost, ObservedVswitch } from '../../model/observed-host';
import { unsafeCurrentState as rule } from './unsafe-current-state';

const ID = 'unsafe-current-state';
const INTRO = 'The plan works on it and does not repair it.';

/** The quick-start host with one of its vswitches changed. */
function vswitch(name: string, changes: object): Partial<ObservedHost> {
  return { vswitches: quickStartHost().vswitches.map((each) => (each.name === name ? { ...each, ...changes } : each)) };
}
/** Ports of vmlan4 with VLAN 7 on port 2. */
const TAGGED = vswitch('vmlan4', {
  ports: quickStartHost()
    .vswitches.find((each) => each.name === 'vmlan4')
    ?.ports.map((port) => ({ ...port, vlanId: port.port === 2 ? 7 : null })),
});
const nicOn = (name: string, slot = '0,2', guest = 'test01'): object => ({
  guestNics: [{ guest, slot, vswitch: name, adapter: 'lan' }],
});
const outcome = (lists: object, changes: Partial<ObservedHost> = {}): readonly object[] =>
  said(planByRules([rule], lists, changes)).filter((item) => item.code === ID);

test('it is an error, on documented ground', () => {
  expect(rule).toMatchObject({ id: ID, severity: 'error', basis: 'documented' });
});

test('a host on which nothing is wrong is no matter', () => {
  expect(outcome(nicOn('vmlan4'))).toEqual([]);
});

describe('a VLAN of somebody else over checksum offload', () => {
  const refusal = errorDiagnostic(
    ID,
    'vswitch vmlan4 has port 2 (VLAN 7) over lan4 while checksum offload is on (lan4)',
    `${INTRO} Connections between host and guests over a VLAN can fail. Declare lan4 with checksumOffload "off", or vmlan4 itself (Integrity VM 4.2.5 Release Notes, 7.2.20, p. 75).`,
    'vswitch.vmlan4',
  );

  test('is in the way of a guest NIC there, and of nothing else', () => {
    expect(outcome(nicOn('vmlan4'), TAGGED)).toEqual([refusal]);
    expect(outcome(nicOn('vmlan0'), TAGGED)).toEqual([]);
    expect(outcome({}, TAGGED)).toEqual([]);
  });

  test('is in the way of a NIC that moves there, or away and leaves the VLAN', () => {
    expect(outcome({ guestNics: [{ guest: 'test01', slot: '0,1', vswitch: 'vmlan4' }] }, TAGGED)).toEqual([refusal]);
    expect(outcome({ guestNics: [{ guest: 'db01', slot: '0,2', vswitch: 'vmlan900' }] }, TAGGED)).toEqual([refusal]);
  });

  test('is in the way of a change of the NIC beneath', () => {
    const half = { lanInterfaces: [{ name: 'lan4', segmentationOffload: 'off' }] };
    expect(outcome(half, TAGGED)).toEqual([refusal]);
  });

  test('is repaired by switching the offload off, by taking the VLAN off, by moving and by halting the vswitch', () => {
    expect(outcome({ lanInterfaces: [{ name: 'lan4', checksumOffload: 'off' }], ...nicOn('vmlan4') }, TAGGED)).toEqual(
      [],
    );
    expect(outcome({ vswitches: [{ name: 'vmlan4' }], ...nicOn('vmlan4') }, TAGGED)).toEqual([]);
    const nics = quickStartHost().guestNics.map((nic) =>
      nic.guest === 'web01' && nic.slot === '0,1' ? { ...nic, vlanId: 7 as never } : nic,
    );
    const untagged = { guestNics: [{ guest: 'web01', slot: '0,1', vlanId: null }] };
    expect(outcome(untagged, { ...TAGGED, guestNics: nics })).toEqual([]);
    const moved = { vswitches: [{ name: 'vmlan4', uplink: 'lan3' }], ...nicOn('vmlan4') };
    expect(outcome(moved, TAGGED)).toEqual([]);
    expect(outcome({ vswitches: [{ name: 'vmlan4', state: 'down' }] }, TAGGED)).toEqual([]);
  });

  test.each([
    ['off', 'off', 0],
    ['on', 'off', 1],
    ['off', 'on', 1],
    [null, 'on', 0],
  ])('receive %s and transmit %s: %d', (receiveChecksumOffload, transmitChecksumOffload, count) => {
    const lanInterfaces = quickStartHost().lanInterfaces.map((nic) =>
      nic.name === 'lan4' ? { ...nic, receiveChecksumOffload, transmitChecksumOffload, virtualMtuBytes: 0 } : nic,
    ) as unknown as ObservedHost['lanInterfaces'];
    expect(outcome(nicOn('vmlan4'), { ...TAGGED, lanInterfaces })).toHaveLength(count);
  });

  test.each([
    ['off', 'on'],
    ['on', 'off'],
  ])('receive %s and transmit %s is repaired by switching off what is on', (receive, transmit) => {
    const lanInterfaces = quickStartHost().lanInterfaces.map((nic) =>
      nic.name === 'lan4'
        ? { ...nic, receiveChecksumOffload: receive, transmitChecksumOffload: transmit, virtualMtuBytes: 0 }
        : nic,
    ) as unknown as ObservedHost['lanInterfaces'];
    const lists = { ...nicOn('vmlan4'), lanInterfaces: [{ name: 'lan4', checksumOffload: 'off' }] };
    expect(outcome(lists, { ...TAGGED, lanInterfaces })).toEqual([]);
  });

  test('counts when only one direction is repaired, and the ports of a group count', () => {
    const ports = quickStartHost().vswitches.find((each) => each.name === 'vmlan900')?.ports ?? [];
    const tagged = vswitch('vmlan900', { ports: ports.map((port) => ({ ...port, vlanId: 9 as never })) });
    const lanInterfaces = quickStartHost().lanInterfaces.map((nic) =>
      nic.name === 'lan2' ? { ...nic, receiveChecksumOffload: 'on' as const } : nic,
    );
    expect(outcome(nicOn('vmlan900'), { ...tagged, lanInterfaces })).toEqual([
      expect.objectContaining({
        summary:
          'vswitch vmlan900 has port 1 (VLAN 9), port 2 (VLAN 9) over lan900 while checksum offload is on (lan2)',
      }),
    ]);
  });

  test('may be a host VLAN, and goes with it', () => {
    const hostVlans = [
      { name: 'lan5000', uplink: 'lan4', vlanId: 30, state: 'up' },
      { name: 'lan5001', uplink: 'lan4', vlanId: null, state: 'up' },
      { name: 'lan5002', uplink: 'lan3', vlanId: 30, state: 'up' },
    ] as unknown as ObservedHost['hostVlans'];
    expect(outcome(nicOn('vmlan4'), { hostVlans })).toEqual([
      expect.objectContaining({
        summary:
          'vswitch vmlan4 has lan5000 (VLAN 30), lan5001 (VLAN unknown) over lan4 while checksum offload is on (lan4)',
      }),
    ]);
    const going = { hostVlans: [], ...nicOn('vmlan4') };
    const one = hostVlans.slice(0, 1);
    expect(outcome(going, { hostVlans: one, ownedAddresses: ['hostVlan.lan5000'] })).toEqual([]);
  });

  test('on a vswitch that is down does no harm, nor on one without uplink', () => {
    const down = { vswitches: (TAGGED.vswitches ?? []).map((each) => ({ ...each, state: 'down' as const })) };
    expect(outcome(nicOn('vmlan4'), down)).toEqual([]);
    const local = vswitch('localnet', {
      ports: [{ port: 1, state: 'Active', adapter: 'lan', vlanId: 7, reservedGuests: 1, activeGuest: 'web01' }],
    });
    expect(outcome(nicOn('localnet'), local)).toEqual([]);
  });
});

describe('a vswitch in a state that nobody has documented', () => {
  const unknown = vswitch('vmlan4', { state: 'unknown' });

  test('is in the way of what is done on it', () => {
    const refusal = errorDiagnostic(
      ID,
      'vswitch vmlan4 is neither Up nor Down',
      `${INTRO} Its guests may lose their connection while it is unstable. Bring it to Up or Down with hpvmnet -b, -h or -r first (Integrity VM 4.2 Release Notes, 7.2.18, p. 73).`,
      'vswitch.vmlan4',
    );
    expect(outcome(nicOn('vmlan4'), unknown)).toEqual([refusal]);
    expect(outcome({ vswitches: [{ name: 'vmlan4', uplink: 'lan3' }] }, unknown)).toEqual([refusal]);
    expect(outcome(nicOn('vmlan0'), unknown)).toEqual([]);
  });
});

describe('a vswitch on an interface that is none for it', () => {
  const on = (uplink: string): Partial<ObservedHost> =>
    vswitch('vmlan0', { uplink: uplink as ObservedVswitch['uplink'], mac: null, ipAddress: null });

  test('a VLAN interface', () => {
    expect(outcome(nicOn('vmlan0'), on('lan5000'))).toEqual([
      errorDiagnostic(
        ID,
        'vswitch vmlan0 is on lan5000, a VLAN interface',
        `${INTRO} VLANs do not nest. Give vmlan0 the interface beneath lan5000 as uplink, and its ports the VLAN (vPars and Integrity VM V6.3 Administrator Guide, p. 122).`,
        'vswitch.vmlan0',
      ),
    ]);
  });

  test('a port of a group is warned of: that it does harm is inferred', () => {
    expect(outcome(nicOn('vmlan0'), on('lan2'))).toEqual([
      warningDiagnostic(
        ID,
        'vswitch vmlan0 is on lan2, a port of lan900',
        `${INTRO} The traffic of a port belongs to its group. Give vmlan0 lan900 as uplink, or take lan2 out of it (inferred from the APA Administrator's Guide, 11i v3, March 2014, p. 44).`,
        'vswitch.vmlan0',
      ),
    ]);
  });

  test('is repaired by moving it, and a port by leaving its group', () => {
    const moved = { vswitches: [{ name: 'vmlan0', uplink: 'lan3' }] };
    expect(outcome(moved, on('lan5000'))).toEqual([]);
    expect(outcome(moved, on('lan2'))).toEqual([]);
    const freed = { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan3'] }], ...nicOn('vmlan0') };
    expect(outcome(freed, on('lan2'))).toEqual([]);
  });

  test('and a NIC of its own is one', () => {
    expect(outcome(nicOn('vmlan0'), on('lan3'))).toEqual([]);
  });
});

describe('two running guests on one port', () => {
  const shared: Partial<ObservedHost> = {
    guestNics: [...quickStartHost().guestNics, guestNic('app01', '0,3', 'avio_lan', '0x66f3f84e37aa', 'vmlan4', 2)],
  };
  const refusal = errorDiagnostic(
    ID,
    'port 2 of vswitch vmlan4 is shared by running guests: web01 0,1, app01 0,3',
    `${INTRO} Each running guest needs a port of its own. Declare one of the NICs with another port (ICA 4.2, p. 20).`,
    'vswitch.vmlan4',
  );

  test('are in the way of what is done on the vswitch or with one of them', () => {
    expect(outcome(nicOn('vmlan4'), shared)).toEqual([refusal]);
    const tagged = { guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 7 }] };
    expect(outcome(tagged, shared)).toEqual([refusal]);
    expect(outcome(nicOn('vmlan900'), shared)).toEqual([]);
  });

  test('are told apart by giving one of them another port, or taking it away', () => {
    const moved = { guestNics: [{ guest: 'app01', slot: '0,3', port: 9 }] };
    expect(outcome(moved, shared)).toEqual([]);
    const gone = { guestNics: [] };
    expect(outcome(gone, { ...shared, ownedAddresses: ['guestNic.app01:0,3'] })).toEqual([]);
  });

  test('are not told apart by another adapter or another MAC address', () => {
    expect(outcome({ guestNics: [{ guest: 'app01', slot: '0,3', adapter: 'lan' }] }, shared)).toEqual([refusal]);
    expect(outcome({ guestNics: [{ guest: 'app01', slot: '0,3', mac: '0x66f3f84e37ab' }] }, shared)).toEqual([refusal]);
  });

  test('do not count while one of them is off, nor on a release without ports', () => {
    const guests = quickStartHost().guests.map((guest) => ({
      ...guest,
      state: guest.name === 'app01' ? ('off' as const) : guest.state,
    }));
    expect(outcome(nicOn('vmlan4'), { ...shared, guests })).toEqual([]);
    const portless = quickStartHost().guestNics.map((nic) => ({ ...nic, port: null }));
    expect(outcome(nicOn('vmlan4'), { guestNics: portless })).toEqual([]);
  });
});

describe('one MAC address twice', () => {
  const twins = (mac: string): Partial<ObservedHost> => ({
    guestNics: [...quickStartHost().guestNics, guestNic('app01', '0,3', 'avio_lan', mac, 'vmlan0', 9)],
  });
  const MOVED = { guestNics: [{ guest: 'app01', slot: '0,3', vswitch: 'vmlan900' }] };
  const refusal = (others: string, mac: string): object =>
    errorDiagnostic(
      ID,
      `MAC address ${mac} is in use more than once: ${others}, app01 0,3`,
      `${INTRO} They take traffic from each other. Declare one of the guest NICs with another mac (Integrity VM Release Notes, 3.x, 7.3, p. 43).`,
      'guestNic.app01:0,3',
    );

  test('of two running guests is in the way of a change of one of their NICs', () => {
    expect(outcome(MOVED, twins('0x66f3f84e37d5'))).toEqual([refusal('web01 0,1', '0x66f3f84e37d5')]);
    const other = { guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 5 }] };
    expect(outcome(other, twins('0x66f3f84e37d5'))).toEqual([refusal('web01 0,1', '0x66f3f84e37d5')]);
  });

  test('of a guest and a NIC of the host too', () => {
    expect(outcome(MOVED, twins('0x00306e39815c'))).toEqual([refusal('lan3 of the VM host', '0x00306e39815c')]);
  });

  test("is nobody else's matter", () => {
    expect(outcome(nicOn('vmlan0'), twins('0x66f3f84e37d5'))).toEqual([]);
  });

  test('is repaired by another address, and by removing one of the two', () => {
    const changed = { guestNics: [{ guest: 'app01', slot: '0,3', mac: '0x66f3f84e37ab' }] };
    expect(outcome(changed, twins('0x66f3f84e37d5'))).toEqual([]);
    const owned = { ...twins('0x66f3f84e37d5'), ownedAddresses: ['guestNic.app01:0,3'] };
    expect(outcome({ guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 5 }] }, owned)).toEqual([]);
  });

  test('does not count while one of them is off, nor when it says nothing, nor between NICs of the host', () => {
    const guests = quickStartHost().guests.map((guest) => ({
      ...guest,
      state: guest.name === 'web01' ? ('off' as const) : guest.state,
    }));
    expect(outcome(MOVED, { ...twins('0x66f3f84e37d5'), guests })).toEqual([]);
    const none = quickStartHost().guestNics.map((nic) => ({ ...nic, mac: '0x000000000000' as never }));
    expect(outcome({ guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 5 }] }, { guestNics: none })).toEqual([]);
    const lanInterfaces = quickStartHost().lanInterfaces.map((nic) => ({ ...nic, mac: '0x00306e39815c' as never }));
    expect(outcome(nicOn('vmlan0'), { lanInterfaces })).toEqual([]);
  });
});
