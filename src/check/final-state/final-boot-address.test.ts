import { change, promiseOf } from '../../../test/hosts/goals-of';
import { harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import type { ObservedHost } from '../../model/observed-host';

const CLEAR = 'nwmgr -d -S apa -c lan900 -A links=all --force';
const add = (links: string, mode: string): string => `nwmgr -a -A links=${links} -A mode=${mode} -c lan900 -S apa`;
const plumb = (name: string): string => `ifconfig ${name} inet 192.1.4.205 netmask 255.255.255.0 up`;
const boot = (name: string, index = 1): string =>
  `ch_rc -a -p INTERFACE_NAME[${String(index)}]=${name} /etc/rc.config.d/netconf`;

/** The failover group becomes a MANUAL aggregate, which carries the address itself. */
const TO_MANUAL = [CLEAR, 'ifconfig lan1 unplumb', add('1,2', 'MANUAL'), plumb('lan900')];
const MANUAL = promiseOf(change('update', 'apaGroup.lan900', { mode: 'MANUAL' }));
/** It stays a failover group, and lan2 becomes its primary port. */
const OTHER_PRIMARY = [CLEAR, 'ifconfig lan1 unplumb', plumb('lan2'), add('2,1', 'LAN_MONITOR')];

const wrong = (name: string, end = 'lan900'): readonly string[] => [
  `at the end: the next boot puts 192.1.4.205 on ${name}, and the plan leaves it on ${end}`,
];
const stays = (name: string, index: number, wanted: string): readonly string[] => [
  `at the end: INTERFACE_NAME[${String(index)}] ends as ${name}, and is to stay ${wanted}`,
];

function withNetconf(change: (entry: ObservedHost['netconf'][number]) => object): Pick<ObservedHost, 'netconf'> {
  return { netconf: quickStartHost().netconf.map((entry) => ({ ...entry, ...change(entry) })) };
}

test('the next boot puts an address where the plan leaves it', () => {
  expect(harmsInSequence(MANUAL, [...TO_MANUAL, boot('lan900')])).toEqual([]);
  expect(harmsInSequence(MANUAL, TO_MANUAL)).toEqual(wrong('lan1'));
  expect(harmsInSequence(MANUAL, [...TO_MANUAL, boot('lan2')])).toEqual(wrong('lan2'));
  expect(harmsInSequence(MANUAL, [...TO_MANUAL, boot('lan900'), boot('lan3')])).toEqual(wrong('lan3'));
  expect(harmsInSequence(MANUAL, [...TO_MANUAL, boot('lan3'), boot('lan900')])).toEqual([]);
});

test('a failover group gets its address from one of its ports', () => {
  expect(harmsInSequence(promiseOf(), [...OTHER_PRIMARY, boot('lan2')])).toEqual([]);
  expect(harmsInSequence(promiseOf(), OTHER_PRIMARY)).toEqual([]);
  expect(harmsInSequence(promiseOf(), [...OTHER_PRIMARY, boot('lan900')])).toEqual([]);
  expect(harmsInSequence(promiseOf(), [...OTHER_PRIMARY, boot('lan3')])).toEqual(wrong('lan3'));
});

test('a port that leaves a failover group no longer names its address', () => {
  const promise = promiseOf(change('update', 'apaGroup.lan900', { ports: ['lan2', 'lan3'] }));
  const without = [CLEAR, 'ifconfig lan1 unplumb', plumb('lan2'), add('2,3', 'LAN_MONITOR')];
  expect(harmsInSequence(promise, [...without, boot('lan2')])).toEqual([]);
  expect(harmsInSequence(promise, without)).toEqual(wrong('lan1'));
});

test('entries of other addresses are left alone', () => {
  expect(harmsInSequence(promiseOf(), [boot('lan900', 0)])).toEqual([
    'at the end: the next boot puts 15.13.114.205 on lan900, and the plan leaves it on lan0',
  ]);
  expect(harmsInSequence(MANUAL, [...TO_MANUAL, boot('lan900'), boot('lan3', 2)])).toEqual([
    'at the end: the next boot puts 192.1.2.205 on lan3, and the plan leaves it on lan4',
  ]);
  expect(harmsInSequence(promiseOf(), [boot('lan3', 2), boot('lan4', 2)])).toEqual([]);
});

test('entries without address, and of addresses that do not run, stay as they are', () => {
  const none = withNetconf(({ index }) => (index === 2 ? { address: null } : {}));
  expect(harmsInSequence(promiseOf(), [boot('lan3', 2)], none)).toEqual(stays('lan3', 2, 'lan4'));
  const other = withNetconf(({ index }) => (index === 2 ? { address: '10.0.0.1' } : {}));
  expect(harmsInSequence(promiseOf(), [boot('lan3', 2)], other)).toEqual(stays('lan3', 2, 'lan4'));
  expect(harmsInSequence(promiseOf(), [boot('lan4', 2)], other)).toEqual([]);
  expect(harmsInSequence(promiseOf(), ['ifconfig lan4 unplumb', boot('lan3', 2)])).toEqual(stays('lan3', 2, 'lan4'));
});

test('a second entry of one address stays as it is', () => {
  const twice = withNetconf(({ index }) => (index === 2 ? { address: '192.1.4.205' } : {}));
  expect(harmsInSequence(MANUAL, [...TO_MANUAL, boot('lan900')], twice)).toEqual([]);
  expect(harmsInSequence(MANUAL, [...TO_MANUAL, boot('lan900'), boot('lan900', 2)], twice)).toEqual(
    stays('lan900', 2, 'lan4'),
  );
});

test('of two entries of one address that moves, the first moves along', () => {
  const twice = withNetconf(({ index }) => (index === 1 ? { address: '192.1.2.205' } : {}));
  const moved = ['ifconfig lan4 unplumb', plumb('lan3').replace('.4.', '.2.')];
  expect(harmsInSequence(promiseOf(), [...moved, boot('lan3')], twice)).toEqual([]);
  expect(harmsInSequence(promiseOf(), [...moved, boot('lan3'), boot('lan3', 2)], twice)).toEqual(
    stays('lan3', 2, 'lan4'),
  );
});

test('an entry of an address that did not run stays as it is where the plan makes the address run', () => {
  const other = withNetconf(({ index }) => (index === 2 ? { address: '10.0.0.1' } : {}));
  const made = 'ifconfig lan3 inet 10.0.0.1 netmask 255.0.0.0 up';
  expect(harmsInSequence(promiseOf(), [made, boot('lan3', 2)], other)).toEqual(
    expect.arrayContaining([...stays('lan3', 2, 'lan4')]),
  );
});

test('an entry that netconf does not have is not made', () => {
  expect(harmsInSequence(promiseOf(), [boot('lan4', 7)])).toEqual([
    'at the end: INTERFACE_NAME[7] ends as lan4, and netconf has no such entry',
  ]);
});

test('an entry that fits its address nowhere stays so while the address stays', () => {
  const odd = withNetconf(({ index }) => (index === 1 ? { interface: 'lan3' } : {}));
  const again = ['ifconfig lan900 unplumb', plumb('lan900')];
  expect(harmsInSequence(promiseOf(), again, odd)).toEqual([]);
  expect(harmsInSequence(promiseOf(), [...again, boot('lan4')], odd)).toEqual(stays('lan4', 1, 'lan3'));
  expect(harmsInSequence(promiseOf(), again)).toEqual([]);
  const itself = withNetconf(({ index }) => (index === 1 ? { interface: 'lan900' } : {}));
  expect(harmsInSequence(promiseOf(), again, itself)).toEqual([]);
  const apaGroups = quickStartHost().apaGroups.map((group) => ({ ...group, mode: 'MANUAL' as const }));
  expect(harmsInSequence(promiseOf(), again, { apaGroups })).toEqual([]);
  expect(harmsInSequence(promiseOf(), [...again, boot('lan900')], { apaGroups })).toEqual(stays('lan900', 1, 'lan1'));
});

test('an entry that fitted its address nowhere names the interface that the address moves to', () => {
  const odd = withNetconf(({ index }) => (index === 2 ? { interface: 'lan0' } : {}));
  const moved = ['ifconfig lan4 unplumb', plumb('lan3').replace('.4.', '.2.')];
  expect(harmsInSequence(promiseOf(), [...moved, boot('lan3', 2)], odd)).toEqual([]);
  expect(harmsInSequence(promiseOf(), moved, odd)).toEqual([
    'at the end: the next boot puts 192.1.2.205 on lan0, and the plan leaves it on lan3',
  ]);
});

test('netconf is not looked at where no address moves and nothing saves one', () => {
  const of = (commands: readonly string[]) =>
    promiseOf()
      .projections(situationWith(commands))
      .map(({ about, steps }) => [about, steps])
      .filter(([about]) => String(about).startsWith('netconf'));
  expect(of(['hpvmnet -b -S vmlan4'])).toEqual([]);
  expect(of(['ifconfig lan4 unplumb'])).toEqual([]);
  expect(of([boot('lan1'), 'hpvmnet -b -S vmlan4', boot('lan4', 2)])).toEqual([
    ['netconf 1', [0]],
    ['netconf 2', [2]],
  ]);
});
