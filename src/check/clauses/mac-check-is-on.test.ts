import { harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { macCheckIsOn } from './mac-check-is-on';

const ADD = 'hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan0:portid:2';
const HARM = 'test01 gets a NIC while MAC addresses are not checked';

function setFrames(frames: number): string {
  return `ch_rc -a -p HPVMMACADDRFRAMES=${String(frames)} /etc/rc.config.d/hpvmconf`;
}

test('a guest NIC is not added while HPVMMACADDRFRAMES is 0', () => {
  const off = { tunables: { macAddressFrames: 0 } };
  expect(harmsInSequence(macCheckIsOn, [ADD], off)).toEqual([`1: ${HARM}`]);
  expect(harmsInSequence(macCheckIsOn, [ADD, setFrames(3)], off)).toEqual([`1: ${HARM}`]);
  expect(harmsInSequence(macCheckIsOn, [setFrames(1), ADD], off)).toEqual([]);
  expect(harmsInSequence(macCheckIsOn, [ADD], { tunables: { macAddressFrames: 1 } })).toEqual([]);
});

test('the variable may become 0 after the last guest NIC, and without it three frames are sent', () => {
  expect(harmsInSequence(macCheckIsOn, [ADD, setFrames(0)])).toEqual([]);
  expect(harmsInSequence(macCheckIsOn, [setFrames(0), ADD])).toEqual([`2: ${HARM}`]);
  const unset = 'ch_rc -r -p HPVMMACADDRFRAMES /etc/rc.config.d/hpvmconf';
  expect(harmsInSequence(macCheckIsOn, [setFrames(0), unset, ADD])).toEqual([]);
});

test('every NIC that comes is looked at with the settings, and no other change of a guest NIC', () => {
  const commands = [
    ADD,
    setFrames(0),
    'hpvmmodify -P app01 -a network:avio_lan:0,2:vswitch:vmlan4',
    'hpvmmodify -P test01 -m network:lan:0,1:vswitch:vmlan4',
    'hpvmmodify -P test01 -d network:lan:0,1,0xAED6F7FA4E3E:vswitch:vmlan0:portid:1',
  ];
  const found = macCheckIsOn.projections(situationWith(commands));
  expect(found.map(({ about, steps }) => `${about}: ${steps.join()}`)).toEqual(['test01 0,2: 0,1', 'app01 0,2: 1,2']);
});
