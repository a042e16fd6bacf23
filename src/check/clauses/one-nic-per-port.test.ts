import { harmsInAnyOrder, harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { guestNic, quickStartHost } from '../../../test/hosts/quick-start-host';
import { oneNicPerPort } from './one-nic-per-port';

/** The port that web01 0,1 has. */
const ADD = 'hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan4:portid:2';
const REMOVE = 'hpvmmodify -P web01 -d network:avio_lan:0,1,0x66F3F84E37D5:vswitch:vmlan4:portid:2';
const HARM = 'two guest NICs have port 2 of vmlan4';

test('a guest NIC does not get a port before the one that has it is gone', () => {
  expect(harmsInSequence(oneNicPerPort, [ADD])).toEqual([`1: ${HARM}`]);
  expect(harmsInSequence(oneNicPerPort, [ADD, REMOVE])).toEqual([`1: ${HARM}`]);
  expect(harmsInSequence(oneNicPerPort, [REMOVE, ADD])).toEqual([]);
  expect(harmsInSequence(oneNicPerPort, [ADD.replace('portid:2', 'portid:3')])).toEqual([]);
  expect(harmsInSequence(oneNicPerPort, [ADD.replace('vmlan4', 'vmlan0')])).toEqual([]);
});

test('a port is given up by a move to another port or another vswitch, and taken by one', () => {
  const harm = `1: ${HARM}`;
  const taken = 'hpvmmodify -P db01 -m network:avio_lan:0,2:vswitch:vmlan4:portid:2';
  expect(harmsInSequence(oneNicPerPort, [taken])).toEqual([harm]);
  for (const place of ['vmlan4:portid:9', 'localnet:portid:2', 'vmlan4']) {
    const move = `hpvmmodify -P web01 -m network:avio_lan:0,1:vswitch:${place}`;
    expect(harmsInSequence(oneNicPerPort, [move, taken])).toEqual([]);
    expect(harmsInSequence(oneNicPerPort, [taken, move])).toEqual([harm]);
  }
});

test('two NICs that change ports need a third one', () => {
  const there = 'hpvmmodify -P db01 -m network:avio_lan:0,2:vswitch:vmlan4:portid:2';
  const back = 'hpvmmodify -P web01 -m network:avio_lan:0,1:vswitch:vmlan4:portid:1';
  expect(harmsInAnyOrder(oneNicPerPort, [there, back])).toEqual([
    '1: two guest NICs have port 2 of vmlan4',
    '2: two guest NICs have port 1 of vmlan4',
  ]);
  const aside = 'hpvmmodify -P web01 -m network:avio_lan:0,1:vswitch:vmlan4:portid:7';
  expect(harmsInSequence(oneNicPerPort, [aside, there, back])).toEqual([]);
});

test('a plan is not blamed for two NICs that have one port already, but for a third', () => {
  const { guestNics } = quickStartHost();
  const shared = { guestNics: [...guestNics, guestNic('app01', '0,5', 'avio_lan', '0x0a0000000005', 'vmlan4', 2)] };
  const stays = 'hpvmmodify -P app01 -m network:lan:0,5:vswitch:vmlan4:portid:2';
  const leaves = 'hpvmmodify -P app01 -m network:avio_lan:0,5:vswitch:vmlan4:portid:3';
  expect(harmsInSequence(oneNicPerPort, [stays], shared)).toEqual([]);
  expect(harmsInSequence(oneNicPerPort, [leaves], shared)).toEqual([]);
  expect(harmsInSequence(oneNicPerPort, [ADD], shared)).toEqual([`1: ${HARM}`]);
});

test('only ports that two NICs may have, and one of them by a step, are looked at', () => {
  const found = (commands: readonly string[]) =>
    oneNicPerPort.projections(situationWith(commands)).map(({ about, steps }) => `${about}: ${steps.join()}`);
  expect(found([REMOVE, 'hpvmnet -S vmlan4 -h', ADD])).toEqual(['vmlan4 port 2: 0,2']);
  expect(found([REMOVE])).toEqual([]);
  const { guestNics } = quickStartHost();
  const shared = { guestNics: [...guestNics, guestNic('app01', '0,5', 'avio_lan', '0x0a0000000005', 'vmlan4', 2)] };
  expect(oneNicPerPort.projections(situationWith(['hpvmnet -S vmlan4 -h'], shared))).toEqual([]);
});
