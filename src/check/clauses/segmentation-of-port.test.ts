import { harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { segmentationOfPort as clause } from './segmentation-of-port';

const SET = 'nwmgr -s -A vmtu=32160 -c lan1';
const CLEAR = 'nwmgr -d -S apa -c lan900 -A links=all --force';
const HARM = 'segmentation offload of lan1 is changed while it is a port of lan900';
const manual = {
  apaGroups: quickStartHost().apaGroups.map((group) =>
    group.name === 'lan900' ? { ...group, mode: 'MANUAL' as const, loadBalancing: 'LB_MAC' as const } : group,
  ),
};
const add = (mode: string): string => `nwmgr -a -A links=1,2 -A mode=${mode} -c lan900 -S apa`;

test('in a link aggregate the segmentation offload of a port is not changed, in a failover group it may be', () => {
  expect(harmsInSequence(clause, [SET], manual)).toEqual([`1: ${HARM}`]);
  expect(harmsInSequence(clause, [SET])).toEqual([]);
  expect(harmsInSequence(clause, [SET], { apaGroups: [] })).toEqual([`1: ${HARM}`]);
});

test('what is no port is changed as one likes', () => {
  expect(harmsInSequence(clause, ['nwmgr -s -A vmtu=0 -c lan4'], manual)).toEqual([]);
  expect(harmsInSequence(clause, [CLEAR, SET], manual)).toEqual([]);
});

test('the mode in which a port joined decides', () => {
  expect(harmsInSequence(clause, [CLEAR, add('MANUAL'), SET])).toEqual([`3: ${HARM}`]);
  expect(harmsInSequence(clause, [SET, CLEAR, add('MANUAL')])).toEqual([]);
  expect(harmsInSequence(clause, [CLEAR, SET, add('MANUAL')])).toEqual([]);
  expect(harmsInSequence(clause, [CLEAR, add('LAN_MONITOR'), SET], manual)).toEqual([]);
  expect(harmsInSequence(clause, ['nwmgr -d -S apa -c lan900 -A links=2', SET], manual)).toEqual([`2: ${HARM}`]);
  const negotiated = ['nwmgr -s -A key=901 -c lan901 -S apa', 'nwmgr -s -A mode=LACP_AUTO -A key=901 -c lan3 -S apa'];
  expect(harmsInSequence(clause, [...negotiated, 'nwmgr -s -A vmtu=32160 -c lan3'])).toEqual([
    '3: segmentation offload of lan3 is changed while it is a port of lan901',
  ]);
});

test('each setting is looked at by itself, with what the NIC joins and leaves', () => {
  const found = clause.projections(situationWith([SET, 'nwmgr -s -A tx_cko=on -c lan1', CLEAR, SET]));
  expect(found.map(({ about, steps }) => `${about} ${steps.join()}`)).toEqual(['lan1 0,2', 'lan1 2,3']);
});
