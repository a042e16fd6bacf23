import { decodeDesiredHost } from '../desired/decode-desired-host';
import type { ObservedHost } from '../model/observed-host';
import { guestNic, nic, quickStartHost } from '../../test/hosts/quick-start-host';
import { diffHost, type HostDifference } from './diff-host';

/** Difference between some desired lists and the quick-start host. */
function diff(lists: object, changes: Partial<ObservedHost> = {}): HostDifference {
  const document = { formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1', ...lists };
  const decoded = decodeDesiredHost(document, 'test');
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.diagnostics));
  return diffHost({ desired: decoded.value, observed: quickStartHost(changes) });
}

function outline({ changes, diagnostics }: HostDifference): readonly string[] {
  return [
    ...changes.map(
      (change) =>
        `${change.action} ${change.address} ${change.fields.map((field) => `${field.path}=${JSON.stringify(field.after)}`).join(' ')}`,
    ),
    ...diagnostics.map((item) => `${item.code} ${item.address ?? ''}`),
  ];
}

test('what is as desired does not differ', () => {
  const lists = {
    lanInterfaces: [{ name: 'lan4', checksumOffload: 'on', segmentationOffload: 'on' }],
    apaGroups: [{ name: 'lan900', mode: 'LAN_MONITOR', ports: ['lan2', 'lan1'] }],
    vswitches: [{ name: 'vmlan900', uplink: 'lan900', state: 'up' }],
    guestNics: [{ guest: 'db01', slot: '0,1', vswitch: 'vmlan900', adapter: 'avio_lan', vlanId: null, port: 1 }],
  };
  expect(outline(diff(lists))).toEqual([]);
});

test('properties that are left out are not managed', () => {
  expect(outline(diff({ vswitches: [{ name: 'vmlan4' }], lanInterfaces: [{ name: 'lan4' }] }))).toEqual([]);
});

test('half a checksum offload counts as another value', () => {
  const lanInterfaces = [nic('lan3', '0x00306e39815c', { receiveChecksumOffload: 'on' })];
  const { changes } = diff({ lanInterfaces: [{ name: 'lan3', checksumOffload: 'off' }] }, { lanInterfaces });
  expect(changes[0]?.fields).toEqual([{ path: 'checksumOffload', before: 'receive only', after: 'off' }]);
});

test('a VLAN requires checksum offload off on every NIC behind its vswitch, in the words of the rule', () => {
  const lanInterfaces = quickStartHost().lanInterfaces.map((each) =>
    each.aggregate === null ? each : { ...each, transmitChecksumOffload: 'on' as const },
  );
  const { changes } = diff({ guestNics: [{ guest: 'db01', slot: '0,1', vlanId: 20 }] }, { lanInterfaces });
  expect(changes.map((change) => [change.address, change.derivedBy])).toEqual([
    ['lanInterface.lan1', 'cko-off-before-vlan'],
    ['lanInterface.lan2', 'cko-off-before-vlan'],
    ['guestNic.db01:0,1', undefined],
  ]);
});

test('a VLAN that others made on a vswitch that is not declared requires nothing of us', () => {
  const vswitches = quickStartHost().vswitches.map((each) =>
    each.name === 'vmlan4' ? { ...each, ports: each.ports.map((port) => ({ ...port, vlanId: 7 as never })) } : each,
  );
  expect(outline(diff({ vswitches: [{ name: 'vmlan0' }] }, { vswitches }))).toEqual([]);
  expect(outline(diff({ vswitches: [{ name: 'vmlan4' }] }, { vswitches }))).toEqual([
    'update lanInterface.lan4 checksumOffload="off"',
  ]);
});

test('an aggregate that is listed but empty is created, not updated', () => {
  const lists = { apaGroups: [{ name: 'lan901', mode: 'MANUAL', ports: ['lan3', 'lan4'], loadBalancing: 'LB_MAC' }] };
  expect(outline(diff(lists))).toEqual([
    'create apaGroup.lan901 mode="MANUAL" ports=["lan3","lan4"] loadBalancing="LB_MAC"',
  ]);
});

test('a guest NIC on a vswitch that is not there changes only when the vswitch is declared', () => {
  const vswitches = quickStartHost().vswitches.filter(({ name }) => name !== 'vmlan0');
  const guestNics = [{ guest: 'test01', slot: '0,1', adapter: 'avio_lan' }];
  const declared = { guestNics, vswitches: [{ name: 'vmlan0', uplink: 'lan0' }] };
  expect(outline(diff({ guestNics }, { vswitches }))).toEqual(['vswitch-not-found guestNic.test01:0,1']);
  expect(outline(diff(declared, { vswitches }))).toContain('update guestNic.test01:0,1 adapter="avio_lan"');
  expect(outline(diff({ guestNics: [{ guest: 'test01', slot: '0,1', adapter: 'lan' }] }, { vswitches }))).toEqual([]);
});

