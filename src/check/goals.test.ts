import { change } from '../../test/hosts/goals-of';
import { Goals } from './goals';

const goals = new Goals([
  change('update', 'vswitch.vmlan4', { uplink: 'lan3', state: null }),
  change('create', 'vswitch.web'),
  change('delete', 'apaGroup.lan900'),
  change('update', 'apaGroup.lan901', { ports: ['lan1', 2], key: { number: 9 } }),
]);

test('what a plan changes is told by kind', () => {
  expect(goals.identities('vswitch')).toEqual(['vmlan4', 'web']);
  expect(goals.identities('apaGroup')).toEqual(['lan900', 'lan901']);
  expect(goals.identities('apa')).toEqual([]);
});

test('what becomes of a resource is told by its address', () => {
  const of = (address: string): readonly boolean[] => [
    goals.isNamed(address),
    goals.isCreated(address),
    goals.isDeleted(address),
  ];
  expect(of('vswitch.vmlan4')).toEqual([true, false, false]);
  expect(of('vswitch.web')).toEqual([true, true, false]);
  expect(of('apaGroup.lan900')).toEqual([true, false, true]);
  expect(of('vswitch.localnet')).toEqual([false, false, false]);
});

test('a field is what the plan names, also nothing, and otherwise what it was', () => {
  expect(goals.field('vswitch.vmlan4', 'uplink', 'lan4')).toBe('lan3');
  expect(goals.field('vswitch.vmlan4', 'state', 'up')).toBeNull();
  expect(goals.field('vswitch.vmlan4', 'name', 'as it was')).toBe('as it was');
  expect(goals.field('vswitch.localnet', 'uplink', 'as it was')).toBe('as it was');
  expect(goals.field('apaGroup.lan901', 'key', null)).toBe('{"number":9}');
  expect(['uplink', 'state', 'name'].map((path) => goals.isFieldNamed('vswitch.vmlan4', path))).toEqual([
    true,
    true,
    false,
  ]);
});

test('a list is what the plan names, as texts, and otherwise what it was', () => {
  expect(goals.list('apaGroup.lan901', 'ports', [])).toEqual(['lan1', '2']);
  expect(goals.list('apaGroup.lan901', 'key', ['lan3'])).toEqual(['lan3']);
  expect(goals.list('apaGroup.lan900', 'ports', ['lan3'])).toEqual(['lan3']);
});
