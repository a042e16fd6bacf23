import { harmsInAnyOrder, harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { hostVlan } from '../../../test/hosts/with-interfaces';
import { hostVlanRefused } from './host-vlan-refused';

const DELETE = 'nwmgr -d -c lan5000';
const WITH_VLAN = { hostVlans: [hostVlan('lan5000', 'lan4')] };

const create = (name: string, ppa = 4, id = 7): string =>
  `nwmgr -a -S vlan -A vlanid=${String(id)},ppa=${String(ppa)} -c ${name}`;

test('a host VLAN interface is made where none is, and removed where one is', () => {
  const made = 'lan5000 is created although it exists';
  const removed = 'lan5000 is removed although it does not exist';
  expect(harmsInSequence(hostVlanRefused, [create('lan5000')])).toEqual([]);
  expect(harmsInSequence(hostVlanRefused, [create('lan5000', 3, 8)], WITH_VLAN)).toEqual([`1: ${made}`]);
  expect(harmsInSequence(hostVlanRefused, [create('lan5000'), create('lan5000', 3)])).toEqual([`2: ${made}`]);
  expect(harmsInSequence(hostVlanRefused, [DELETE])).toEqual([`1: ${removed}`]);
  expect(harmsInSequence(hostVlanRefused, [DELETE], WITH_VLAN)).toEqual([]);
  expect(harmsInSequence(hostVlanRefused, [DELETE, DELETE], WITH_VLAN)).toEqual([`2: ${removed}`]);
  expect(harmsInSequence(hostVlanRefused, [DELETE, create('lan5000'), DELETE], WITH_VLAN)).toEqual([]);
  expect(harmsInSequence(hostVlanRefused, [create('lan5000'), DELETE])).toEqual([]);
});

describe('two host VLAN interfaces', () => {
  const HARM = 'two VLAN interfaces have one id on one interface (lan4 7)';

  test('do not have one id on one interface', () => {
    expect(harmsInSequence(hostVlanRefused, [create('lan5001')], WITH_VLAN)).toEqual([`1: ${HARM}`]);
    expect(harmsInSequence(hostVlanRefused, [create('lan5001', 3)], WITH_VLAN)).toEqual([]);
    expect(harmsInSequence(hostVlanRefused, [create('lan5001', 4, 8)], WITH_VLAN)).toEqual([]);
    expect(harmsInSequence(hostVlanRefused, [create('lan5001'), create('lan5002')])).toEqual([`2: ${HARM}`]);
    expect(harmsInSequence(hostVlanRefused, [create('lan5001', 3), create('lan5002', 3)])).toEqual([
      '2: two VLAN interfaces have one id on one interface (lan3 7)',
    ]);
  });

  test('may have it one after the other', () => {
    expect(harmsInSequence(hostVlanRefused, [DELETE, create('lan5001')], WITH_VLAN)).toEqual([]);
    expect(harmsInAnyOrder(hostVlanRefused, [DELETE, create('lan5001')], WITH_VLAN)).toEqual([`2: ${HARM}`]);
    expect(harmsInSequence(hostVlanRefused, [create('lan5001'), DELETE], WITH_VLAN)).toEqual([`1: ${HARM}`]);
    const changed = [DELETE, create('lan5000', 4, 8), create('lan5001')];
    expect(harmsInSequence(hostVlanRefused, changed, WITH_VLAN)).toEqual([]);
  });

  test('that have it as the plan finds them may keep it, and one may be made anew', () => {
    const both = { hostVlans: ['lan5000', 'lan5001'].map((name) => hostVlan(name, 'lan4')) };
    expect(harmsInSequence(hostVlanRefused, [DELETE], both)).toEqual([]);
    expect(harmsInSequence(hostVlanRefused, [DELETE, create('lan5000', 4, 8)], both)).toEqual([]);
    expect(harmsInSequence(hostVlanRefused, [DELETE, create('lan5000')], both)).toEqual([`2: ${HARM}`]);
    expect(harmsInSequence(hostVlanRefused, [create('lan5002')], both)).toEqual([`1: ${HARM}`]);
    const elsewhere = [create('lan5002', 3, 8), 'nwmgr -d -c lan5002'];
    expect(harmsInSequence(hostVlanRefused, [...elsewhere, create('lan5002')], both)).toEqual([`3: ${HARM}`]);
    const three = { hostVlans: [...both.hostVlans, hostVlan('lan5002', 'lan4')] };
    expect(harmsInSequence(hostVlanRefused, [DELETE], three)).toEqual([]);
  });
});

test('each interface is looked at by itself, and with those that have its id at some time', () => {
  const commands = [DELETE, create('lan5001', 3), create('lan5002'), create('lan5003', 3, 8)];
  const found = hostVlanRefused.projections(situationWith(commands, WITH_VLAN));
  expect(found.map(({ about, steps }) => `${about}: ${steps.join()}`)).toEqual([
    'lan5000: 0',
    'lan5001: 1',
    'lan5002: 2',
    'lan5003: 3',
    'lan5000, lan5002: 0,2',
  ]);
  const both = { hostVlans: ['lan5000', 'lan5001'].map((name) => hostVlan(name, 'lan4')) };
  expect(hostVlanRefused.projections(situationWith(['hpvmnet -S vmlan4 -h'], both))).toEqual([]);
});
