import { change, promiseOf } from '../../../test/hosts/goals-of';
import { harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';

/** The one NIC of test01, emulated, on port 1 of vmlan0. */
const MAC = '0xaed6f7fa4e3e';
const nic = (verb: string, vswitch: string, { mac = '', adapter = 'lan', slot = '0,1' } = {}): string =>
  `hpvmmodify -P test01 -${verb} network:${adapter}:${slot}${mac}:vswitch:${vswitch}`;
const REMOVE = nic('d', 'vmlan0:portid:1');
const harm = (text: string): readonly string[] => [`at the end: test01:0,1 ${text}`];

test('a guest NIC that nobody asked to change ends as it was', () => {
  const back = nic('m', 'vmlan0:portid:1');
  expect(harmsInSequence(promiseOf(), [nic('m', 'localnet:portid:2'), back])).toEqual([]);
  expect(harmsInSequence(promiseOf(), [nic('m', 'localnet:portid:1')])).toEqual(
    harm('ends with vswitch localnet, and is to have vmlan0'),
  );
  expect(harmsInSequence(promiseOf(), [nic('m', 'vmlan0:portid:1', { adapter: 'avio_lan' })])).toEqual(
    harm('ends with adapter avio_lan, and is to have lan'),
  );
  expect(harmsInSequence(promiseOf(), [nic('m', 'vmlan0:portid:3')])).toEqual(
    harm('ends with port 3, and is to have 1'),
  );
  expect(harmsInSequence(promiseOf(), [nic('m', 'vmlan0')])).toEqual(harm('ends with port null, and is to have 1'));
  expect(harmsInSequence(promiseOf(), [REMOVE])).toEqual(harm('is gone'));
});

test('a guest NIC keeps its address through a change, and gets a given one back when it comes again', () => {
  const added = (mac: string): readonly string[] => [REMOVE, nic('a', 'vmlan0:portid:1', { mac })];
  expect(harmsInSequence(promiseOf(), added(`,${MAC}`))).toEqual([]);
  expect(harmsInSequence(promiseOf(), added(''))).toEqual(harm(`ends with mac null, and is to have ${MAC}`));
  expect(harmsInSequence(promiseOf(), added(',0xaed6f7fa4e3f'))).toEqual(
    harm(`ends with mac 0xaed6f7fa4e3f, and is to have ${MAC}`),
  );
  const changed = nic('m', 'vmlan0:portid:1', { mac: ',0xaed6f7fa4e3f' });
  expect(harmsInSequence(promiseOf(), [changed])).toEqual(harm(`ends with mac 0xaed6f7fa4e3f, and is to have ${MAC}`));
});

test('a guest NIC ends as the plan says', () => {
  const promise = (fields: Readonly<Record<string, string | number>>) =>
    promiseOf(change('update', 'guestNic.test01:0,1', fields));
  expect(harmsInSequence(promise({ port: 3 }), [nic('m', 'vmlan0:portid:3')])).toEqual([]);
  expect(harmsInSequence(promise({ port: 3 }), [])).toEqual(harm('ends with port 1, and is to have 3'));
  expect(harmsInSequence(promise({ adapter: 'avio_lan' }), [])).toEqual(
    harm('ends with adapter lan, and is to have avio_lan'),
  );
  const mac = '0xaed6f7fa4e3f';
  expect(harmsInSequence(promise({ mac }), [REMOVE, nic('a', 'vmlan0:portid:1', { mac: `,${mac}` })])).toEqual([]);
});

test('a guest NIC that moves gets any port there, unless the plan names it', () => {
  const move = (fields: object) =>
    promiseOf(change('update', 'guestNic.test01:0,1', { vswitch: 'localnet', ...fields }));
  expect(harmsInSequence(move({}), [nic('m', 'localnet:portid:5')])).toEqual([]);
  expect(harmsInSequence(move({}), [])).toEqual(harm('ends with vswitch vmlan0, and is to have localnet'));
  expect(harmsInSequence(move({ port: 4 }), [nic('m', 'localnet:portid:5')])).toEqual(
    harm('ends with port 5, and is to have 4'),
  );
  expect(harmsInSequence(move({}), [nic('m', 'localnet:portid:5', { adapter: 'avio_lan' })])).toEqual(
    harm('ends with adapter avio_lan, and is to have lan'),
  );
});

test('a new guest NIC is what the plan says, and what it does not say is free', () => {
  const promise = (fields: Readonly<Record<string, string | number>>) =>
    promiseOf(change('create', 'guestNic.test01:0,2', { vswitch: 'vmlan0', ...fields }));
  const add = nic('a', 'vmlan0:portid:7', { slot: '0,2', mac: ',0x020000000001' });
  expect(harmsInSequence(promise({}), [add])).toEqual([]);
  expect(harmsInSequence(promise({ port: 7, mac: '0x020000000001', adapter: 'lan' }), [add])).toEqual([]);
  expect(harmsInSequence(promise({ port: 6 }), [add])).toEqual([
    'at the end: test01:0,2 ends with port 7, and is to have 6',
  ]);
  expect(harmsInSequence(promise({}), [])).toEqual(['at the end: test01:0,2 is gone']);
});

test('a guest NIC that nobody asked for does not come, and may have come and gone', () => {
  const add = nic('a', 'vmlan0:portid:7', { slot: '0,2' });
  expect(harmsInSequence(promiseOf(), [add])).toEqual(['at the end: test01:0,2 is there, and nobody asked for it']);
  expect(harmsInSequence(promiseOf(), [add, nic('d', 'vmlan0:portid:7', { slot: '0,2' })])).toEqual([]);
});

test('a guest NIC that is to go is gone', () => {
  const promise = promiseOf(change('delete', 'guestNic.test01:0,1'));
  expect(harmsInSequence(promise, [REMOVE])).toEqual([]);
  expect(harmsInSequence(promise, [])).toEqual(harm('is still there'));
});

test('guest NICs that no step touches and no change names are not looked at', () => {
  const all = promiseOf(change('delete', 'guestNic.web01:0,2'))
    .projections(situationWith([nic('m', 'vmlan0:portid:1')]))
    .map(({ about, steps }) => [about, steps]);
  expect(all).toContainEqual(['test01:0,1', [0]]);
  expect(all).toContainEqual(['web01:0,2', []]);
  expect(all.map(([about]) => about)).not.toContain('db01:0,1');
});
