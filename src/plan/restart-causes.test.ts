import { quickStartHost } from '../../test/hosts/quick-start-host';
import { withPortVlan } from '../../test/hosts/with-port-vlan';
import { decodeDesiredHost } from '../desired/decode-desired-host';
import type { ObservedHost } from '../model/observed-host';
import { draftOf } from './draft';
import { addressesOf, causesAtVswitch, causesOf } from './restart-causes';

function drafted(resources: Readonly<Record<string, unknown>>, changes: Partial<ObservedHost> = {}) {
  const document = { formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1', ...resources };
  const decoded = decodeDesiredHost(document, 'test');
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.diagnostics));
  return draftOf({ desired: decoded.value, observed: quickStartHost(changes) }, []);
}

function atVswitch(name: string, ...input: Parameters<typeof drafted>): readonly string[] {
  return causesAtVswitch(name, drafted(...input).context).map(({ address, because }) => `${address}: ${because}`);
}

const WEB01 = { guest: 'web01', slot: '0,1' };

test.each([
  [
    'its own uplink',
    'vmlan0',
    { vswitches: [{ name: 'vmlan0', uplink: 'lan3' }] },
    'vswitch.vmlan0: vmlan0 gets uplink lan3',
  ],
  [
    'the ports of the group below',
    'vmlan900',
    { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] }] },
    'apaGroup.lan900: lan900 gets ports lan1, lan2, lan3',
  ],
  [
    'another adapter on it',
    'vmlan0',
    { guestNics: [{ guest: 'test01', slot: '0,1', adapter: 'avio_lan' }] },
    'guestNic.test01:0,1: test01 0,1 gets adapter avio_lan',
  ],
  [
    'a setting that somebody wrote',
    'vmlan4',
    { lanInterfaces: [{ name: 'lan4', segmentationOffload: 'off' }] },
    'lanInterface.lan4: lan4 gets segmentationOffload off',
  ],
  [
    'the VLAN that needs a setting',
    'vmlan4',
    { guestNics: [{ ...WEB01, vlanId: 120 }] },
    'guestNic.web01:0,1: lan4 gets checksumOffload off, which VLAN 120 of web01 0,1 needs',
  ],
])('a vswitch goes down for %s', (_what, vswitch, resources, expected) => {
  expect(atVswitch(vswitch, resources)).toEqual([expected]);
});

test('where the VLAN is there already, the setting of its NIC is what changes', () => {
  const found = atVswitch(
    'vmlan4',
    { vswitches: [{ name: 'vmlan4', uplink: 'lan4' }] },
    withPortVlan('vmlan4', 2, 120),
  );
  expect(found).toEqual([
    'lanInterface.lan4: lan4 gets checksumOffload off, which port 2 of vswitch vmlan4 (VLAN 120) needs',
  ]);
});

test('a host VLAN interface beside a vswitch has the NIC below set for it', () => {
  const hostVlans = [{ name: 'lan5000', uplink: 'lan900', vlanId: 20 }];
  const found = atVswitch('vmlan4', { hostVlans: [{ name: 'lan5000', uplink: 'lan4', vlanId: 20 }] });
  expect(found).toEqual([
    'hostVlan.lan5000: lan4 gets checksumOffload off, which the host VLAN interface lan5000 needs',
  ]);
  for (const cause of atVswitch('vmlan900', { hostVlans })) expect(cause).toContain('lan5000 needs');
});

test('what somebody wrote of a NIC besides what a VLAN needs is named as well', () => {
  const lists = {
    guestNics: [{ ...WEB01, vlanId: 120 }],
    lanInterfaces: [{ name: 'lan4', segmentationOffload: 'off' }],
  };
  expect(atVswitch('vmlan4', lists)).toEqual([
    'guestNic.web01:0,1: lan4 gets checksumOffload off, which VLAN 120 of web01 0,1 needs',
    'lanInterface.lan4: lan4 gets segmentationOffload off',
  ]);
});

test('a port VLAN that goes is said to be untagged, and takes no vswitch down', () => {
  const { context, untangled } = drafted({ guestNics: [{ ...WEB01, vlanId: null }] }, withPortVlan('vmlan4', 2, 120));
  const [first] = untangled.operations.flatMap((operation) => causesOf(operation, context));
  expect(first).toEqual({ address: 'guestNic.web01:0,1', because: 'web01 0,1 gets vlanId untagged' });
  expect(causesAtVswitch('vmlan4', context)).toEqual([]);
});

test('a vswitch that nothing touches, or that is not there, has no causes', () => {
  expect(atVswitch('vmlan0', { guestNics: [{ ...WEB01, vlanId: 120 }] })).toEqual([]);
  expect(atVswitch('nowhere', { guestNics: [{ ...WEB01, vlanId: 120 }] })).toEqual([]);
  // A VLAN on a vswitch changes nothing that would take others down.
  expect(atVswitch('localnet', { tunables: { macAddressFrames: 2 } })).toEqual([]);
});

test('an operation is there for its own change, else for that of its vswitch', () => {
  const { context, untangled } = drafted(
    { vswitches: [{ name: 'vmlan4', uplink: 'lan3' }] },
    withPortVlan('vmlan4', 2, 120),
  );
  for (const operation of untangled.operations)
    expect([operation.title, addressesOf(causesOf(operation, context))]).toEqual([operation.title, ['vswitch.vmlan4']]);
  const frames = drafted({ tunables: { macAddressFrames: 2 } });
  expect(frames.untangled.operations.flatMap((operation) => causesOf(operation, frames.context))).toEqual([
    { address: 'tunables', because: 'tunables gets macAddressFrames 2' },
  ]);
});

test('what is new or goes is said as that', () => {
  expect(atVswitch('web', { vswitches: [{ name: 'web', uplink: 'lan3' }] })).toEqual(['vswitch.web: web is new']);
  expect(atVswitch('vmlan0', { vswitches: [] }, { ownedAddresses: ['vswitch.vmlan0'] })).toEqual([
    'vswitch.vmlan0: vmlan0 is removed',
  ]);
});

test('a vswitch that only follows its uplink is declared, and that is why', () => {
  const host = quickStartHost();
  const vswitches = host.vswitches.map((each) =>
    each.name === 'vmlan4' ? { ...each, ipAddress: '192.1.2.99' } : each,
  );
  expect(atVswitch('vmlan4', { vswitches: [{ name: 'vmlan4', uplink: 'lan4' }] }, { vswitches: vswitches })).toEqual([
    'vswitch.vmlan4: vmlan4 is declared, and its uplink has other addresses than it works with',
  ]);
});
