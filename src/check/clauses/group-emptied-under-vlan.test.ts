import { harmsInAnyOrder, harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { hostVlan } from '../../../test/hosts/with-interfaces';
import { groupEmptiedUnderVlan } from './group-emptied-under-vlan';

const EMPTY = 'nwmgr -d -S apa -c lan900 -A links=all --force';
const REMOVE = 'nwmgr -d -S apa -c lan900 -A links=1,2';
const DELETE = 'nwmgr -d -c lan5000';
const CREATE = 'nwmgr -a -S vlan -A vlanid=7,ppa=900 -c lan5000';
const HARM = 'lan900 is emptied beneath lan5000';
const OVER_GROUP = { hostVlans: [hostVlan('lan5000', 'lan900')] };

test('a group is not emptied beneath a host VLAN', () => {
  expect(harmsInSequence(groupEmptiedUnderVlan, [EMPTY], OVER_GROUP)).toEqual([`1: ${HARM}`]);
  expect(harmsInSequence(groupEmptiedUnderVlan, [DELETE, EMPTY], OVER_GROUP)).toEqual([]);
  expect(harmsInSequence(groupEmptiedUnderVlan, [EMPTY, DELETE], OVER_GROUP)).toEqual([`1: ${HARM}`]);
  expect(harmsInAnyOrder(groupEmptiedUnderVlan, [EMPTY, DELETE], OVER_GROUP)).toEqual([`1: ${HARM}`]);
  expect(harmsInSequence(groupEmptiedUnderVlan, [EMPTY, CREATE])).toEqual([]);
  expect(harmsInSequence(groupEmptiedUnderVlan, [CREATE, EMPTY])).toEqual([`2: ${HARM}`]);
});

test('ports that come later, or a host VLAN that does, change nothing about it', () => {
  const join = 'nwmgr -a -A links=3 -A mode=LAN_MONITOR -c lan900 -S apa';
  expect(harmsInSequence(groupEmptiedUnderVlan, [EMPTY, join], OVER_GROUP)).toEqual([`1: ${HARM}`]);
  expect(harmsInSequence(groupEmptiedUnderVlan, [EMPTY, CREATE, DELETE])).toEqual([]);
});

test('a host VLAN elsewhere does not mind', () => {
  expect(harmsInSequence(groupEmptiedUnderVlan, [EMPTY], { hostVlans: [hostVlan('lan5000', 'lan901')] })).toEqual([]);
  expect(harmsInSequence(groupEmptiedUnderVlan, [CREATE.replace('900', '4'), EMPTY])).toEqual([]);
  expect(harmsInSequence(groupEmptiedUnderVlan, [EMPTY])).toEqual([]);
});

test('a group is emptied as well when its ports go by name, one after the other', () => {
  const [first, second] = [1, 2].map((port) => `nwmgr -d -S apa -c lan900 -A links=${String(port)}`);
  const back = 'nwmgr -a -A links=3 -A mode=LAN_MONITOR -c lan900 -S apa';
  expect(harmsInSequence(groupEmptiedUnderVlan, [REMOVE], OVER_GROUP)).toEqual([`1: ${HARM}`]);
  expect(harmsInSequence(groupEmptiedUnderVlan, [first ?? ''], OVER_GROUP)).toEqual([]);
  expect(harmsInSequence(groupEmptiedUnderVlan, [first ?? '', second ?? ''], OVER_GROUP)).toEqual([`2: ${HARM}`]);
  expect(harmsInSequence(groupEmptiedUnderVlan, [first ?? '', back, second ?? ''], OVER_GROUP)).toEqual([]);
});

test('each host VLAN is looked at with the group that it is on, if ports leave that', () => {
  const about = (...commands: readonly string[]) =>
    groupEmptiedUnderVlan
      .projections(situationWith(commands, OVER_GROUP))
      .map(({ about, steps }) => `${about}: ${steps.join()}`);
  expect(about(CREATE.replace('5000', '5001'), DELETE, EMPTY, CREATE.replace('900', '4'))).toEqual([
    'lan900, lan5000: 1,2,3',
    'lan900, lan5001: 0,2',
  ]);
  expect(about(CREATE.replace('900 -c lan5000', '4 -c lan5001'), EMPTY)).toEqual(['lan900, lan5000: 1']);
  expect(about(DELETE, 'nwmgr -a -A links=3 -A mode=LAN_MONITOR -c lan900 -S apa')).toEqual([]);
});

test('ports that come are alike, and unlike those that go', () => {
  const joins = [3, 4].map((port) => `nwmgr -a -A links=${String(port)} -A mode=LAN_MONITOR -c lan900 -S apa`);
  const [found] = groupEmptiedUnderVlan.projections(situationWith([...joins, EMPTY], OVER_GROUP));
  const [first, second, third] = [0, 1, 2].map((step) => found?.sameAs?.(step));
  expect(first).toBe(second);
  expect(first).not.toBe(third);
});
