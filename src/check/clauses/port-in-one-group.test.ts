import { harmsInAnyOrder, harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { portInOneGroup } from './port-in-one-group';

const JOIN = 'nwmgr -a -A links=2,3 -A mode=MANUAL -c lan901 -S apa';
const LEAVE = 'nwmgr -d -S apa -c lan900 -A links=2';
const EMPTY = 'nwmgr -d -S apa -c lan900 -A links=all --force';

test.each([LEAVE, EMPTY])('a NIC leaves its group before it joins another: %s', (leave) => {
  const harm = 'lan2 joins lan901 while it is in lan900';
  expect(harmsInSequence(portInOneGroup, [leave, JOIN])).toEqual([]);
  expect(harmsInSequence(portInOneGroup, [JOIN])).toEqual([`1: ${harm}`]);
  expect(harmsInSequence(portInOneGroup, [JOIN, EMPTY])).toEqual([`1: ${harm}`]);
  expect(harmsInAnyOrder(portInOneGroup, [leave, JOIN])).toEqual([`2: ${harm}`]);
});

test('a NIC does not join the group that it is in, by the group or by its key', () => {
  const again = 'nwmgr -a -A links=2 -A mode=LAN_MONITOR -c lan900 -S apa';
  expect(harmsInSequence(portInOneGroup, [again])).toEqual(['1: lan2 joins lan900 while it is in lan900']);
  const byKey = 'nwmgr -s -A mode=LACP_AUTO -A key=901 -c lan3 -S apa';
  expect(harmsInSequence(portInOneGroup, [byKey])).toEqual([]);
  expect(harmsInSequence(portInOneGroup, [byKey, byKey])).toEqual(['2: lan3 joins lan901 while it is in lan901']);
});

test('a NIC is taken out of no group but its own, and once', () => {
  const harm = (name: string) => `lan${name} is taken out of lan901, which it is not in`;
  const out = (ports: string) => `nwmgr -d -S apa -c lan901 -A links=${ports}`;
  expect(harmsInSequence(portInOneGroup, [out('2')])).toEqual([`1: ${harm('2')}`]);
  expect(harmsInSequence(portInOneGroup, [out('3')])).toEqual([`1: ${harm('3')}`]);
  expect(harmsInSequence(portInOneGroup, [LEAVE, JOIN, out('2'), out('2,3')])).toEqual([`4: ${harm('2')}`]);
  expect(harmsInSequence(portInOneGroup, [EMPTY, LEAVE])).toEqual([
    '2: lan2 is taken out of lan900, which it is not in',
  ]);
});

test('a group may be emptied whoever is in it', () => {
  const emptied = 'nwmgr -d -S apa -c lan901 -A links=all --force';
  expect(harmsInSequence(portInOneGroup, [emptied, LEAVE, JOIN, emptied, emptied])).toEqual([]);
});

test('every NIC that joins or leaves is looked at with the steps about it', () => {
  const found = portInOneGroup.projections(situationWith([EMPTY, JOIN, 'nwmgr -s -A vmtu=0 -c lan4']));
  expect(found.map(({ about, steps }) => `${about}: ${steps.join()}`)).toEqual(['lan1: 0', 'lan2: 0,1', 'lan3: 1']);
});
