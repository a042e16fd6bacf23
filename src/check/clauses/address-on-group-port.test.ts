import { harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { addressOnGroupPort } from './address-on-group-port';

const PLUMB = 'ifconfig lan3 inet 10.1.1.1 netmask 255.255.255.0 up';
const JOIN = 'nwmgr -a -A links=3 -A mode=MANUAL -c lan901 -S apa';
const LEAVE = 'nwmgr -d -S apa -c lan901 -A links=3';
const HARM = '10.1.1.1 is put on lan3, a port of lan901';

test('an address is not put on a NIC that has joined a group', () => {
  expect(harmsInSequence(addressOnGroupPort, [JOIN, PLUMB])).toEqual([`2: ${HARM}`]);
  expect(harmsInSequence(addressOnGroupPort, [PLUMB, JOIN])).toEqual([]);
  expect(harmsInSequence(addressOnGroupPort, [JOIN, LEAVE, PLUMB])).toEqual([]);
});

test('an address is put on a NIC that was in a group only when that has let it go', () => {
  const plumb = 'ifconfig lan1 inet 192.1.4.205 netmask 255.255.255.0 up';
  const harm = '192.1.4.205 is put on lan1, a port of lan900';
  const emptied = 'nwmgr -d -S apa -c lan900 -A links=all --force';
  expect(harmsInSequence(addressOnGroupPort, [plumb])).toEqual([`1: ${harm}`]);
  expect(harmsInSequence(addressOnGroupPort, [plumb, emptied])).toEqual([`1: ${harm}`]);
  expect(harmsInSequence(addressOnGroupPort, [emptied, plumb])).toEqual([]);
  expect(harmsInSequence(addressOnGroupPort, ['nwmgr -d -S apa -c lan900 -A links=2', plumb])).toEqual([`2: ${harm}`]);
});

test('what else is done with a port is not asked about', () => {
  expect(harmsInSequence(addressOnGroupPort, ['ifconfig lan1 unplumb'])).toEqual([]);
});

test('each address on a port is looked at by itself, and nothing where the NIC never is one', () => {
  const about = (commands: readonly string[]) =>
    addressOnGroupPort.projections(situationWith(commands)).map((each) => `${each.about} ${each.steps.join()}`);
  expect(about([PLUMB, JOIN, PLUMB])).toEqual(['lan3 0,1', 'lan3 1,2']);
  expect(about([PLUMB, 'ifconfig lan3 unplumb'])).toEqual([]);
});
