import { harmsInAnyOrder, harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { oneNicPerMac } from './one-nic-per-mac';

/** That of web01 0,1. */
const MAC = '0x66f3f84e37d5';
const ADD = `hpvmmodify -P test01 -a network:lan:0,2,${MAC}:vswitch:vmlan0:portid:2`;
const REMOVE = `hpvmmodify -P web01 -d network:avio_lan:0,1,${MAC}:vswitch:vmlan4:portid:2`;
const HARM = `test01:0,2 gets MAC address ${MAC}, which another NIC has`;

test('a guest NIC does not get the MAC address of another one before that is gone', () => {
  expect(harmsInSequence(oneNicPerMac, [ADD])).toEqual([`1: ${HARM}`]);
  expect(harmsInSequence(oneNicPerMac, [ADD, REMOVE])).toEqual([`1: ${HARM}`]);
  expect(harmsInSequence(oneNicPerMac, [REMOVE, ADD])).toEqual([]);
  expect(harmsInAnyOrder(oneNicPerMac, [REMOVE, ADD])).toEqual([`2: ${HARM}`]);
  expect(harmsInSequence(oneNicPerMac, [ADD.replace('37d5', '37df')])).toEqual([]);
});

test('two new NICs do not get one MAC address, and one that was given up is free', () => {
  const first = ADD.replace('37d5', '37df');
  const second = `hpvmmodify -P app01 -a network:avio_lan:0,2,0x66F3F84E37DF:vswitch:vmlan4:portid:3`;
  const harm = 'app01:0,2 gets MAC address 0x66f3f84e37df, which another NIC has';
  expect(harmsInSequence(oneNicPerMac, [first, second])).toEqual([`2: ${harm}`]);
  const gone = 'hpvmmodify -P test01 -d network:lan:0,2,0x66F3F84E37DF:vswitch:vmlan0:portid:2';
  expect(harmsInSequence(oneNicPerMac, [first, gone, second])).toEqual([]);
});

test('a NIC that is made anew may keep its MAC address, or leave it to another', () => {
  const again = `hpvmmodify -P web01 -a network:lan:0,1,${MAC}:vswitch:vmlan4:portid:2`;
  expect(harmsInSequence(oneNicPerMac, [REMOVE, again])).toEqual([]);
  expect(harmsInSequence(oneNicPerMac, [REMOVE, again, ADD])).toEqual([`3: ${HARM}`]);
  expect(harmsInSequence(oneNicPerMac, [REMOVE, again.replace('37d5', '37df'), ADD])).toEqual([]);
  expect(harmsInSequence(oneNicPerMac, [REMOVE, again.replace(`,${MAC}`, ''), ADD])).toEqual([]);
});

test('a change keeps the MAC address, unless it names one', () => {
  const move = 'hpvmmodify -P web01 -m network:avio_lan:0,1:vswitch:vmlan900:portid:3';
  expect(harmsInSequence(oneNicPerMac, [move, ADD])).toEqual([`2: ${HARM}`]);
  const change = move.replace('0,1:', '0,1,0x66f3f84e37df:');
  expect(harmsInSequence(oneNicPerMac, [change, ADD])).toEqual([]);
  expect(harmsInSequence(oneNicPerMac, [ADD, change])).toEqual([`1: ${HARM}`]);
  const taken = move.replace('0,1:', '0,1,0xaed6f7fa4e3e:');
  expect(harmsInSequence(oneNicPerMac, [taken])).toEqual([
    '1: web01:0,1 gets MAC address 0xaed6f7fa4e3e, which another NIC has',
  ]);
  expect(harmsInSequence(oneNicPerMac, [move.replace('0,1:', `0,1,${MAC}:`)])).toEqual([]);
});

test('no guest NIC gets the MAC address of a NIC of the host, or of an aggregate that has one of its own', () => {
  const ofHost = ADD.replace(MAC, '0x00306e39815c');
  const harm = '1: test01:0,2 gets MAC address 0x00306e39815c, which another NIC has';
  expect(harmsInSequence(oneNicPerMac, [ofHost])).toEqual([harm]);
  const groups = quickStartHost().apaGroups.map((each) => ({ ...each, mac: '0x020000000001' as typeof each.mac }));
  const ofGroup = ADD.replace(MAC, '0x020000000001');
  expect(harmsInSequence(oneNicPerMac, [ofGroup], { apaGroups: groups })).toEqual([
    '1: test01:0,2 gets MAC address 0x020000000001, which another NIC has',
  ]);
  expect(harmsInSequence(oneNicPerMac, [ofGroup])).toEqual([]);
});

test('each MAC address that a step names is looked at once, with the NICs that have it or get it', () => {
  const commands = [
    ADD,
    REMOVE,
    `hpvmmodify -P app01 -a network:avio_lan:0,2,${MAC}:vswitch:vmlan4:portid:3`,
    'hpvmmodify -P app01 -a network:avio_lan:0,3:vswitch:vmlan4:portid:4',
    'hpvmmodify -P db01 -m network:avio_lan:0,1:vswitch:vmlan4:portid:5',
    'hpvmnet -S vmlan4 -u portid:3:vlanid:7',
  ];
  const found = oneNicPerMac.projections(situationWith(commands));
  expect(found.map(({ about, steps }) => `${about}: ${steps.join()}`)).toEqual([`${MAC}: 0,1,2`]);
});
