import { situationWith, stepOf } from '../../test/hosts/harms-of-clause';
import { hostVlan } from '../../test/hosts/with-interfaces';
import {
  followHostVlan,
  followHostVlanId,
  hostVlanAtStart,
  hostVlanNames,
  isEverOn,
  vlanAtStart,
} from './follow-host-vlan';

const FOUND = { hostVlans: [hostVlan('lan5000', 'lan4')] };
const CREATE = 'nwmgr -a -S vlan -A vlanid=120,ppa=3 -c lan5001';
const DELETE = 'nwmgr -d -c lan5000';

test('host VLAN interfaces are those that are there and those that are made, each once', () => {
  expect(hostVlanNames(situationWith([CREATE, DELETE, 'nwmgr -d -c lan5001'], FOUND))).toEqual(['lan5000', 'lan5001']);
  expect(hostVlanNames(situationWith([CREATE]))).toEqual(['lan5001']);
});

test('one that is there has its interface and id, another has none', () => {
  const situation = situationWith([CREATE], FOUND);
  expect(hostVlanAtStart(situation, 'lan5000')).toBe('lan4');
  expect(vlanAtStart(situation, 'lan5000')).toBe('lan4 7');
  expect(hostVlanAtStart(situation, 'lan5001')).toBeNull();
  expect(vlanAtStart(situation, 'lan5001')).toBeNull();
});

test('it is made on an interface with an id, and goes', () => {
  const { action: create } = stepOf(CREATE);
  expect(followHostVlan(null, create, 'lan5001')).toBe('lan3');
  expect(followHostVlanId(null, create, 'lan5001')).toBe('lan3 120');
  const { action: remove } = stepOf(DELETE);
  expect(followHostVlan('lan4', remove, 'lan5000')).toBeNull();
  expect(followHostVlanId('lan4 7', remove, 'lan5000')).toBeNull();
});

test.each([CREATE, DELETE, 'hpvmnet -S vmlan4 -h'])('it stays as it is when another one changes: %s', (command) => {
  const { action } = stepOf(command);
  expect(followHostVlan('lan4', action, 'lan5002')).toBe('lan4');
  expect(followHostVlanId('lan4 7', action, 'lan5002')).toBe('lan4 7');
  expect(followHostVlan(null, action, 'lan5002')).toBeNull();
  expect(followHostVlanId(null, action, 'lan5002')).toBeNull();
});

test('it is on an interface at some time when it is there already, or is made there', () => {
  const situation = situationWith([DELETE, CREATE], FOUND);
  expect(isEverOn(situation, 'lan5000', 'lan4')).toBe(true);
  expect(isEverOn(situation, 'lan5000', 'lan3')).toBe(false);
  expect(isEverOn(situation, 'lan5001', 'lan3')).toBe(true);
  expect(isEverOn(situation, 'lan5001', 'lan4')).toBe(false);
  expect(isEverOn(situation, 'lan5002', 'lan4')).toBe(false);
  const again = ['nwmgr -d -c lan5001', CREATE, 'nwmgr -d -c lan5001'];
  expect(isEverOn(situationWith([CREATE, ...again]), 'lan5001', 'lan3')).toBe(true);
});
