import { harmsInAnyOrder, harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { guestNic, quickStartHost } from '../../../test/hosts/quick-start-host';
import type { ObservedHost } from '../../model/observed-host';
import { vswitchOfOneGuest } from './vswitch-of-one-guest';

const ADD = 'hpvmmodify -P app01 -a network:avio_lan:0,2:vswitch:vmlan0';
const REMOVE = 'hpvmmodify -P test01 -d network:lan:0,1,0xAED6F7FA4E3E:vswitch:vmlan0:portid:1';
const MOVE = 'hpvmmodify -P test01 -m network:lan:0,1:vswitch:vmlan900:portid:9';
const HARM = 'guest app01 comes to vmlan0, which test01:0,1 does not share';

/** The quick-start host on which one vswitch has SHARE=NO, or whatever else. */
function unshared(name: string, isShareable: boolean | null = false): Pick<ObservedHost, 'vswitches'> {
  return {
    vswitches: quickStartHost().vswitches.map((each) => (each.name === name ? { ...each, isShareable } : each)),
  };
}

function harms(commands: readonly string[], changes: Partial<ObservedHost> = unshared('vmlan0')): readonly string[] {
  return harmsInSequence(vswitchOfOneGuest, commands, changes);
}

test('a guest does not get a NIC on an unshared vswitch before the NICs of others are gone', () => {
  expect(harms([ADD])).toEqual([`1: ${HARM}`]);
  for (const leave of [REMOVE, MOVE]) {
    expect(harms([leave, ADD])).toEqual([]);
    expect(harms([ADD, leave])).toEqual([`1: ${HARM}`]);
    expect(harmsInAnyOrder(vswitchOfOneGuest, [leave, ADD], unshared('vmlan0'))).toEqual([`2: ${HARM}`]);
  }
  expect(harms([MOVE.replace('vmlan900', 'vmlan0'), ADD])).toEqual([`2: ${HARM}`]);
});

test('a vswitch that guests share, or of which nobody knows, may have many', () => {
  expect(harms([ADD], unshared('vmlan0', true))).toEqual([]);
  expect(harms([ADD], unshared('vmlan0', null))).toEqual([]);
  expect(harms([ADD], unshared('vmlan4'))).toEqual([]);
});

test('a vswitch that the plan makes is shared', () => {
  const onWeb = ['test01', 'app01'].map((guest) => `hpvmmodify -P ${guest} -a network:lan:0,2:vswitch:web`);
  expect(harms(['hpvmnet -c -S web -n 3', ...onWeb])).toEqual([]);
});

test('a guest does not move there either', () => {
  const move = 'hpvmmodify -P app01 -m network:avio_lan:0,1:vswitch:vmlan0:portid:2';
  expect(harms([move])).toEqual([`1: ${HARM}`]);
  expect(harms([REMOVE, move])).toEqual([]);
});

test('a guest that comes while another one has left and come back finds it there', () => {
  const back = 'hpvmmodify -P test01 -a network:lan:0,1:vswitch:vmlan0';
  expect(harms([REMOVE, back, ADD])).toEqual([`3: ${HARM}`]);
  expect(harms([REMOVE, ADD, back])).toEqual(['3: guest test01 comes to vmlan0, which app01:0,2 does not share']);
});

test('all NICs of the other guest have to be gone', () => {
  const { guestNics } = quickStartHost();
  const more = { guestNics: [...guestNics, guestNic('test01', '0,4', 'lan', '0x0a0000000004', 'vmlan0', 4)] };
  const host = { ...unshared('vmlan0'), ...more };
  const gone = 'hpvmmodify -P test01 -d network:lan:0,4,0x0A0000000004:vswitch:vmlan0:portid:4';
  expect(harms([REMOVE, ADD], host)).toEqual(['2: guest app01 comes to vmlan0, which test01:0,4 does not share']);
  expect(harms([gone, ADD], host)).toEqual([`2: ${HARM}`]);
  expect(harms([REMOVE, gone, ADD], host)).toEqual([]);
});

test('the only guest of a vswitch may have further NICs there; of several that share it already none may', () => {
  expect(harms(['hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan0'])).toEqual([]);
  expect(harms(['hpvmmodify -P db01 -a network:avio_lan:0,3:vswitch:vmlan4'], unshared('vmlan4'))).toEqual([
    '1: guest db01 comes to vmlan4, which web01:0,1 does not share',
  ]);
});

test('of several that share it already each may change its NICs there', () => {
  const change = 'hpvmmodify -P db01 -m network:avio_lan:0,2:vswitch:vmlan4:portid:7';
  expect(harms([change], unshared('vmlan4'))).toEqual([]);
});

test('every arrival on an unshared vswitch is looked at with the NICs of other guests', () => {
  const commands = [
    'hpvmnet -S vmlan0 -h',
    REMOVE,
    'hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan0',
    ADD,
    'hpvmmodify -P app01 -a network:avio_lan:0,3:vswitch:vmlan0',
    'hpvmmodify -P web01 -a network:avio_lan:0,3:vswitch:vmlan4',
  ];
  const found = vswitchOfOneGuest.projections(situationWith(commands, unshared('vmlan0')));
  expect(found.map(({ about, steps }) => `${about}: ${steps.join()}`)).toEqual([
    'app01, vmlan0: 1,2,3',
    'app01, vmlan0: 1,2,4',
    'test01, vmlan0: 2,3,4',
  ]);
});
