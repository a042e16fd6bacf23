import { harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { portVlanWithoutNic } from './port-vlan-without-nic';

const SET = 'hpvmnet -S vmlan0 -u portid:2:vlanid:120';
const ADD = 'hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan0:portid:2';
const HARM = 'the VLAN of port 2 of vmlan0 is set while no guest NIC has the port';

test.each([SET, SET.replace('120', 'none')])('a port gets its VLAN after its guest NIC: %s', (setting) => {
  expect(harmsInSequence(portVlanWithoutNic, [ADD, setting])).toEqual([]);
  expect(harmsInSequence(portVlanWithoutNic, [setting, ADD])).toEqual([`1: ${HARM}`]);
});

test('a NIC on another port or another vswitch is none for it', () => {
  const move = 'hpvmmodify -P test01 -m network:lan:0,1:vswitch:vmlan0:portid:2';
  expect(harmsInSequence(portVlanWithoutNic, [move, SET])).toEqual([]);
  expect(harmsInSequence(portVlanWithoutNic, [SET, move])).toEqual([`1: ${HARM}`]);
  const away = 'hpvmmodify -P test01 -m network:lan:0,1:vswitch:vmlan4:portid:2';
  expect(harmsInSequence(portVlanWithoutNic, [move, away, SET])).toEqual([`3: ${HARM}`]);
});

test('a NIC that goes had better keep the VLAN of its port until then', () => {
  const remove = 'hpvmmodify -P test01 -d network:lan:0,1,0xAED6F7FA4E3E:vswitch:vmlan0:portid:1';
  const clear = 'hpvmnet -S vmlan0 -u portid:1:vlanid:none';
  expect(harmsInSequence(portVlanWithoutNic, [clear, remove])).toEqual([]);
  expect(harmsInSequence(portVlanWithoutNic, [remove, clear])).toEqual([
    '2: the VLAN of port 1 of vmlan0 is set while no guest NIC has the port',
  ]);
  expect(harmsInSequence(portVlanWithoutNic, [remove, ADD.replace('portid:2', 'portid:1'), clear])).toEqual([]);
});

test('each setting is looked at by itself, and only where a guest NIC of its port changes', () => {
  const found = (commands: readonly string[]) =>
    portVlanWithoutNic.projections(situationWith(commands)).map(({ about, steps }) => `${about}: ${steps.join()}`);
  const moved = 'hpvmmodify -P db01 -m network:avio_lan:0,2:vswitch:vmlan4:portid:1';
  const other = 'hpvmnet -S vmlan4 -u portid:1:vlanid:7';
  expect(found([ADD, SET, 'hpvmnet -S vmlan0 -h', moved, SET, other])).toEqual([
    'vmlan0 port 2: 0,1',
    'vmlan0 port 2: 0,4',
    'vmlan4 port 1: 3,5',
  ]);
  expect(found([SET, other])).toEqual([]);
});
