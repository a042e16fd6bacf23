import { harmsInAnyOrder, harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { withNics } from '../../../test/hosts/with-interfaces';
import { segmentationNeedsTransmit } from './segmentation-needs-transmit';

const HARM = 'lan4 segments TCP without transmit checksum offload';
const TX_OFF = 'nwmgr -s -A tx_cko=off -c lan4';
const TX_ON = 'nwmgr -s -A tx_cko=on -c lan4';
const TSO_OFF = 'nwmgr -s -A vmtu=0 -c lan4';
const TSO_ON = 'nwmgr -s -A vmtu=32160 -c lan4';

test('segmentation offload goes before transmit checksum offload', () => {
  expect(harmsInSequence(segmentationNeedsTransmit, [TSO_OFF, TX_OFF])).toEqual([]);
  expect(harmsInSequence(segmentationNeedsTransmit, [TX_OFF, TSO_OFF])).toEqual([`1: ${HARM}`]);
  expect(harmsInAnyOrder(segmentationNeedsTransmit, [TSO_OFF, TX_OFF])).toEqual([`2: ${HARM}`]);
  expect(harmsInSequence(segmentationNeedsTransmit, ['nwmgr -s -A rx_cko=off -c lan4'])).toEqual([]);
});

test('segmentation offload comes after transmit checksum offload', () => {
  const none = withNics({ lan4: { transmitChecksumOffload: 'off', virtualMtuBytes: 0 } });
  expect(harmsInSequence(segmentationNeedsTransmit, [TX_ON, TSO_ON], none)).toEqual([]);
  expect(harmsInSequence(segmentationNeedsTransmit, [TSO_ON, TX_ON], none)).toEqual([`1: ${HARM}`]);
  expect(harmsInSequence(segmentationNeedsTransmit, [TX_ON, TSO_ON, TX_OFF], none)).toEqual([`3: ${HARM}`]);
  expect(harmsInSequence(segmentationNeedsTransmit, ['nwmgr -s -A rx_cko=on -c lan4', TSO_ON], none)).toEqual([
    `2: ${HARM}`,
  ]);
  expect(harmsInSequence(segmentationNeedsTransmit, [TX_ON, TX_OFF], none)).toEqual([]);
});

test('what could not be read is no ground: a virtual MTU is taken for segmentation, transmit offload for none', () => {
  expect(harmsInSequence(segmentationNeedsTransmit, [TX_OFF], withNics({ lan4: { virtualMtuBytes: null } }))).toEqual([
    `1: ${HARM}`,
  ]);
  const unread = withNics({ lan4: { transmitChecksumOffload: null } });
  expect(harmsInSequence(segmentationNeedsTransmit, [TSO_ON], unread)).toEqual([`1: ${HARM}`]);
  expect(harmsInSequence(segmentationNeedsTransmit, [TX_OFF], unread)).toEqual([`1: ${HARM}`]);
  expect(harmsInSequence(segmentationNeedsTransmit, [TX_ON, TSO_ON], unread)).toEqual([]);
  expect(harmsInSequence(segmentationNeedsTransmit, [TSO_ON.replace('lan4', 'lan7')])).toEqual([
    '1: lan7 segments TCP without transmit checksum offload',
  ]);
});

test('a plan is not blamed for segmentation without transmit offload that it finds', () => {
  const found = withNics({ lan4: { transmitChecksumOffload: 'off' } });
  expect(harmsInSequence(segmentationNeedsTransmit, [TX_OFF], found)).toEqual([]);
  expect(harmsInSequence(segmentationNeedsTransmit, ['nwmgr -s -A rx_cko=off -c lan4'], found)).toEqual([]);
  expect(harmsInSequence(segmentationNeedsTransmit, [TX_OFF, TX_OFF], found)).toEqual([]);
  expect(harmsInSequence(segmentationNeedsTransmit, [TX_ON, TX_OFF], found)).toEqual([`2: ${HARM}`]);
  expect(harmsInSequence(segmentationNeedsTransmit, [TX_OFF, TX_ON, TX_OFF], found)).toEqual([`3: ${HARM}`]);
});

test('every NIC is looked at with its own settings', () => {
  const commands = [TX_OFF, 'nwmgr -s -A vmtu=0 -c lan3', TSO_OFF, 'hpvmnet -S vmlan4 -h'];
  const found = segmentationNeedsTransmit.projections(situationWith(commands));
  expect(found.map(({ about, steps }) => `${about}: ${steps.join()}`)).toEqual(['lan4: 0,2', 'lan3: 1']);
});
