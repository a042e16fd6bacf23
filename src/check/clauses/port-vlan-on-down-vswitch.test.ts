import { harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import type { ObservedHost } from '../../model/observed-host';
import { portVlanOnDownVswitch } from './port-vlan-on-down-vswitch';

const SET = 'hpvmnet -S vmlan4 -u portid:1:vlanid:120';
const CLEAR = 'hpvmnet -S vmlan4 -u portid:1:vlanid:none';
const HALT = 'hpvmnet -S vmlan4 -h';
const BOOT = 'hpvmnet -b -S vmlan4';
const HARM = 'the VLAN of a port is set while vmlan4 is down, which nobody documents';

function vmlan4InState(state: 'up' | 'down' | 'unknown'): Pick<ObservedHost, 'vswitches'> {
  return { vswitches: quickStartHost().vswitches.map((each) => (each.name === 'vmlan4' ? { ...each, state } : each)) };
}

test.each([SET, CLEAR])('a port VLAN is set or cleared while its vswitch is up: %s', (setting) => {
  expect(harmsInSequence(portVlanOnDownVswitch, [setting])).toEqual([]);
  expect(harmsInSequence(portVlanOnDownVswitch, [HALT, setting, BOOT])).toEqual([`2: ${HARM}`]);
  expect(harmsInSequence(portVlanOnDownVswitch, [setting, HALT, BOOT])).toEqual([]);
  expect(harmsInSequence(portVlanOnDownVswitch, [HALT, BOOT, setting])).toEqual([]);
});

test('a vswitch that was down boots first', () => {
  expect(harmsInSequence(portVlanOnDownVswitch, [SET, BOOT], vmlan4InState('down'))).toEqual([`1: ${HARM}`]);
  expect(harmsInSequence(portVlanOnDownVswitch, [BOOT, SET], vmlan4InState('down'))).toEqual([]);
  expect(harmsInSequence(portVlanOnDownVswitch, [SET], vmlan4InState('unknown'))).toEqual([]);
});

test('a vswitch that never runs cannot be up for it', () => {
  expect(portVlanOnDownVswitch.projections(situationWith([SET], vmlan4InState('down')))).toEqual([]);
});

test('every setting is looked at with the life of its vswitch', () => {
  const commands = [HALT, 'hpvmnet -S vmlan0 -h', SET, CLEAR, BOOT, 'hpvmnet -S vmlan900 -u portid:2:vlanid:3'];
  const found = portVlanOnDownVswitch.projections(situationWith(commands));
  expect(found.map(({ about, steps }) => `${about}: ${steps.join()}`)).toEqual([
    'vmlan4: 0,2,4',
    'vmlan4: 0,3,4',
    'vmlan900: 5',
  ]);
});
