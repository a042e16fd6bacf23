import { harmsInAnyOrder, harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import type { ObservedApaGroup, ObservedHost } from '../../model/observed-host';
import { groupKeyFirst } from './group-key-first';

const KEY = 'nwmgr -s -A key=901 -c lan901 -S apa';
const JOIN = 'nwmgr -s -A mode=LACP_AUTO -A key=901 -c lan3 -S apa';
const EMPTY = 'nwmgr -d -S apa -c lan901 -A links=all --force';
const CAPABILITY = 'nwmgr -s -A gc=901 -c lan901 -S apa';
const JOIN_FEC = 'nwmgr -s -A mode=FEC_AUTO -A gc=901 -c lan3 -S apa';

const harm = (step: number, number = 'key=901'): readonly string[] => [
  `${String(step)}: s0${String(step)} joins lan901 by ${number} before it has that`,
];

function inMode(
  mode: ObservedApaGroup['mode'],
  numbers: Partial<ObservedApaGroup> = {},
): Pick<ObservedHost, 'apaGroups'> {
  const { apaGroups } = quickStartHost();
  return { apaGroups: apaGroups.map((group) => (group.name === 'lan901' ? { ...group, mode, ...numbers } : group)) };
}

test('a group has its key before ports join by it', () => {
  expect(harmsInSequence(groupKeyFirst, [JOIN])).toEqual(harm(1));
  expect(harmsInSequence(groupKeyFirst, [JOIN, KEY])).toEqual(harm(1));
  expect(harmsInAnyOrder(groupKeyFirst, [KEY, JOIN])).toEqual(harm(2));
  expect(harmsInSequence(groupKeyFirst, [KEY, JOIN])).toEqual([]);
  expect(harmsInSequence(groupKeyFirst, [KEY, JOIN, JOIN.replace('lan3', 'lan4')])).toEqual([]);
});

test('it is the key of that group', () => {
  expect(harmsInSequence(groupKeyFirst, [KEY.replaceAll('901', '902'), JOIN])).toEqual(harm(2));
  expect(harmsInSequence(groupKeyFirst, ['nwmgr -s -A lb=LB_IP -c lan901 -S apa', JOIN])).toEqual(harm(2));
});

test('a group capability is no key', () => {
  expect(harmsInSequence(groupKeyFirst, [CAPABILITY, JOIN_FEC])).toEqual([]);
  expect(harmsInSequence(groupKeyFirst, [JOIN_FEC, CAPABILITY])).toEqual(harm(1, 'gc=901'));
  expect(harmsInSequence(groupKeyFirst, [KEY, JOIN_FEC])).toEqual(harm(2, 'gc=901'));
  expect(harmsInSequence(groupKeyFirst, [CAPABILITY, JOIN])).toEqual(harm(2));
  expect(harmsInSequence(groupKeyFirst, [KEY, CAPABILITY, JOIN])).toEqual(harm(3));
  expect(harmsInSequence(groupKeyFirst, [CAPABILITY, KEY, JOIN])).toEqual([]);
});

test('a group that is emptied gets it anew', () => {
  expect(harmsInSequence(groupKeyFirst, [KEY, EMPTY, JOIN])).toEqual(harm(3));
  expect(harmsInSequence(groupKeyFirst, [EMPTY, KEY, JOIN])).toEqual([]);
  expect(harmsInSequence(groupKeyFirst, [KEY, 'nwmgr -d -S apa -c lan901 -A links=4', JOIN])).toEqual([]);
});

test('a group that runs has its own number', () => {
  expect(harmsInSequence(groupKeyFirst, [JOIN], inMode('LACP_AUTO'))).toEqual([]);
  expect(harmsInSequence(groupKeyFirst, [EMPTY, JOIN], inMode('LACP_AUTO'))).toEqual(harm(2));
  expect(harmsInSequence(groupKeyFirst, [JOIN_FEC], inMode('FEC_AUTO'))).toEqual([]);
  expect(harmsInSequence(groupKeyFirst, [JOIN_FEC], inMode('LACP_AUTO'))).toEqual(harm(1, 'gc=901'));
  expect(harmsInSequence(groupKeyFirst, [JOIN], inMode('FEC_AUTO'))).toEqual(harm(1));
  expect(harmsInSequence(groupKeyFirst, [JOIN], inMode('MANUAL'))).toEqual(harm(1));
  const [key, join] = [KEY, JOIN].map((command) => command.replaceAll('901', '910'));
  expect(harmsInSequence(groupKeyFirst, [join ?? ''])).toEqual(['1: s01 joins lan910 by key=910 before it has that']);
  expect(harmsInSequence(groupKeyFirst, [key ?? '', join ?? ''])).toEqual([]);
});

test('a group that runs with another number than its own does not have that', () => {
  expect(harmsInSequence(groupKeyFirst, [JOIN], inMode('LACP_AUTO', { key: 901 }))).toEqual([]);
  expect(harmsInSequence(groupKeyFirst, [JOIN], inMode('LACP_AUTO', { key: 5 }))).toEqual(harm(1));
  expect(harmsInSequence(groupKeyFirst, [JOIN_FEC], inMode('FEC_AUTO', { groupCapability: 901 }))).toEqual([]);
  expect(harmsInSequence(groupKeyFirst, [JOIN_FEC], inMode('FEC_AUTO', { groupCapability: 5 }))).toEqual(
    harm(1, 'gc=901'),
  );
});

test('ports that join by no number need none', () => {
  const manual = 'nwmgr -a -A links=3 -A mode=MANUAL -c lan901 -S apa';
  expect(groupKeyFirst.projections(situationWith([manual, EMPTY, KEY]))).toEqual([]);
  const found = groupKeyFirst.projections(situationWith([KEY, manual, JOIN, EMPTY, JOIN_FEC]));
  expect(found.map(({ about, steps }) => `${about}: ${steps.join()}`)).toEqual(['lan901: 0,2,3', 'lan901: 0,3,4']);
});
