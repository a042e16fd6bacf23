import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { warningDiagnostic } from '../../model/diagnostic';
import type { Presence } from '../../model/observed-host';
import { serviceguardNode as rule } from './serviceguard-node';

const withCluster = (serviceguard: Presence) => ({ cluster: { serviceguard, vswitchmgr: 'absent' as const } });
const linesOf = (lists: object, changes: object = {}) =>
  said(planByRules([rule], lists, { ...withCluster('running'), ...changes })).flatMap(({ detail }) =>
    detail.split('\n'),
  );

const MOVE =
  'First move packages to another node; where guests of this host are cluster nodes themselves, halt those (ICA 4.2, 11.2, p. 194).';
const GUEST = 'A guest that is a package itself has to be changed alike on every node (ICA 4.2, 11.3, p. 199).';
const VSWITCH =
  'Every node that it may move to needs vswitches of the same names with the same port VLANs (ICA A.03.50, 11.5.3, p. 166).';

test('it is a warning, on documented ground', () => {
  expect(rule).toMatchObject({ id: 'serviceguard-node', severity: 'warning', basis: 'documented' });
});

test('a change of a NIC asks to move packages first', () => {
  const plan = planByRules(
    [rule],
    { lanInterfaces: [{ name: 'lan3', checksumOffload: 'on' }] },
    withCluster('running'),
  );
  expect(said(plan)).toEqual([
    warningDiagnostic('serviceguard-node', 'this host is a Serviceguard node: cmcld runs', MOVE),
  ]);
  expect(plan.status).toBe('ready');
});

test.each([
  ['added', { guestNics: [{ guest: 'app01', slot: '0,3', vswitch: 'vmlan4', adapter: 'avio_lan' }] }, {}],
  ['moved', { guestNics: [{ guest: 'test01', slot: '0,1', vswitch: 'vmlan4' }] }, {}],
  ['removed', { guestNics: [] }, { ownedAddresses: ['guestNic.db01:0,1'] }],
])('a guest NIC that is %s has to be so on every node', (_what, lists, changes) => {
  expect(linesOf(lists, changes)).toEqual([MOVE, GUEST]);
});

test.each([
  ['a vswitch is made', { vswitches: [{ name: 'web', uplink: 'lan3', state: 'down' }] }, {}],
  ['a vswitch is removed', { vswitches: [] }, { ownedAddresses: ['vswitch.vmlan0'] }],
  ['a port VLAN is set', { guestNics: [{ guest: 'app01', slot: '0,1', vlanId: 5 }] }, {}],
])('when %s, every node has to be alike', (_what, lists, changes) => {
  expect(linesOf(lists, changes)).toEqual([MOVE, VSWITCH]);
});

test('one guest NIC or one vswitch among other changes is enough', () => {
  const lists = {
    lanInterfaces: [{ name: 'lan3', checksumOffload: 'on' }],
    vswitches: [{ name: 'web', uplink: 'lan3', state: 'down' }],
    guestNics: [{ guest: 'app01', slot: '0,3', vswitch: 'vmlan4', adapter: 'avio_lan' }],
  };
  expect(linesOf(lists)).toEqual([MOVE, GUEST, VSWITCH]);
});

test('a vswitch that is halted stays what it is', () => {
  expect(linesOf({ vswitches: [{ name: 'vmlan0', state: 'down' }] })).toEqual([MOVE]);
});

test('a plan that changes nothing says nothing, and neither does a host outside any cluster', () => {
  expect(linesOf({ vswitches: [{ name: 'vmlan0', state: 'up' }] })).toEqual([]);
  expect(linesOf({ vswitches: [{ name: 'web', uplink: 'lan3' }] }, withCluster('absent'))).toEqual([]);
});

test('where it could not be read, it is said so', () => {
  const lists = { vswitches: [{ name: 'vmlan0', state: 'down' }] };
  expect(said(planByRules([rule], lists, withCluster('unknown')))).toEqual([
    warningDiagnostic(
      'serviceguard-node',
      'it could not be read whether this host is a Serviceguard node',
      MOVE.replace('First', 'If it is one, first'),
    ),
  ]);
});