test('a guest NIC with a port that nobody lists stays as it is, unless it is given a port or another vswitch', () => {
  const unlisted = quickStartHost().guestNics.map((each) => ({ ...each, port: null }));
  const changes = (wanted: object): readonly string[] =>
    outline(diff({ guestNics: [{ guest: 'test01', slot: '0,1', ...wanted }] }, { guestNics: unlisted }));
  expect(changes({ adapter: 'avio_lan' })).toEqual(['unknown-state guestNic.test01:0,1']);
  expect(changes({ adapter: 'lan' })).toEqual([]);
  expect(changes({ adapter: 'avio_lan', port: 1 })).toEqual(['update guestNic.test01:0,1 adapter="avio_lan" port=1']);
  expect(changes({ vswitch: 'localnet' })).toEqual(['update guestNic.test01:0,1 vswitch="localnet"']);
});

test('only what this tool created is deleted', () => {
  const guestNics = [
    ...quickStartHost().guestNics,
    guestNic('web01', '0,5', 'avio_lan', '0x66f3f84e3700', 'vmlan4', 9),
  ];
  const emptied = { apaGroups: [], hostVlans: [], vswitches: [], guestNics: [] };
  expect(outline(diff(emptied, { guestNics }))).toEqual([]);
  expect(outline(diff(emptied, { guestNics, ownedAddresses: ['guestNic.web01:0,5', 'vswitch.vmlan0'] }))).toEqual([
    'delete vswitch.vmlan0 ',
    'delete guestNic.web01:0,5 ',
  ]);
});

test('a list that is left out deletes nothing, whoever made it', () => {
  expect(outline(diff({ vswitches: [] }, { ownedAddresses: ['guestNic.web01:0,1'] }))).toEqual([]);
});

test('localnet is never deleted, even when the ownership record names it', () => {
  expect(outline(diff({ vswitches: [] }, { ownedAddresses: ['vswitch.localnet'] }))).toEqual([]);
});

describe('unknown is not absent', () => {
  const gap = (subject: string): Partial<ObservedHost> => ({
    coverage: [{ subject, probe: 'hpvmnet', reason: 'it could not be read' }],
  });

  test.each([
    ['apaGroups', { apaGroups: [{ name: 'lan900', mode: 'LACP_AUTO', ports: ['lan1'] }] }, 'apaGroup'],
    ['hostVlans', { hostVlans: [{ name: 'lan5000', uplink: 'lan3', vlanId: 1 }] }, 'hostVlan'],
    ['vswitches', { vswitches: [{ name: 'fresh', uplink: 'lan3' }] }, 'vswitch'],
    ['guests', { guestNics: [{ guest: 'new01', slot: '0,1', vswitch: 'vmlan4', adapter: 'lan' }] }, 'guestNic'],
    ['guestNics', { guestNics: [{ guest: 'web01', slot: '0,6', vswitch: 'vmlan4', adapter: 'lan' }] }, 'guestNic'],
    ['tunables', { tunables: { macAddressFrames: 2 } }, 'tunables'],
  ])('an unreadable area "%s" stops what needs it', (subject, lists, address) => {
    expect(outline(diff(lists, gap(subject)))).toEqual([`unknown-state ${address}`]);
  });

  test('an unreadable checksum offload stops what needs it', () => {
    const lanInterfaces = [nic('lan3', '0x00306e39815c', { receiveChecksumOffload: null })];
    expect(outline(diff({ lanInterfaces: [{ name: 'lan3', checksumOffload: 'off' }] }, { lanInterfaces }))).toEqual([
      'unknown-state lanInterface.lan3',
    ]);
  });

  test('an unreadable virtual MTU stops what needs it', () => {
    const lanInterfaces = [nic('lan3', '0x00306e39815c', { virtualMtuBytes: null })];
    expect(outline(diff({ lanInterfaces: [{ name: 'lan3', segmentationOffload: 'off' }] }, { lanInterfaces }))).toEqual(
      ['unknown-state lanInterface.lan3'],
    );
  });

  test('a vswitch state nobody has documented stops what needs it', () => {
    const vswitches = quickStartHost().vswitches.map((each) => ({ ...each, state: 'unknown' as const }));
    expect(outline(diff({ vswitches: [{ name: 'vmlan0', state: 'up' }] }, { vswitches }))).toEqual([
      'unknown-state vswitch.vmlan0',
    ]);
  });

  test('a port VLAN that could not be read stops what needs it', () => {
    const guestNics = quickStartHost().guestNics.map((each) => ({ ...each, vlanId: 'unknown' as const }));
    expect(outline(diff({ guestNics: [{ guest: 'web01', slot: '0,1', vlanId: null }] }, { guestNics }))).toEqual([
      'unknown-state guestNic.web01:0,1',
    ]);
  });
});

