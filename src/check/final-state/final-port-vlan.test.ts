import { change, promiseOf } from '../../../test/hosts/goals-of';
import { harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { withPortVlan } from '../../../test/hosts/with-port-vlan';

const vlan = (id: string, port = 1, vswitch = 'vmlan0'): string =>
  `hpvmnet -S ${vswitch} -u portid:${String(port)}:vlanid:${id}`;
const move = (port: number, vswitch = 'vmlan0', guest = 'test01'): string =>
  `hpvmmodify -P ${guest} -m network:lan:0,1:vswitch:${vswitch}:portid:${String(port)}`;
const REMOVE = 'hpvmmodify -P test01 -d network:lan:0,1:vswitch:vmlan0:portid:1';
const ADD = 'hpvmmodify -P test01 -a network:lan:0,1,0xaed6f7fa4e3e:vswitch:vmlan0:portid:1';
const wrong = (is: string, wanted: string, nic = 'test01:0,1'): string =>
  `at the end: ${nic} ends in VLAN ${is}, and is to be in ${wanted}`;
const IN_VLAN = withPortVlan('vmlan0', 1, 7);
const promise = (fields: Readonly<Record<string, number | string | null>>) =>
  promiseOf(change('update', 'guestNic.test01:0,1', fields));

test('a guest NIC ends in the VLAN that the plan names', () => {
  expect(harmsInSequence(promise({ vlanId: 30 }), [vlan('30')])).toEqual([]);
  expect(harmsInSequence(promise({ vlanId: 30 }), [vlan('31')])).toEqual([wrong('31', '30')]);
  expect(harmsInSequence(promise({ vlanId: 30 }), [])).toEqual([wrong('none', '30')]);
  expect(harmsInSequence(promise({ vlanId: null }), [vlan('none')], IN_VLAN)).toEqual([]);
  expect(harmsInSequence(promise({ vlanId: null }), [], IN_VLAN)).toEqual([wrong('7', 'none')]);
  expect(harmsInSequence(promise({ vlanId: 30 }), [vlan('30', 2)])).toEqual([wrong('none', '30')]);
});

test('a guest NIC that nobody asked to change ends in the VLAN it was in', () => {
  expect(harmsInSequence(promiseOf(), [vlan('30')])).toEqual([wrong('30', 'none')]);
  expect(harmsInSequence(promiseOf(), [vlan('30'), vlan('none')])).toEqual([]);
  expect(harmsInSequence(promiseOf(), [vlan('none')], IN_VLAN)).toEqual([wrong('none', '7')]);
});

test('the VLAN of a port goes with its vswitch', () => {
  const rebuild = ['hpvmnet -S vmlan0 -h', 'hpvmnet -d -S vmlan0', 'hpvmnet -c -S vmlan0 -n 0', 'hpvmnet -b -S vmlan0'];
  expect(harmsInSequence(promiseOf(), rebuild, IN_VLAN)).toEqual([wrong('none', '7')]);
  expect(harmsInSequence(promiseOf(), [...rebuild, vlan('7')], IN_VLAN)).toEqual([]);
  expect(harmsInSequence(promiseOf(), rebuild)).toEqual([]);
  expect(harmsInSequence(promiseOf(), ['hpvmnet -S vmlan0 -h', 'hpvmnet -b -S vmlan0'], IN_VLAN)).toEqual([]);
});

test('a guest NIC that moves takes its VLAN along', () => {
  const moves = promise({ port: 3 });
  expect(harmsInSequence(moves, [move(3), vlan('7', 3)], IN_VLAN)).toEqual([]);
  expect(harmsInSequence(moves, [move(3)], IN_VLAN)).toEqual([wrong('none', '7')]);
  expect(harmsInSequence(moves, [move(3)])).toEqual([]);
  const away = promise({ vswitch: 'localnet' });
  expect(harmsInSequence(away, [move(5, 'localnet'), vlan('7', 5, 'localnet')], IN_VLAN)).toEqual([]);
});

test('nobody knows the VLAN of a port that was given up, and it is set again', () => {
  expect(harmsInSequence(promiseOf(), [move(3), move(1)], IN_VLAN)).toEqual([wrong('kept or lost', '7')]);
  expect(harmsInSequence(promiseOf(), [move(3), move(1), vlan('7')], IN_VLAN)).toEqual([]);
  expect(harmsInSequence(promiseOf(), [move(3), vlan('7'), move(1)], IN_VLAN)).toEqual([]);
  expect(harmsInSequence(promiseOf(), [move(1, 'localnet'), move(1)], IN_VLAN)).toEqual([wrong('kept or lost', '7')]);
  expect(harmsInSequence(promiseOf(), [REMOVE, ADD], IN_VLAN)).toEqual([wrong('kept or lost', '7')]);
  expect(harmsInSequence(promiseOf(), [REMOVE, ADD, vlan('7')], IN_VLAN)).toEqual([]);
  expect(harmsInSequence(promiseOf(), [REMOVE, ADD])).toEqual([]);
  expect(harmsInSequence(promiseOf(), [REMOVE, ADD, vlan('7'), REMOVE, ADD], IN_VLAN)).toEqual([
    wrong('kept or lost', '7'),
  ]);
  // It was given up, and is set once more only where it was in a VLAN.
  expect(harmsInSequence(promiseOf(), [move(3), move(1)])).toEqual([]);
});

test('a port that is kept by a change keeps its VLAN', () => {
  const changed = 'hpvmmodify -P test01 -m network:avio_lan:0,1:vswitch:vmlan0:portid:1';
  expect(harmsInSequence(promise({ adapter: 'avio_lan' }), [changed], IN_VLAN)).toEqual([]);
});

test('who comes to a port has the VLAN that the port got, whoever left it', () => {
  const swap = [move(3), 'hpvmmodify -P app01 -m network:avio_lan:0,1:vswitch:vmlan0:portid:1'];
  const both = promiseOf(
    change('update', 'guestNic.test01:0,1', { port: 3, vlanId: null }),
    change('update', 'guestNic.app01:0,1', { vswitch: 'vmlan0', port: 1 }),
  );
  expect(harmsInSequence(both, swap, IN_VLAN)).toEqual([wrong('kept or lost', 'none', 'app01:0,1')]);
  expect(harmsInSequence(both, [...swap, vlan('none')], IN_VLAN)).toEqual([]);
  // Who has left does not give the port up once more.
  expect(harmsInSequence(both, [...swap, vlan('none'), move(4), move(3)], IN_VLAN)).toEqual([]);
  const tagged = promiseOf(
    change('update', 'guestNic.test01:0,1', { port: 3, vlanId: null }),
    change('update', 'guestNic.app01:0,1', { vswitch: 'vmlan0', port: 1, vlanId: 7 }),
  );
  expect(harmsInSequence(tagged, [...swap, vlan('7'), move(4), move(3)], IN_VLAN)).toEqual([]);
});

test('who comes to a port did not have it before', () => {
  const comes = 'hpvmmodify -P db01 -m network:avio_lan:0,1:vswitch:vmlan0:portid:1';
  const both = promiseOf(
    change('update', 'guestNic.test01:0,1', { port: 3, vlanId: null }),
    change('update', 'guestNic.db01:0,1', { vswitch: 'vmlan0', port: 1, vlanId: 7 }),
  );
  expect(harmsInSequence(both, [move(3), comes], IN_VLAN)).toEqual([wrong('kept or lost', '7', 'db01:0,1')]);
});

test('a guest NIC without port, one that goes, and one whose VLAN is unknown are in no VLAN to speak of', () => {
  const gone = promiseOf(change('delete', 'guestNic.test01:0,1'));
  expect(harmsInSequence(gone, [REMOVE], IN_VLAN)).toEqual([]);
  const host = quickStartHost();
  const unknown = { guestNics: host.guestNics.map((nic) => ({ ...nic, vlanId: 'unknown' as const })) };
  expect(harmsInSequence(promise({ port: 3 }), [move(3)], unknown)).toEqual([]);
  expect(harmsInSequence(promise({ vlanId: 30 }), [vlan('31')], unknown)).toEqual([wrong('31', '30')]);
  const noPort = { guestNics: host.guestNics.map((nic) => ({ ...nic, port: null })) };
  const about = promise({ vlanId: 30 }).projections(situationWith([], noPort));
  expect(about.map((each) => each.about)).toEqual(['test01:0,1']);
});

test('a new guest NIC ends in the VLAN that the plan names, or in none', () => {
  const add = 'hpvmmodify -P test01 -a network:lan:0,2:vswitch:vmlan0:portid:7';
  const create = (fields: Readonly<Record<string, string | number>>) =>
    promiseOf(change('create', 'guestNic.test01:0,2', { vswitch: 'vmlan0', ...fields }));
  expect(harmsInSequence(create({ vlanId: 30 }), [add, vlan('30', 7)])).toEqual([]);
  expect(harmsInSequence(create({ vlanId: 30 }), [add])).toEqual([wrong('none', '30', 'test01:0,2')]);
  expect(harmsInSequence(create({}), [add, vlan('30', 7)])).toEqual([wrong('30', 'none', 'test01:0,2')]);
  expect(harmsInSequence(create({}), [add])).toEqual([]);
});

test('ports that nothing touches are not looked at', () => {
  const of = (commands: readonly string[], ...changes: readonly ReturnType<typeof change>[]) =>
    promiseOf(...changes)
      .projections(situationWith(commands))
      .map(({ about, steps }) => [about, steps])
      .filter(([about]) => String(about).includes(' port '));
  expect(of([])).toEqual([]);
  expect(of(['hpvmnet -S vmlan0 -h', vlan('30', 9)])).toEqual([]);
  expect(of([vlan('30'), vlan('31', 2)])).toEqual([['test01:0,1, vmlan0 port 1', [0]]]);
  expect(of(['hpvmnet -S vmlan0 -h', 'hpvmnet -d -S vmlan0'])).toEqual([['test01:0,1, vmlan0 port 1', [1]]]);
  expect(of([vlan('30'), move(3), vlan('30', 3)])).toEqual([['test01:0,1, vmlan0 port 3', [1, 2]]]);
  expect(of([], change('update', 'guestNic.web01:0,2', { vlanId: null }))).toEqual([
    ['web01:0,2, localnet port 1', []],
  ]);
});
