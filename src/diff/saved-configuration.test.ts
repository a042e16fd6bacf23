import { nic, quickStartHost } from '../../test/hosts/quick-start-host';
import type { DesiredHost } from '../model/desired-host';
import type { ObservedHost, ObservedSavedConfiguration } from '../model/observed-host';
import { diffHost } from './diff-host';

type Saved = Partial<Record<keyof ObservedSavedConfiguration, readonly object[] | null>>;

/** What differs between these lists and the quick-start host with this saved configuration; nothing else is saved. */
function differences(lists: object, saved: Saved, changes: Partial<ObservedHost> = {}): readonly string[] {
  const desired = {
    formatVersion: '1',
    kind: 'hpvm-desired-host',
    host: 'vmhost1',
    ...lists,
  } as unknown as DesiredHost;
  const known = { lanInterfaces: [], apaGroups: [], hostVlans: [], ...saved } as unknown as ObservedSavedConfiguration;
  const { changes: found, diagnostics } = diffHost({ desired, observed: quickStartHost({ saved: known, ...changes }) });
  return [
    ...diagnostics.map((item) => item.code),
    ...found.map(({ action, address, fields, derivedBy }) =>
      [
        ...(derivedBy === undefined ? [] : [derivedBy]),
        `${action} ${address}`,
        ...fields.map(({ path, before, after }) => `${path} ${JSON.stringify(before)}>${JSON.stringify(after)}`),
      ].join(' '),
    ),
  ];
}

describe('a NIC', () => {
  const lists = { lanInterfaces: [{ name: 'lan3', checksumOffload: 'off', segmentationOffload: 'off' }] };
  const saved = (receive: string | null, transmit: string | null, virtualMtuBytes: number | null): Saved => ({
    lanInterfaces: [
      { name: 'lan3', receiveChecksumOffload: receive, transmitChecksumOffload: transmit, virtualMtuBytes },
    ],
  });

  test('that is saved as it runs does not differ', () => {
    expect(differences(lists, saved('off', 'off', 0))).toEqual([]);
  });

  test.each([
    ['on', 'on', 0, 'saved.checksumOffload "on">"off"'],
    ['on', 'off', 0, 'saved.checksumOffload "receive only">"off"'],
    ['off', 'on', 0, 'saved.checksumOffload "transmit only">"off"'],
    ['off', 'off', 32160, 'saved.segmentationOffload "on">"off"'],
    ['on', null, null, 'saved.checksumOffload "on">"off"'],
    [null, 'on', null, 'saved.checksumOffload "on">"off"'],
  ])('that is saved with rx %s, tx %s and virtual MTU %s differs', (receive, transmit, vmtu, field) => {
    expect(differences(lists, saved(receive, transmit, vmtu))).toEqual([`update lanInterface.lan3 ${field}`]);
  });

  test.each([
    [null, null, null],
    ['off', null, null],
    [null, 'off', 0],
  ])('of which the file tells rx %s, tx %s and virtual MTU %s is not known to differ', (receive, transmit, vmtu) => {
    expect(differences(lists, saved(receive, transmit, vmtu))).toEqual([]);
  });

  test('that no file names is unknown', () => {
    expect(differences(lists, {})).toEqual([]);
  });

  test('differs only in what is declared of it', () => {
    expect(
      differences({ lanInterfaces: [{ name: 'lan3', checksumOffload: 'off' }] }, saved('off', 'off', 32160)),
    ).toEqual([]);
  });

  test('that runs otherwise is changed and saved as one', () => {
    const lanInterfaces = [nic('lan3', '0x00306e39815c', { virtualMtuBytes: 32160 })];
    expect(differences(lists, saved('on', 'on', 32160), { lanInterfaces })).toEqual([
      'update lanInterface.lan3 segmentationOffload "on">"off"',
    ]);
  });

  test('that a VLAN needs without checksum offload must be saved without, for that reason', () => {
    const tagged = { guestNics: [{ guest: 'test01', slot: '0,1', vlanId: 20 }] };
    const lan0 = { name: 'lan0', receiveChecksumOffload: 'on', transmitChecksumOffload: 'on', virtualMtuBytes: null };
    expect(differences(tagged, { lanInterfaces: [lan0] })).toContain(
      'cko-off-before-vlan update lanInterface.lan0 saved.checksumOffload "on">"off"',
    );
  });
});

