import fc from 'fast-check';
import type { InterfaceName, VswitchName } from '../model/names';
import type { Edge } from './edges';
import type { Operation } from './operation';
import { bootVswitch, haltVswitch } from './operations/vswitch-power';
import { orderOperations } from './order';
import { weightedWindows } from './weighted-windows';

const BY_CHANGE = { rule: 'change', why: 'the desired state says so' };

function halt(name: string): Operation {
  return haltVswitch(name as VswitchName, BY_CHANGE);
}

function boot(name: string): Operation {
  return bootVswitch(name as VswitchName, BY_CHANGE);
}

function other(key: string, phase: 'running' | 'persist' = 'running'): Operation {
  return { ...boot('unused'), key, effect: { type: 'apa-save' }, phase };
}

/** Keys in the order found; edges are written `earlier < later`. */
function order(operations: readonly Operation[], ...edges: readonly string[]): readonly string[] {
  const outcome = orderOperations(
    operations,
    edges.map((text) => edgeOf(text, operations)),
    weightedWindows(operations, () => 1),
  );
  return outcome.status === 'ordered'
    ? outcome.sequence.map((index) => operations[index]?.key ?? '')
    : ['no-safe-order'];
}

function edgeOf(text: string, operations: readonly Operation[]): Edge {
  const [earlier = '', later = ''] = text.split(' < ');
  const place = (key: string): number => operations.findIndex((operation) => operation.key === key);
  return { earlier: place(earlier), later: place(later), rule: 'test', why: text };
}

const A_HALT = 'vswitch.a/halt';
const A_BOOT = 'vswitch.a/boot';
const B_HALT = 'vswitch.b/halt';
const B_BOOT = 'vswitch.b/boot';

test('what needs no vswitch down runs before any is halted', () => {
  const operations = [boot('a'), halt('a'), other('x'), other('z')];
  expect(order(operations, `${A_HALT} < ${A_BOOT}`, `${A_HALT} < x`, `x < ${A_BOOT}`)).toEqual([
    'z',
    A_HALT,
    'x',
    A_BOOT,
  ]);
});

test('a vswitch is booted again before the next one is halted, where the rules allow', () => {
  const operations = [boot('a'), boot('b'), halt('a'), halt('b'), other('x'), other('y')];
  const edges = [`${A_HALT} < x`, `x < ${A_BOOT}`, `${B_HALT} < y`, `y < ${B_BOOT}`];
  expect(order(operations, ...edges)).toEqual([A_HALT, 'x', A_BOOT, B_HALT, 'y', B_BOOT]);
});

test('two vswitches are down together only while both must be', () => {
  const operations = [boot('a'), boot('b'), halt('a'), halt('b'), other('move'), other('only-a')];
  const edges = [
    `${A_HALT} < move`,
    `${B_HALT} < move`,
    `${A_HALT} < only-a`,
    'only-a < move',
    `move < ${A_BOOT}`,
    `move < ${B_BOOT}`,
  ];
  expect(order(operations, ...edges)).toEqual([A_HALT, 'only-a', B_HALT, 'move', A_BOOT, B_BOOT]);
});

test('saving comes after everything that runs', () => {
  const operations = [other('a-save', 'persist'), halt('a'), boot('a'), other('x')];
  expect(order(operations, `${A_HALT} < ${A_BOOT}`)).toEqual(['x', A_HALT, A_BOOT, 'a-save']);
});

test('what nothing takes back comes last of what runs, with what waits for it, where that interrupts nobody for longer', () => {
  const lasting = (key: string): Operation => ({ ...other(key), undo: null });
  const operations = [
    lasting('a-new'),
    other('b-behind'),
    other('c'),
    halt('a'),
    boot('a'),
    other('a-save', 'persist'),
  ];
  const edges = [`${A_HALT} < ${A_BOOT}`, 'a-new < b-behind'];
  expect(order(operations, ...edges)).toEqual(['c', A_HALT, A_BOOT, 'a-new', 'b-behind', 'a-save']);
  expect(order(operations, ...edges, `a-new < ${A_HALT}`)).toEqual([
    'c',
    'a-new',
    'b-behind',
    A_HALT,
    A_BOOT,
    'a-save',
  ]);
  expect(order(operations, ...edges, `a-new < ${A_BOOT}`, `${A_HALT} < a-new`).indexOf('a-new')).toBe(2);
});

