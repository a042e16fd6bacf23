import { harmsInAnyOrder, harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { vswitchRemovedUnderNic } from './vswitch-removed-under-nic';

const HALT = 'hpvmnet -S vmlan0 -h';
const DELETE = 'hpvmnet -d -S vmlan0';
const REMOVE = 'hpvmmodify -P test01 -d network:lan:0,1,0xAED6F7FA4E3E:vswitch:vmlan0:portid:1';
const MOVE = 'hpvmmodify -P test01 -m network:lan:0,1:vswitch:vmlan900:portid:9';
const HARM = 'vmlan0 is removed while test01:0,1 is on it';

test.each([REMOVE, MOVE])('a vswitch is removed after the guest NICs on it: %s', (leave) => {
  expect(harmsInSequence(vswitchRemovedUnderNic, [HALT, DELETE])).toEqual([`2: ${HARM}`]);
  expect(harmsInSequence(vswitchRemovedUnderNic, [leave, HALT, DELETE])).toEqual([]);
  expect(harmsInSequence(vswitchRemovedUnderNic, [HALT, DELETE, leave])).toEqual([`2: ${HARM}`]);
  expect(harmsInAnyOrder(vswitchRemovedUnderNic, [leave, DELETE])).toEqual([`2: ${HARM}`]);
});

test('a NIC that stays on the vswitch, or comes to it, is in the way', () => {
  const change = MOVE.replace('vmlan900', 'vmlan0');
  expect(harmsInSequence(vswitchRemovedUnderNic, [change, DELETE])).toEqual([`2: ${HARM}`]);
  const add = 'hpvmmodify -P app01 -a network:avio_lan:0,2:vswitch:vmlan0';
  expect(harmsInSequence(vswitchRemovedUnderNic, [REMOVE, add, DELETE])).toEqual([
    '3: vmlan0 is removed while app01:0,2 is on it',
  ]);
  expect(harmsInSequence(vswitchRemovedUnderNic, [REMOVE, DELETE, add])).toEqual([]);
  const away = 'hpvmmodify -P app01 -m network:avio_lan:0,2:vswitch:vmlan4';
  expect(harmsInSequence(vswitchRemovedUnderNic, [REMOVE, add, away, DELETE])).toEqual([]);
});

test('a NIC keeps its vswitch when that is made anew, and comes to the new one, not to the old', () => {
  const create = 'hpvmnet -c -S vmlan0 -n 3';
  const add = 'hpvmmodify -P app01 -a network:avio_lan:0,2:vswitch:vmlan0';
  const harm = 'vmlan0 is removed while app01:0,2 is on it';
  expect(harmsInSequence(vswitchRemovedUnderNic, [HALT, DELETE, create])).toEqual([]);
  expect(harmsInSequence(vswitchRemovedUnderNic, [HALT, DELETE, create, add])).toEqual([]);
  expect(harmsInSequence(vswitchRemovedUnderNic, [add, DELETE, create])).toEqual([`2: ${harm}`]);
  expect(harmsInSequence(vswitchRemovedUnderNic, [HALT, DELETE, create, REMOVE])).toEqual([]);
});

test('every NIC that is on the vswitch at some time is looked at; when the vswitch is made anew, only those that come', () => {
  const found = (commands: readonly string[]) =>
    vswitchRemovedUnderNic.projections(situationWith(commands)).map(({ about, steps }) => `${about}: ${steps.join()}`);
  const add = 'hpvmmodify -P app01 -a network:avio_lan:0,2:vswitch:vmlan0';
  expect(found([HALT, REMOVE, add, DELETE])).toEqual(['vmlan0, app01:0,2: 2,3', 'vmlan0, test01:0,1: 1,3']);
  expect(found([HALT, DELETE, 'hpvmnet -c -S vmlan0'])).toEqual([]);
  expect(found([HALT, DELETE, 'hpvmnet -c -S vmlan0', add])).toEqual(['vmlan0, app01:0,2: 1,3']);
  expect(found([HALT, REMOVE])).toEqual([]);
  expect(found(['hpvmnet -d -S web'])).toEqual([]);
  expect(found(['hpvmnet -c -S web', 'hpvmnet -d -S web'])).toEqual([]);
});