describe('a group', () => {
  const lists = { apaGroups: [{ name: 'lan900', mode: 'LAN_MONITOR', ports: ['lan1', 'lan2'] }] };
  const group = { name: 'lan900', mode: 'LAN_MONITOR', ports: ['lan1', 'lan2'], loadBalancing: 'LB_HS', key: null };

  test('that is saved as it runs does not differ', () => {
    expect(differences(lists, { apaGroups: [group] })).toEqual([]);
  });

  test.each([
    [{ mode: 'MANUAL' }, 'saved.mode "MANUAL">"LAN_MONITOR"'],
    [{ ports: ['lan1'] }, 'saved.ports ["lan1"]>["lan1","lan2"]'],
  ])('that is saved with %j differs', (other, field) => {
    expect(differences(lists, { apaGroups: [{ ...group, ...other }] })).toEqual([`update apaGroup.lan900 ${field}`]);
  });

  test('that is not saved lacks all that it is, whatever is declared of it', () => {
    const expected = 'update apaGroup.lan900 saved.mode null>"LAN_MONITOR" saved.ports null>["lan1","lan2"]';
    expect(differences(lists, {})).toEqual([expected]);
    expect(differences({ apaGroups: [{ name: 'lan900' }] }, {})).toEqual([expected]);
  });

  test('that is empty is not missing from what is saved', () => {
    expect(differences({ apaGroups: [{ name: 'lan901' }] }, {})).toEqual(['incomplete-resource']);
  });

  test('is unknown where the files are, or contradict one another', () => {
    expect(differences(lists, { apaGroups: null })).toEqual([]);
    expect(differences(lists, { apaGroups: [{ ...group, mode: null, ports: null, loadBalancing: null }] })).toEqual([]);
  });

  test('differs in its load balancing when that is declared and known', () => {
    const apaGroups = quickStartHost().apaGroups.map((each) =>
      each.name === 'lan900' ? { ...each, mode: 'MANUAL' as const, loadBalancing: 'LB_IP' as const } : each,
    );
    const wanted = { apaGroups: [{ name: 'lan900', mode: 'MANUAL', loadBalancing: 'LB_IP' }] };
    const savedWith = (loadBalancing: string | null): readonly string[] =>
      differences(wanted, { apaGroups: [{ ...group, mode: 'MANUAL', loadBalancing }] }, { apaGroups });
    expect(savedWith('LB_MAC')).toEqual(['update apaGroup.lan900 saved.loadBalancing "LB_MAC">"LB_IP"']);
    expect([savedWith('LB_IP'), savedWith(null)]).toEqual([[], []]);
  });
});

