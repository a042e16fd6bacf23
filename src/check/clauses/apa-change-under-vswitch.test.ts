import { harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import type { ObservedHost } from '../../model/observed-host';
import { apaChangeUnderVswitch } from './apa-change-under-vswitch';

const HALT = 'hpvmnet -S vmlan900 -h';
const BOOT = 'hpvmnet -b -S vmlan900';
const ADD = 'nwmgr -a -A links=3 -A mode=LAN_MONITOR -c lan900 -S apa';
const REMOVE = 'nwmgr -d -S apa -c lan900 -A links=2';
const EMPTY = 'nwmgr -d -S apa -c lan900 -A links=all --force';
const HARM = 'lan900 changes beneath vmlan900, which runs: hpvmnet shows a wrong MAC address for it';

function inState(state: 'up' | 'down' | 'unknown'): Pick<ObservedHost, 'vswitches'> {
  return { vswitches: quickStartHost().vswitches.map((each) => ({ ...each, state })) };
}

test.each([ADD, REMOVE, EMPTY])('a group does not change beneath a vswitch that runs: %s', (change) => {
  expect(harmsInSequence(apaChangeUnderVswitch, [change])).toEqual([`1: ${HARM}`]);
  expect(harmsInSequence(apaChangeUnderVswitch, [change, HALT, BOOT])).toEqual([`1: ${HARM}`]);
  expect(harmsInSequence(apaChangeUnderVswitch, [HALT, change, BOOT])).toEqual([]);
  expect(harmsInSequence(apaChangeUnderVswitch, [HALT, BOOT, change])).toEqual([`3: ${HARM}`]);
});

test('a vswitch whose state nobody knows is taken for one that runs', () => {
  expect(harmsInSequence(apaChangeUnderVswitch, [ADD], inState('unknown'))).toEqual([`1: ${HARM}`]);
  expect(harmsInSequence(apaChangeUnderVswitch, [ADD], inState('down'))).toEqual([]);
});

test('a vswitch counts while it is on the group', () => {
  const recreated = [HALT, 'hpvmnet -d -S vmlan900', 'hpvmnet -c -S vmlan900 -n 3', BOOT];
  expect(harmsInSequence(apaChangeUnderVswitch, [...recreated, REMOVE])).toEqual([]);
  const other = ['hpvmnet -S vmlan4 -h', 'hpvmnet -d -S vmlan4', 'hpvmnet -c -S vmlan4 -n 900', 'hpvmnet -b -S vmlan4'];
  expect(harmsInSequence(apaChangeUnderVswitch, [...other, HALT, REMOVE])).toEqual([
    '6: lan900 changes beneath vmlan4, which runs: hpvmnet shows a wrong MAC address for it',
  ]);
  expect(harmsInSequence(apaChangeUnderVswitch, [HALT, REMOVE, ...other])).toEqual([]);
});

test('every change is looked at with every vswitch of its group, and no other', () => {
  const commands = [
    'hpvmnet -c -S web -n 900',
    HALT,
    REMOVE,
    'nwmgr -a -A links=3 -A mode=MANUAL -c lan901 -S apa',
    ADD,
  ];
  const found = apaChangeUnderVswitch.projections(situationWith(commands));
  expect(found.map(({ about, steps }) => `${about}: ${steps.join()}`)).toEqual([
    'vmlan900, lan900: 1,2',
    'vmlan900, lan900: 1,4',
    'web, lan900: 0,2',
    'web, lan900: 0,4',
  ]);
});