test('requirements that exclude one another are named as the shortest cycle', () => {
  const operations = ['p', 'q', 'r', 's'].map((key) => other(key));
  const edges = ['p < q', 'q < r', 'r < s', 's < p', 'r < q'].map((text) => edgeOf(text, operations));
  const outcome = orderOperations(operations, edges, []);
  expect(outcome.status === 'no-safe-order' ? outcome.conflict.map((edge) => edge.why) : []).toEqual([
    'q < r',
    'r < q',
  ]);
});

test('every order has each operation once, keeps every edge, and does not depend on the order of the inputs', () => {
  const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const pairs = fc.uniqueArray(fc.tuple(fc.nat(7), fc.nat(7)), {
    selector: ([left, right]) => `${String(left)}-${String(right)}`,
  });
  fc.assert(
    fc.property(pairs, fc.shuffledSubarray(keys, { minLength: 8 }), (drawn, shuffled) => {
      const forward = drawn
        .filter(([left, right]) => left < right)
        .map(([left, right]) => `${keys[left] ?? ''} < ${keys[right] ?? ''}`);
      const found = order(
        keys.map((key) => other(key)),
        ...forward,
      );
      expect([...found].sort()).toEqual(keys);
      for (const text of forward) {
        const [earlier = '', later = ''] = text.split(' < ');
        expect(found.indexOf(earlier)).toBeLessThan(found.indexOf(later));
      }
      expect(
        order(
          shuffled.map((key) => other(key)),
          ...[...forward].reverse(),
        ),
      ).toEqual(found);
    }),
  );
});

test('offload is set shortly before the restart that it needs, one NIC after the other', () => {
  const offload = (name: string): Operation => ({
    ...other(`offload.${name}`),
    effect: { type: 'nic-checksum-offload', interface: name as InterfaceName, direction: 'transmit', value: 'off' },
  });
  const operations = [offload('1'), offload('2'), offload('3'), halt('a'), boot('a'), halt('b'), boot('b'), other('x')];
  const edges = ['offload.1 < vswitch.b/boot', 'offload.2 < x', `offload.3 < ${A_BOOT}`];
  const restarts = [`${A_HALT} < ${A_BOOT}`, `${B_HALT} < ${B_BOOT}`];
  expect(order(operations, ...edges, ...restarts)).toEqual([
    'offload.1',
    B_HALT,
    B_BOOT,
    'offload.2',
    'x',
    'offload.3',
    A_HALT,
    A_BOOT,
  ]);
});

test('what is taken down for good goes down when everything else is done', () => {
  const operations = [halt('a'), other('x'), halt('b'), boot('b'), other('after-a'), other('z', 'persist')];
  expect(order(operations, `${B_HALT} < ${B_BOOT}`, `${A_HALT} < after-a`)).toEqual([
    'x',
    B_HALT,
    B_BOOT,
    A_HALT,
    'after-a',
    'z',
  ]);
});

test('of what saves, checksum offload that is off is saved first: port VLANs are kept over a boot at once', () => {
  const save = (name: string, savesOffloadOff: boolean): Operation => ({
    ...other(`lanInterface.${name}/save`, 'persist'),
    effect: { type: 'nic-save', interface: name as InterfaceName, savesOffloadOff },
  });
  const operations = [other('apaGroup/save', 'persist'), save('lan3', false), save('lan4', true), other('z')];
  expect(order(operations)).toEqual(['z', 'lanInterface.lan4/save', 'apaGroup/save', 'lanInterface.lan3/save']);
});