describe('a VLAN interface', () => {
  const hostVlans = [
    { name: 'lan5000', uplink: 'lan3', vlanId: 120, state: 'up' },
  ] as unknown as ObservedHost['hostVlans'];
  const lists = { hostVlans: [{ name: 'lan5000', uplink: 'lan3', vlanId: 120 }] };
  const entry = { name: 'lan5000', uplink: 'lan3', vlanId: 120 };
  const savedAs = (...entries: readonly object[]): readonly string[] =>
    differences(lists, { hostVlans: entries }, { hostVlans });

  test('that is saved as it runs does not differ, with or without a number in the file', () => {
    expect([savedAs(entry), savedAs({ ...entry, name: null })]).toEqual([[], []]);
  });

  test.each([
    [{ uplink: 'lan4' }, 'saved.uplink "lan4">"lan3"'],
    [{ vlanId: 130 }, 'saved.vlanId 130>120'],
  ])('that is saved with %j differs', (other, field) => {
    expect(savedAs({ ...entry, ...other })).toEqual([`update hostVlan.lan5000 ${field}`]);
  });

  test('that is not saved lacks all that it is, whatever is declared of it', () => {
    const expected = 'update hostVlan.lan5000 saved.uplink null>"lan3" saved.vlanId null>120';
    expect(savedAs()).toEqual([expected]);
    expect(savedAs({ ...entry, name: 'lan5001', vlanId: 7 })).toEqual([expected]);
    expect(differences({ hostVlans: [{ name: 'lan5000' }] }, {}, { hostVlans })).toEqual([expected]);
  });

  test('lacks no id that could not be read', () => {
    const unread = [{ ...hostVlans[0], vlanId: null }] as unknown as ObservedHost['hostVlans'];
    expect(differences({ hostVlans: [{ name: 'lan5000' }] }, {}, { hostVlans: unread })).toEqual([
      'update hostVlan.lan5000 saved.uplink null>"lan3"',
    ]);
  });

  test('is unknown where the file is, or has entries that may be this one', () => {
    expect(differences(lists, { hostVlans: null }, { hostVlans })).toEqual([]);
    expect(savedAs({ ...entry, name: null, vlanId: 7 })).toEqual([]);
  });

  test('is not saved over another one that the file has on the same uplink with the same id', () => {
    expect(savedAs({ ...entry, name: 'lan5001' })).toEqual([]);
  });
});

describe('what is only saved', () => {
  const saved = {
    apaGroups: [{ name: 'lan901', mode: 'MANUAL', ports: ['lan3'], loadBalancing: 'LB_MAC', key: null }],
    hostVlans: [{ name: 'lan5000', uplink: 'lan3', vlanId: 120 }],
  };
  const none = { apaGroups: [], hostVlans: [] };
  const ours: Partial<ObservedHost> = { ownedAddresses: ['apaGroup.lan901', 'hostVlan.lan5000'] };

  test('is deleted there when it is ours', () => {
    expect(differences(none, saved, ours)).toEqual([
      'delete apaGroup.lan901 saved.mode "MANUAL">null saved.ports ["lan3"]>null',
      'delete hostVlan.lan5000 saved.uplink "lan3">null saved.vlanId 120>null',
    ]);
  });

  test('is left alone when it is not, when its list is not managed, and when it is declared', () => {
    expect(differences(none, saved)).toEqual([]);
    expect(differences({ vswitches: [] }, saved, ours)).toEqual([]);
    const declared = {
      apaGroups: [{ name: 'lan901', mode: 'MANUAL', ports: ['lan3'] }],
      hostVlans: [{ name: 'lan5000', uplink: 'lan3', vlanId: 120 }],
    };
    expect(differences(declared, saved, ours).map((text) => text.split(' ')[0])).toEqual(['create', 'create']);
  });

  test('is left alone when it may run unseen', () => {
    const gap = (subject: string) => ({ subject, probe: 'nwmgr', reason: 'it gave no answer' });
    const coverage = [gap('apaGroup.lan901'), gap('hostVlan.lan5000')];
    expect(differences(none, saved, { ...ours, coverage })).toEqual([]);
  });

  test('is left alone when the files contradict one another about it', () => {
    const unclear = { apaGroups: [{ ...saved.apaGroups[0], mode: null, ports: null }] };
    expect(differences({ apaGroups: [] }, unclear, ours)).toEqual([]);
  });

  test('is no delete of its own when it still runs', () => {
    const hostVlans = [{ ...saved.hostVlans[0], state: 'up' }] as unknown as ObservedHost['hostVlans'];
    const apaGroups = quickStartHost().apaGroups.map((each) =>
      each.name === 'lan901' ? { ...each, mode: 'MANUAL' as const, ports: ['lan3' as never] } : each,
    );
    expect(differences(none, saved, { ...ours, hostVlans, apaGroups })).toEqual([
      'delete apaGroup.lan901',
      'delete hostVlan.lan5000',
    ]);
  });
});

test('a snapshot without a saved configuration differs in nothing of it', () => {
  const lists = { apaGroups: [{ name: 'lan900', mode: 'LAN_MONITOR', ports: ['lan1', 'lan2'] }] };
  expect(differences(lists, {}, { saved: null })).toEqual([]);
});
