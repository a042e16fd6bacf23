import { harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import type { ObservedHost } from '../../model/observed-host';
import { vswitchKeepsOldAdapter } from './vswitch-keeps-old-adapter';

const CHANGE = 'hpvmmodify -P test01 -m network:avio_lan:0,1:vswitch:vmlan0:portid:1';
const HALT = 'hpvmnet -S vmlan0 -h';
const BOOT = 'hpvmnet -b -S vmlan0';
const HARM = 'at the end: vmlan0 serves test01:0,1 in the mode of its old adapter type';

function harms(commands: readonly string[], changes: Partial<ObservedHost> = {}): readonly string[] {
  return harmsInSequence(vswitchKeepsOldAdapter, commands, changes);
}

function vmlan0InState(state: 'up' | 'down' | 'unknown'): Pick<ObservedHost, 'vswitches'> {
  return { vswitches: quickStartHost().vswitches.map((each) => (each.name === 'vmlan0' ? { ...each, state } : each)) };
}

test('a vswitch restarts after the adapter type of a guest NIC on it changed', () => {
  expect(harms([CHANGE])).toEqual([HARM]);
  expect(harms([HALT, BOOT, CHANGE])).toEqual([HARM]);
  expect(harms([CHANGE, HALT, BOOT])).toEqual([]);
  expect(harms([HALT, CHANGE, BOOT])).toEqual([]);
});

test('a vswitch that is down learns of the change when it boots; in a state nobody knows it may run', () => {
  expect(harms([CHANGE], vmlan0InState('down'))).toEqual([]);
  expect(harms([BOOT, CHANGE], vmlan0InState('down'))).toEqual([HARM]);
  expect(harms([CHANGE], vmlan0InState('unknown'))).toEqual([HARM]);
});

test('a change of something else needs no restart, a NIC of unknown type does', () => {
  expect(harms(['hpvmmodify -P test01 -m network:lan:0,1:vswitch:vmlan0:portid:5'])).toEqual([]);
  expect(harms(['hpvmmodify -P test01 -a network:avio_lan:0,2:vswitch:vmlan0:portid:5'])).toEqual([]);
  expect(harms(['hpvmmodify -P test01 -m network:lan:0,7:vswitch:vmlan0:portid:5'])).toEqual([
    'at the end: vmlan0 serves test01:0,7 in the mode of its old adapter type',
  ]);
});

test('it is the vswitch that the NIC is on afterwards', () => {
  const change = CHANGE.replace('vmlan0', 'vmlan4');
  const harm = 'at the end: vmlan4 serves test01:0,1 in the mode of its old adapter type';
  expect(harms([change, HALT, BOOT])).toEqual([harm]);
  expect(harms([change, 'hpvmnet -S vmlan4 -h', 'hpvmnet -b -S vmlan4'])).toEqual([]);
});

test('each change of a type is looked at with the vswitch of the NIC', () => {
  const commands = [
    HALT,
    CHANGE,
    'hpvmmodify -P web01 -m network:lan:0,1:vswitch:vmlan4:portid:2',
    BOOT,
    'hpvmmodify -P app01 -m network:avio_lan:0,1:vswitch:vmlan4:portid:3',
    CHANGE,
  ];
  const found = vswitchKeepsOldAdapter.projections(situationWith(commands));
  expect(found.map(({ about, steps }) => `${about}: ${steps.join()}`)).toEqual([
    'vmlan0, test01:0,1: 0,1,3',
    'vmlan0, test01:0,1: 0,3,5',
    'vmlan4, web01:0,1: 2',
  ]);
});
