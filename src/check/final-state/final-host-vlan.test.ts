import { change, promiseOf } from '../../../test/hosts/goals-of';
import { harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { hostVlan } from '../../../test/hosts/with-interfaces';

const create = (id: number, ppa = 3): string =>
  `nwmgr -a -S vlan -A vlanid=${String(id)},ppa=${String(ppa)} -c lan5000`;
const DELETE = 'nwmgr -d -c lan5000';
const ON_LAN3 = { hostVlans: [hostVlan('lan5000', 'lan3')] };

test('a new host VLAN interface has the uplink and the id that the plan names', () => {
  const promise = promiseOf(change('create', 'hostVlan.lan5000', { uplink: 'lan3', vlanId: 30 }));
  expect(harmsInSequence(promise, [create(30)])).toEqual([]);
  expect(harmsInSequence(promise, [create(31)])).toEqual([
    'at the end: lan5000 ends as lan3 31 (uplink, id), and is to be lan3 30',
  ]);
  expect(harmsInSequence(promise, [create(30, 4)])).toEqual([
    'at the end: lan5000 ends as lan4 30 (uplink, id), and is to be lan3 30',
  ]);
  expect(harmsInSequence(promise, [])).toEqual([
    'at the end: lan5000 ends as absent (uplink, id), and is to be lan3 30',
  ]);
});

test('of one that changes, what the plan does not name stays', () => {
  const promise = promiseOf(change('update', 'hostVlan.lan5000', { vlanId: 30 }));
  expect(harmsInSequence(promise, [DELETE, create(30)], ON_LAN3)).toEqual([]);
  expect(harmsInSequence(promise, [DELETE, create(30, 4)], ON_LAN3)).toEqual([
    'at the end: lan5000 ends as lan4 30 (uplink, id), and is to be lan3 30',
  ]);
  const moved = promiseOf(change('update', 'hostVlan.lan5000', { uplink: 'lan4' }));
  expect(harmsInSequence(moved, [DELETE, create(7, 4)], ON_LAN3)).toEqual([]);
});

test('one that nobody asked to change ends as it was', () => {
  expect(harmsInSequence(promiseOf(), [DELETE, create(7)], ON_LAN3)).toEqual([]);
  expect(harmsInSequence(promiseOf(), [DELETE], ON_LAN3)).toEqual([
    'at the end: lan5000 ends as absent (uplink, id), and is to be lan3 7',
  ]);
});

test('one that nobody asked for does not come, and may have come and gone', () => {
  expect(harmsInSequence(promiseOf(), [create(7)])).toEqual([
    'at the end: lan5000 ends as lan3 7 (uplink, id), and is to be absent',
  ]);
  expect(harmsInSequence(promiseOf(), [create(7), DELETE])).toEqual([]);
});

test('one that is to go is gone', () => {
  const promise = promiseOf(change('delete', 'hostVlan.lan5000'));
  expect(harmsInSequence(promise, [DELETE], ON_LAN3)).toEqual([]);
  expect(harmsInSequence(promise, [], ON_LAN3)).toEqual([
    'at the end: lan5000 ends as lan3 7 (uplink, id), and is to be absent',
  ]);
});

test('those that no step touches and no change names are not looked at', () => {
  expect(promiseOf().projections(situationWith([], ON_LAN3))).toEqual([]);
  const named = promiseOf(change('delete', 'hostVlan.lan5001')).projections(situationWith([DELETE], ON_LAN3));
  expect(named.map(({ about, steps }) => [about, steps])).toEqual([
    ['lan5000', [0]],
    ['lan5001', []],
  ]);
});
