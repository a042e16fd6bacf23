import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { warningDiagnostic } from '../../model/diagnostic';
import type { Presence } from '../../model/observed-host';
import { restartVswitchmgrAfterVswitchChange as rule } from './restart-vswitchmgr-after-vswitch-change';

const withManager = (vswitchmgr: Presence) => ({ cluster: { vswitchmgr, serviceguard: 'absent' as const } });
const summaries = (lists: object, changes: object = {}) =>
  said(planByRules([rule], lists, { ...withManager('running'), ...changes })).map(({ summary }) => summary);

test('it is a warning, on documented ground', () => {
  expect(rule).toMatchObject({
    ...{ id: 'restart-vswitchmgr-after-vswitch-change', severity: 'warning', basis: 'documented' },
  });
});

test('a new vswitch is unknown to the vswitch manager until it is restarted, once for all of them', () => {
  const vswitches = [
    { name: 'web', uplink: 'lan3' },
    { name: 'inner', uplink: null },
  ];
  const plan = planByRules([rule], { vswitches }, withManager('running'));
  expect(said(plan)).toEqual([
    warningDiagnostic(
      'restart-vswitchmgr-after-vswitch-change',
      'vswitchmgr runs and does not learn by itself that inner, web changed',
      'After the plan run /sbin/init.d/vswitchmgr restart, and not start, which makes a second one ' +
        '(Serviceguard Toolkit for Integrity Virtual Servers, June 2013, p. 35). A LAN failover while the plan runs may move a vswitch under it.',
    ),
  ]);
  expect(plan.status).toBe('ready');
});

test.each([
  ['halted', { vswitches: [{ name: 'vmlan0', state: 'down' }] }, {}, 'vmlan0'],
  ['removed', { vswitches: [] }, { ownedAddresses: ['vswitch.vmlan0'] }, 'vmlan0'],
  ['put on another uplink', { vswitches: [{ name: 'vmlan0', uplink: 'lan3' }] }, {}, 'vmlan0'],
])('so is one that is %s', (_what, lists, changes, name) => {
  expect(summaries(lists, changes)).toEqual([`vswitchmgr runs and does not learn by itself that ${name} changed`]);
});

test('and one that is only made, or only booted', () => {
  const why = 'vswitchmgr runs and does not learn by itself that web changed';
  expect(summaries({ vswitches: [{ name: 'web', uplink: 'lan3', state: 'down' }] })).toEqual([why]);
  const down = { name: 'web', number: 9, state: 'down', uplink: 'lan3', mac: null, ipAddress: null, ports: [] };
  const lists = { vswitches: [{ name: 'web', uplink: 'lan3', state: 'up' }] };
  expect(summaries(lists, { vswitches: [{ ...down, isShareable: true }] })).toEqual([why]);
});

test('and one that is down already and removed', () => {
  const web = { name: 'web', number: 9, state: 'down', uplink: 'lan3', mac: null, ipAddress: null, isShareable: true };
  const changes = { vswitches: [{ ...web, ports: [] }], ownedAddresses: ['vswitch.web'] };
  expect(summaries({ vswitches: [] }, changes)).toEqual([
    'vswitchmgr runs and does not learn by itself that web changed',
  ]);
});

test('what else changes on the host does not concern it', () => {
  expect(summaries({ guestNics: [{ guest: 'app01', slot: '0,1', vlanId: 5 }] })).toHaveLength(0);
});

test('where it does not run, there is nothing to restart', () => {
  expect(summaries({ vswitches: [{ name: 'web', uplink: 'lan3' }] }, withManager('absent'))).toHaveLength(0);
});

test('where that could not be read, it is said so', () => {
  const vswitches = [
    { name: 'inner', uplink: null },
    { name: 'web', uplink: 'lan3' },
  ];
  const plan = planByRules([rule], { vswitches }, withManager('unknown'));
  expect(said(plan)).toEqual([
    warningDiagnostic(
      'restart-vswitchmgr-after-vswitch-change',
      'it could not be read whether vswitchmgr runs, and the plan changes inner, web',
      'If it does, after the plan run /sbin/init.d/vswitchmgr restart, and not start, which makes a second one ' +
        '(Serviceguard Toolkit for Integrity Virtual Servers, June 2013, p. 35). A LAN failover while the plan runs may move a vswitch under it.',
    ),
  ]);
});