test('behind an unreadable listing even an empty list is not taken for done', () => {
  const coverage = [{ subject: 'vswitches', probe: 'hpvmnet', reason: 'it could not be read' }];
  expect(outline(diff({ vswitches: [] }, { coverage, vswitches: [] }))).toEqual(['unknown-state vswitch']);
});

test('a run that ended half way is in the way of everything until a person has looked', () => {
  const remaining = [{ step: 's02', command: '/opt/hpvm/bin/hpvmnet -b -S vmlan900' }];
  const unfinishedRun = {
    runId: 'r1',
    startedAt: '2026-11-22T10:00:00Z',
    holdsLock: false,
    remaining,
    isBeingTakenBack: false,
    left: [],
  };
  const [found] = diff({}, { unfinishedRun }).diagnostics;
  expect(found).toMatchObject({ severity: 'error', code: 'unfinished-run' });
  expect(found?.detail).toContain('s02  /opt/hpvm/bin/hpvmnet -b -S vmlan900');
  const [running] = diff({}, { unfinishedRun: { ...unfinishedRun, holdsLock: true } }).diagnostics;
  expect(running).toMatchObject({ severity: 'warning', code: 'run-under-way' });
});

test('behind a way back that failed nobody is told to go on with the steps of the run', () => {
  const remaining = [{ step: 's02', command: '/opt/hpvm/bin/hpvmnet -b -S vmlan900' }];
  const run = { runId: 'r1', startedAt: '2026-11-22T10:00:00Z', holdsLock: false, remaining };
  const [found] = diff({}, { unfinishedRun: { ...run, isBeingTakenBack: true, left: ['r03'] } }).diagnostics;
  expect(found).toMatchObject({ severity: 'error', code: 'unfinished-run' });
  expect(found?.summary).toContain('was being taken back');
  expect(found?.detail).not.toContain('hpvmnet -b');
  for (const part of [
    'Not taken back: r03.',
    'Do not carry out the steps',
    '(s02)',
    'hpvmctl status --host vmhost1',
    'hpvmctl resume --host vmhost1',
  ])
    expect(found?.detail).toContain(part);
  const [broken] = diff({}, { unfinishedRun: { ...run, isBeingTakenBack: true, left: [] } }).diagnostics;
  expect(broken?.detail).toContain('was broken off');
  expect(broken?.detail).not.toContain('hpvmnet -b');
});

test('a port is not taken from a group that is not declared', () => {
  const lists = { apaGroups: [{ name: 'lan901', mode: 'MANUAL', ports: ['lan1', 'lan3'], loadBalancing: 'LB_MAC' }] };
  expect(outline(diff(lists))).toContain('port-of-another-group apaGroup.lan901');
});

describe('what cannot be made from what is given is refused', () => {
  test.each([
    [
      'a NIC that does not exist',
      { lanInterfaces: [{ name: 'lan77', checksumOffload: 'off' }] },
      'interface-not-found lanInterface.lan77',
    ],
    [
      'an aggregate beyond those the host has',
      { apaGroups: [{ name: 'lan920', mode: 'MANUAL', ports: ['lan3'] }] },
      'aggregate-not-available apaGroup.lan920',
    ],
    [
      'a port that is not a NIC',
      { apaGroups: [{ name: 'lan901', mode: 'MANUAL', ports: ['lan3', 'lan66'] }] },
      'interface-not-found apaGroup.lan901',
    ],
    [
      'a new aggregate without ports',
      { apaGroups: [{ name: 'lan901', mode: 'MANUAL' }] },
      'incomplete-resource apaGroup.lan901',
    ],
    [
      'a new host VLAN without id',
      { hostVlans: [{ name: 'lan5000', uplink: 'lan3' }] },
      'incomplete-resource hostVlan.lan5000',
    ],
    [
      'a host VLAN on nothing',
      { hostVlans: [{ name: 'lan5000', uplink: 'lan77', vlanId: 3 }] },
      'interface-not-found hostVlan.lan5000',
    ],
    [
      'a vswitch on an empty aggregate',
      { vswitches: [{ name: 'fresh', uplink: 'lan901' }] },
      'aggregate-not-configured vswitch.fresh',
    ],
    [
      'a new guest NIC without adapter',
      { guestNics: [{ guest: 'web01', slot: '0,6', vswitch: 'vmlan4' }] },
      'incomplete-resource guestNic.web01:0,6',
    ],
  ])('%s', (_title, lists, expected) => {
    expect(outline(diff(lists))).toContain(expected);
  });
});
