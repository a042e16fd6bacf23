import { change, promiseOf } from '../../../test/hosts/goals-of';
import { harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';

const HALT = 'hpvmnet -S vmlan4 -h';
const BOOT = 'hpvmnet -b -S vmlan4';
const DELETE = 'hpvmnet -d -S vmlan4';
const REBUILD = [HALT, DELETE, 'hpvmnet -c -S vmlan4 -n 3', BOOT];

test('a vswitch that nobody asked to change ends as it was', () => {
  expect(harmsInSequence(promiseOf(), [HALT, BOOT])).toEqual([]);
  expect(harmsInSequence(promiseOf(), [HALT])).toEqual([
    'at the end: vmlan4 ends down on lan4, and is to be up on lan4',
  ]);
  expect(harmsInSequence(promiseOf(), REBUILD)).toContain(
    'at the end: vmlan4 ends up on lan3, and is to be up on lan4',
  );
});

test('a vswitch that nobody asked for does not come', () => {
  expect(harmsInSequence(promiseOf(), ['hpvmnet -c -S web'])).toEqual([
    'at the end: web ends down on no uplink, and is to be absent on no uplink',
  ]);
});

test('a vswitch ends on the uplink that the plan names', () => {
  const promise = promiseOf(change('update', 'vswitch.vmlan4', { uplink: 'lan3' }));
  expect(harmsInSequence(promise, REBUILD)).toEqual([]);
  expect(harmsInSequence(promise, [])).toEqual(['at the end: vmlan4 ends up on lan4, and is to be up on lan3']);
});

test('a vswitch ends without uplink where the plan says so', () => {
  const promise = promiseOf(change('update', 'vswitch.vmlan4', { uplink: null }));
  expect(harmsInSequence(promise, [HALT, DELETE, 'hpvmnet -c -S vmlan4', BOOT])).toEqual([]);
  expect(harmsInSequence(promise, [])).toEqual(['at the end: vmlan4 ends up on lan4, and is to be up on no uplink']);
});

test('a vswitch ends in the state that the plan names', () => {
  const promise = promiseOf(change('update', 'vswitch.vmlan4', { state: 'down' }));
  expect(harmsInSequence(promise, [HALT])).toEqual([]);
  expect(harmsInSequence(promise, [HALT, BOOT])).toEqual([
    'at the end: vmlan4 ends up on lan4, and is to be down on lan4',
  ]);
});

test('a new vswitch runs unless the plan says otherwise', () => {
  const create = ['hpvmnet -c -S web -n 3'];
  const harm = 'at the end: web ends down on lan3, and is to be up on lan3';
  expect(harmsInSequence(promiseOf(change('create', 'vswitch.web', { uplink: 'lan3' })), create)).toEqual([harm]);
  const down = promiseOf(change('create', 'vswitch.web', { uplink: 'lan3', state: 'down' }));
  expect(harmsInSequence(down, create)).toEqual([]);
});

test('a new vswitch for guests only has no uplink', () => {
  const promise = promiseOf(change('create', 'vswitch.web'));
  expect(harmsInSequence(promise, ['hpvmnet -c -S web', 'hpvmnet -b -S web'])).toEqual([]);
  expect(harmsInSequence(promise, ['hpvmnet -c -S web -n 3', 'hpvmnet -b -S web'])).toEqual([
    'at the end: web ends up on lan3, and is to be up on no uplink',
  ]);
});

test('a vswitch that is to go is gone', () => {
  const promise = promiseOf(change('delete', 'vswitch.localnet'));
  expect(harmsInSequence(promise, ['hpvmnet -S localnet -h', 'hpvmnet -d -S localnet'])).toEqual([]);
  expect(harmsInSequence(promise, ['hpvmnet -S localnet -h'])).toEqual([
    'at the end: localnet ends down on no uplink, and is to be absent on no uplink',
  ]);
});

test('vswitches that no step touches and no change names are not looked at', () => {
  expect(promiseOf().projections(situationWith([]))).toEqual([]);
  expect(
    promiseOf(change('update', 'vswitch.vmlan4', { uplink: 'lan3' }))
      .projections(situationWith(['hpvmnet -S localnet -h']))
      .map(({ about, steps }) => [about, steps]),
  ).toEqual([
    ['localnet', [0]],
    ['vmlan4', []],
  ]);
});
