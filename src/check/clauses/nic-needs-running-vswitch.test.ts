import { harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import type { ObservedHost } from '../../model/observed-host';
import { nicNeedsRunningVswitch } from './nic-needs-running-vswitch';

const ADD = 'hpvmmodify -P app01 -a network:avio_lan:0,2:vswitch:vmlan4:portid:3';
const MOVE = 'hpvmmodify -P app01 -m network:avio_lan:0,1:vswitch:vmlan4:portid:3';
const HALT = 'hpvmnet -S vmlan4 -h';
const BOOT = 'hpvmnet -b -S vmlan4';
const HARM = 'running guest app01 gets a NIC on vmlan4, which is not up, and might not claim it';

function vmlan4InState(state: 'up' | 'down' | 'unknown'): Pick<ObservedHost, 'vswitches'> {
  return { vswitches: quickStartHost().vswitches.map((each) => (each.name === 'vmlan4' ? { ...each, state } : each)) };
}

function app01InState(state: 'on' | 'off' | 'unknown'): Pick<ObservedHost, 'guests'> {
  return { guests: quickStartHost().guests.map((each) => (each.name === 'app01' ? { ...each, state } : each)) };
}

test.each([ADD, MOVE])('a running guest gets no NIC on a vswitch that is down: %s', (arrival) => {
  expect(harmsInSequence(nicNeedsRunningVswitch, [arrival])).toEqual([]);
  expect(harmsInSequence(nicNeedsRunningVswitch, [HALT, arrival, BOOT])).toEqual([`2: ${HARM}`]);
  expect(harmsInSequence(nicNeedsRunningVswitch, [arrival, HALT, BOOT])).toEqual([]);
  expect(harmsInSequence(nicNeedsRunningVswitch, [HALT, BOOT, arrival])).toEqual([]);
});

test('the vswitch may have been down before, and one in a state nobody knows is taken for up', () => {
  expect(harmsInSequence(nicNeedsRunningVswitch, [ADD], vmlan4InState('down'))).toEqual([`1: ${HARM}`]);
  expect(harmsInSequence(nicNeedsRunningVswitch, [BOOT, ADD], vmlan4InState('down'))).toEqual([]);
  expect(harmsInSequence(nicNeedsRunningVswitch, [ADD], vmlan4InState('unknown'))).toEqual([]);
});

test('a new vswitch is down until it boots', () => {
  const add = 'hpvmmodify -P web01 -a network:avio_lan:0,3:vswitch:web';
  const harm = 'running guest web01 gets a NIC on web, which is not up, and might not claim it';
  expect(harmsInSequence(nicNeedsRunningVswitch, [add, 'hpvmnet -c -S web -n 3'])).toEqual([`1: ${harm}`]);
  expect(harmsInSequence(nicNeedsRunningVswitch, ['hpvmnet -c -S web -n 3', add])).toEqual([`2: ${harm}`]);
  expect(harmsInSequence(nicNeedsRunningVswitch, ['hpvmnet -c -S web -n 3', 'hpvmnet -b -S web', add])).toEqual([]);
});

test('a guest that is off may get one; a guest whose state nobody knows may be running', () => {
  expect(harmsInSequence(nicNeedsRunningVswitch, [HALT, ADD, BOOT], app01InState('off'))).toEqual([]);
  expect(harmsInSequence(nicNeedsRunningVswitch, [HALT, ADD, BOOT], app01InState('unknown'))).toEqual([`2: ${HARM}`]);
  expect(harmsInSequence(nicNeedsRunningVswitch, [HALT, ADD, BOOT], { guests: [] })).toEqual([`2: ${HARM}`]);
});

test('only NICs that come to a guest that may run are looked at, each with its own vswitch', () => {
  const commands = [
    HALT,
    'hpvmnet -S vmlan0 -h',
    ADD,
    'hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan0',
    'hpvmmodify -P web01 -d network:avio_lan:0,1,0x66F3F84E37D5:vswitch:vmlan4:portid:2',
    BOOT,
  ];
  const found = nicNeedsRunningVswitch.projections(situationWith(commands));
  expect(found.map(({ about, steps }) => `${about}: ${steps.join()}`)).toEqual(['app01 0,2, vmlan4: 0,2,5']);
});
