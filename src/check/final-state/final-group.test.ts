import { change, promiseOf } from '../../../test/hosts/goals-of';
import { harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { withNics } from '../../../test/hosts/with-interfaces';
import type { ObservedHost } from '../../model/observed-host';

const CLEAR = 'nwmgr -d -S apa -c lan900 -A links=all --force';
const leave = (links: string): string => `nwmgr -d -S apa -c lan900 -A links=${links}`;
const add = (links: string, mode = 'LAN_MONITOR', group = 'lan900', lb = ''): string =>
  `nwmgr -a -A links=${links} -A mode=${mode}${lb === '' ? '' : ` -A lb=${lb}`} -c ${group} -S apa`;
const join = (port: string): string => `nwmgr -s -A mode=LACP_AUTO -A key=900 -c ${port} -S apa`;
const key = (lb: string): string => `nwmgr -s -A key=900${lb === '' ? '' : ` -A lb=${lb}`} -c lan900 -S apa`;
const balance = (lb: string): string => `nwmgr -s -A lb=${lb} -c lan900 -S apa`;

/** The quick-start host without addresses on its group, which other clauses look after. */
const BARE: Partial<ObservedHost> = { addresses: [], netconf: [] };
const harms = (promise: ReturnType<typeof promiseOf>, commands: readonly string[], changes: object = {}) =>
  harmsInSequence(promise, commands, { ...BARE, ...changes });

/** lan900 runs by LACP, balancing by MAC address. */
const LACP = {
  apaGroups: quickStartHost().apaGroups.map((group) =>
    group.name === 'lan900' ? ({ ...group, mode: 'LACP_AUTO', loadBalancing: 'LB_MAC' } as const) : group,
  ),
};

describe('the ports of a group', () => {
  const promise = promiseOf(change('update', 'apaGroup.lan900', { ports: ['lan1', 'lan2', 'lan3'] }));

  test('end as the plan says', () => {
    expect(harms(promise, [add('3')])).toEqual([]);
    expect(harms(promise, [])).toEqual(['at the end: lan3 ends in no group, and is to be in lan900']);
    expect(harms(promise, [add('3'), leave('2')])).toEqual([
      'at the end: lan2 ends in no group, and is to be in lan900',
    ]);
    expect(harms(promise, [add('3,4')])).toEqual(['at the end: lan4 ends in lan900, and is to be in none']);
  });

  test('end as they were where the plan does not name them', () => {
    expect(harms(promiseOf(), [leave('2'), add('2')])).toEqual([]);
    expect(harms(promiseOf(), [leave('2')])).toEqual(['at the end: lan2 ends in no group, and is to be in lan900']);
    expect(harms(promiseOf(), [add('3')])).toEqual(['at the end: lan3 ends in lan900, and is to be in none']);
    const mode = promiseOf(change('update', 'apaGroup.lan900', { mode: 'LACP_AUTO' }));
    expect(harms(mode, [CLEAR, key(''), join('lan1'), join('lan2')])).toEqual([]);
    expect(harms(mode, [CLEAR, key(''), join('lan1')])).toEqual([
      'at the end: lan2 ends in no group, and is to be in lan900',
    ]);
  });

  test('of a group that the plan does not name stay there when another is to have ports', () => {
    const other = promiseOf(change('create', 'apaGroup.lan901', { mode: 'MANUAL', ports: ['lan3', 'lan4'] }));
    expect(harms(other, [add('3,4', 'MANUAL', 'lan901')])).toEqual([]);
    expect(harms(other, [add('2,3,4', 'MANUAL', 'lan901')])).toEqual([
      'at the end: lan2 ends in lan901, and is to be in lan900',
    ]);
  });

  test('of a group that is to go end in none', () => {
    const gone = promiseOf(change('delete', 'apaGroup.lan900'));
    expect(harms(gone, [CLEAR])).toEqual([]);
    const fewer = promiseOf(change('update', 'apaGroup.lan900', { ports: ['lan1'] }));
    expect(harms(fewer, [])).toEqual(['at the end: lan2 ends in lan900, and is to be in none']);
    expect(harms(gone, [leave('1')])).toContain('at the end: lan2 ends in lan900, and is to be in none');
  });
});

describe('the mode of a group', () => {
  test('ends as the plan says', () => {
    const promise = promiseOf(change('update', 'apaGroup.lan900', { mode: 'MANUAL' }));
    expect(harms(promise, [CLEAR, add('1,2', 'MANUAL')])).toEqual([]);
    expect(harms(promise, [CLEAR, add('1,2')])).toEqual([
      'at the end: lan900 ends in mode LAN_MONITOR, and is to be in mode MANUAL',
    ]);
    expect(harms(promise, [])).toEqual(['at the end: lan900 ends in mode LAN_MONITOR, and is to be in mode MANUAL']);
  });

  test('ends as it was where the plan does not name it', () => {
    expect(harms(promiseOf(), [CLEAR, add('1,2')])).toEqual([]);
    expect(harms(promiseOf(), [CLEAR, add('1,2', 'MANUAL')])).toEqual([
      'at the end: lan900 ends in mode MANUAL, and is to be in mode LAN_MONITOR',
    ]);
    expect(harms(promiseOf(), [CLEAR])).toContain(
      'at the end: lan900 ends in mode Not_Enabled, and is to be in mode LAN_MONITOR',
    );
    expect(harms(promiseOf(), [leave('1'), add('1')])).toEqual([]);
  });

  test('of a group that is to go, or that was not there, is none', () => {
    const gone = promiseOf(change('delete', 'apaGroup.lan900'));
    expect(harms(gone, [])).toContain('at the end: lan900 ends in mode LAN_MONITOR, and is to be in mode Not_Enabled');
    expect(harms(promiseOf(), [add('3', 'MANUAL', 'lan950')])).toContain(
      'at the end: lan950 ends in mode MANUAL, and is to be in mode Not_Enabled',
    );
  });

  test('of ports that join in one mode is walked in one order of them', () => {
    const found = promiseOf()
      .projections(situationWith([CLEAR, join('lan1'), join('lan2'), add('3')]))
      .filter(({ about, start }) => about === 'lan900' && 'mode' in start);
    expect(found.map(({ steps, sameAs }) => steps.map((step) => sameAs?.(step)))).toEqual([
      ['emptied', 'LACP_AUTO', 'LACP_AUTO', 'LAN_MONITOR'],
    ]);
  });
});

describe('the load balancing of a group', () => {
  const wrong = (is: string, wanted: string): string =>
    `at the end: lan900 ends with load balancing ${is}, and is to have ${wanted}`;

  test('ends as the plan says', () => {
    const promise = promiseOf(change('update', 'apaGroup.lan900', { loadBalancing: 'LB_IP' }));
    expect(harms(promise, [balance('LB_IP')], LACP)).toEqual([]);
    expect(harms(promise, [balance('LB_PORT')], LACP)).toEqual([wrong('LB_PORT', 'LB_IP')]);
    expect(harms(promise, [], LACP)).toEqual([wrong('LB_MAC', 'LB_IP')]);
    expect(harms(promise, [balance('LB_IP'), balance('LB_MAC')], LACP)).toEqual([wrong('LB_MAC', 'LB_IP')]);
    expect(harms(promise, [balance('LB_IP').replace('lan900', 'lan901')], LACP)).toContain(wrong('LB_MAC', 'LB_IP'));
  });

  test('is what the group was made with', () => {
    const promise = promiseOf(change('update', 'apaGroup.lan900', { mode: 'LACP_AUTO', loadBalancing: 'LB_IP' }));
    const joins = [join('lan1'), join('lan2')];
    expect(harms(promise, [CLEAR, key('LB_IP'), ...joins])).toEqual([]);
    expect(harms(promise, [CLEAR, key(''), ...joins])).toEqual([wrong('null', 'LB_IP')]);
    expect(harms(promise, [CLEAR, key('LB_IP'), key(''), ...joins])).toEqual([]);
    expect(harms(promise, [key('LB_IP'), CLEAR, ...joins])).toEqual([wrong('null', 'LB_IP')]);
    const manual = promiseOf(change('update', 'apaGroup.lan900', { mode: 'MANUAL', loadBalancing: 'LB_IP' }));
    expect(harms(manual, [CLEAR, add('1,2', 'MANUAL', 'lan900', 'LB_IP')])).toEqual([]);
    expect(harms(manual, [CLEAR, add('1', 'MANUAL', 'lan900', 'LB_IP'), add('2', 'MANUAL')])).toEqual([]);
    expect(harms(manual, [CLEAR, add('1,2', 'MANUAL', 'lan900', 'LB_MAC')])).toEqual([wrong('LB_MAC', 'LB_IP')]);
  });

  test('ends as it was where the plan does not name it', () => {
    expect(harms(promiseOf(), [balance('LB_IP')], LACP)).toEqual([wrong('LB_IP', 'LB_MAC')]);
    expect(harms(promiseOf(), [balance('LB_IP'), balance('LB_MAC')], LACP)).toEqual([]);
    expect(harms(promiseOf(), [balance('LB_IP')])).toEqual([wrong('LB_IP', 'null')]);
    const joins = [join('lan1'), join('lan2')];
    expect(harms(promiseOf(), [CLEAR, key('LB_MAC'), ...joins], LACP)).toEqual([]);
    expect(harms(promiseOf(), [CLEAR, key(''), ...joins], LACP)).toEqual([wrong('null', 'LB_MAC')]);
    expect(harms(promiseOf(), [leave('1'), join('lan1')], LACP)).toEqual([]);
  });

  test('is as it was or the default in another mode, where the plan does not name it', () => {
    const promise = promiseOf(change('update', 'apaGroup.lan900', { mode: 'MANUAL' }));
    const made = (lb: string): readonly string[] => [CLEAR, add('1,2', 'MANUAL', 'lan900', lb)];
    expect(harms(promise, made(''), LACP)).toEqual([]);
    expect(harms(promise, made('LB_MAC'), LACP)).toEqual([]);
    expect(harms(promise, made('LB_IP'), LACP)).toEqual([wrong('LB_IP', 'LB_MAC')]);
    const named = promiseOf(change('update', 'apaGroup.lan900', { mode: 'MANUAL', loadBalancing: 'LB_IP' }));
    expect(harms(named, made(''), LACP)).toEqual([wrong('null', 'LB_IP')]);
    expect(harms(named, made('LB_MAC'), LACP)).toEqual([wrong('LB_MAC', 'LB_IP')]);
    expect(harms(promiseOf(change('delete', 'apaGroup.lan900')), [CLEAR], LACP)).toEqual([]);
  });

  test('of a group without ports, or of one that does not exist, is none', () => {
    const create = promiseOf(change('create', 'apaGroup.lan901', { mode: 'MANUAL', ports: ['lan3', 'lan4'] }));
    expect(harms(create, [add('3,4', 'MANUAL', 'lan901')])).toEqual([]);
    expect(harms(promiseOf(), [balance('LB_IP').replace('lan900', 'lan901')])).toEqual([
      'at the end: lan901 ends with load balancing LB_IP, and is to have null',
    ]);
    expect(harms(promiseOf(), [balance('LB_IP').replace('lan900', 'lan950')])).toEqual([
      'at the end: lan950 ends with load balancing LB_IP, and is to have null',
    ]);
  });
});

test('groups and NICs that no step touches and no change names are not looked at', () => {
  expect(promiseOf().projections(situationWith([]))).toEqual([]);
  const named = promiseOf(change('update', 'apaGroup.lan900', { ports: ['lan2', 'lan4'] }));
  const nics = withNics({ lan3: { aggregate: 'lan904' as never } });
  expect(named.projections(situationWith([add('4')], nics)).map(({ about, steps }) => [about, steps])).toEqual([
    ['lan4', [0]],
    ['lan2', []],
    ['lan1', []],
    ['lan900', [0]],
  ]);
});
