import { change, promiseOf } from '../../../test/hosts/goals-of';
import { harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { withNics } from '../../../test/hosts/with-interfaces';

const set = (setting: string, nic = 'lan4'): string => `nwmgr -s -A ${setting} -c ${nic}`;
const wrong = (what: string, nic = 'lan4'): readonly string[] => [
  `at the end: ${nic} does not end with the offload settings it is to have (${what})`,
];

test('a NIC that nobody asked to change ends as it was', () => {
  expect(harmsInSequence(promiseOf(), [set('rx_cko=off'), set('rx_cko=on')])).toEqual([]);
  expect(harmsInSequence(promiseOf(), [set('rx_cko=off')])).toEqual(wrong('rx'));
  expect(harmsInSequence(promiseOf(), [set('vmtu=0')])).toEqual(wrong('segmentation'));
  expect(harmsInSequence(promiseOf(), [set('vmtu=32160', 'lan3')])).toEqual(wrong('segmentation', 'lan3'));
  expect(harmsInSequence(promiseOf(), [set('vmtu=0', 'lan3')])).toEqual([]);
});

test('checksum offload ends as the plan says, in both directions', () => {
  const off = promiseOf(change('update', 'lanInterface.lan4', { checksumOffload: 'off' }));
  expect(harmsInSequence(off, [set('vmtu=0'), set('tx_cko=off'), set('rx_cko=off')])).toEqual([]);
  expect(harmsInSequence(off, [set('vmtu=0'), set('tx_cko=off')])).toEqual(wrong('rx'));
  expect(harmsInSequence(off, [set('rx_cko=off')])).toEqual(wrong('tx, segmentation'));
  expect(harmsInSequence(off, [])).toEqual(wrong('rx, tx, segmentation'));
  const on = promiseOf(change('update', 'lanInterface.lan3', { checksumOffload: 'on' }));
  expect(harmsInSequence(on, [set('tx_cko=on', 'lan3'), set('rx_cko=on', 'lan3')])).toEqual([]);
  expect(harmsInSequence(on, [set('rx_cko=on', 'lan3')])).toEqual(wrong('tx', 'lan3'));
});

test('segmentation offload ends as the plan says', () => {
  const off = promiseOf(change('update', 'lanInterface.lan4', { segmentationOffload: 'off' }));
  expect(harmsInSequence(off, [set('vmtu=0')])).toEqual([]);
  expect(harmsInSequence(off, [])).toEqual(wrong('segmentation'));
  const on = promiseOf(change('update', 'lanInterface.lan3', { segmentationOffload: 'on', checksumOffload: 'on' }));
  const checksums = [set('tx_cko=on', 'lan3'), set('rx_cko=on', 'lan3')];
  expect(harmsInSequence(on, [...checksums, set('vmtu=32160', 'lan3')])).toEqual([]);
  expect(harmsInSequence(on, checksums)).toEqual(wrong('segmentation', 'lan3'));
});

test('segmentation offload is kept where transmit checksum offload is, or was off before', () => {
  const on = promiseOf(change('update', 'lanInterface.lan4', { checksumOffload: 'on' }));
  expect(harmsInSequence(on, [])).toEqual([]);
  expect(harmsInSequence(on, [set('vmtu=0')])).toEqual(wrong('segmentation'));
  const odd = withNics({ lan4: { transmitChecksumOffload: 'off' } });
  const off = promiseOf(change('update', 'lanInterface.lan4', { checksumOffload: 'off' }));
  expect(harmsInSequence(off, [set('rx_cko=off')], odd)).toEqual([]);
  expect(harmsInSequence(off, [set('rx_cko=off'), set('vmtu=0')], odd)).toEqual(wrong('segmentation'));
});

test('a NIC that no step touches and no change names is not looked at', () => {
  const all = promiseOf(change('update', 'lanInterface.lan4', { checksumOffload: 'off' }))
    .projections(situationWith([set('rx_cko=on', 'lan3')]))
    .map(({ about, steps }) => [about, steps]);
  expect(all).toEqual([
    ['lan3', [0]],
    ['lan4', []],
  ]);
});
