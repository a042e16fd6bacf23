import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { withNics } from '../../../test/hosts/with-interfaces';
import { warningDiagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import { settingsOfRebuiltGroups as rule } from './settings-of-rebuilt-groups';

const groupIn = (mode: string, loadBalancing: string | null = 'LB_IP'): Partial<ObservedHost> => ({
  apaGroups: quickStartHost().apaGroups.map((group) =>
    group.name === 'lan900' ? { ...group, mode: mode as 'MANUAL', loadBalancing: loadBalancing as 'LB_IP' } : group,
  ),
});
const to = (mode: string, more: object = {}): object => ({
  apaGroups: [{ name: 'lan900', mode, ports: ['lan1', 'lan2'], ...more }],
});
const details = (lists: object, changes: Partial<ObservedHost> = {}): readonly string[] =>
  said(planByRules([rule], lists, changes)).map(({ detail }) => detail);
const LOST_BALANCING = 'Load balancing LB_IP is known, but not declared for mode LACP_AUTO, so it is not given again. ';

test('it is a warning, on documented ground', () => {
  expect(rule).toMatchObject({ id: 'settings-of-rebuilt-groups', severity: 'warning', basis: 'documented' });
});

test('a failover group that is built anew may lose how it watches its ports', () => {
  expect(said(planByRules([rule], { apaGroups: [{ name: 'lan900', ports: ['lan2', 'lan3'] }] }))).toEqual([
    warningDiagnostic(
      'settings-of-rebuilt-groups',
      'lan900 is built anew, and settings that are not declared here are not known and not kept',
      'poll_interval, dead_count, rapid_arp, rapid_arp_count and rapid_arp_interval are given when ports are added, and cannot be set afterwards; without them they are 10 s, 3, on, 10 and 1 s. ' +
        'Priority and cost of the ports (port_pri, port_cost; nwmgr_apa(1M), September 2010, p. 6) and a fixed MAC address (fixed_mac, mac; it ends with the group, p. 9) are not given again either. ' +
        'Note what "/usr/sbin/nwmgr -v -c lan900 -S apa" shows before the plan runs, and compare afterwards; undoing the step does not bring it back.',
      'apaGroup.lan900',
    ),
  ]);
});

test('a group that does not stay a failover group has no use for that', () => {
  expect(details(to('MANUAL'))).toEqual([expect.stringMatching(/^Priority and cost/)]);
  expect(details(to('LAN_MONITOR'), groupIn('MANUAL'))).toEqual([expect.not.stringContaining('poll_interval')]);
});

test('groups that are built anew together are told apart', () => {
  const apaGroups = quickStartHost().apaGroups.map((group) =>
    group.name === 'lan901'
      ? { ...group, mode: 'MANUAL' as const, loadBalancing: 'LB_IP' as const, ports: ['lan3', 'lan4'] as never }
      : group,
  );
  const lists = {
    apaGroups: [
      { name: 'lan900', mode: 'MANUAL', ports: ['lan1', 'lan2'], loadBalancing: 'LB_MAC' },
      { name: 'lan901', mode: 'LACP_AUTO', ports: ['lan3', 'lan4'] },
    ],
  };
  const nics = withNics({ lan3: { aggregate: 'lan901' as never }, lan4: { aggregate: 'lan901' as never } });
  expect(details(lists, { apaGroups, ...nics, addresses: [], netconf: [] })).toEqual([
    expect.not.stringContaining('Load balancing'),
    expect.stringContaining(LOST_BALANCING),
  ]);
});

test('load balancing is named where it is known and goes with the mode', () => {
  expect(details(to('LACP_AUTO'), groupIn('MANUAL'))).toEqual([expect.stringContaining(LOST_BALANCING)]);
  const none = [expect.not.stringContaining('Load balancing')];
  expect(details(to('LACP_AUTO', { loadBalancing: 'LB_IP' }), groupIn('MANUAL'))).toEqual(none);
  expect(details(to('LACP_AUTO'), groupIn('LAN_MONITOR', 'LB_HS'))).toEqual(none);
  expect(details(to('LACP_AUTO'), groupIn('MANUAL', null))).toEqual(none);
  expect(details(to('LAN_MONITOR'), groupIn('MANUAL'))).toEqual(none);
  const rebuilt = { apaGroups: [{ name: 'lan900', ports: ['lan0', 'lan3'] }] };
  expect(details(rebuilt, groupIn('LACP_AUTO'))).toEqual(none);
});

test('a group that is new, keeps a port, or goes for good has nothing to note', () => {
  expect(details({ apaGroups: [{ name: 'lan901', mode: 'MANUAL', ports: ['lan3'] }] })).toEqual([]);
  expect(details({ apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] }] })).toEqual([]);
  expect(details({ apaGroups: [] }, { ownedAddresses: ['apaGroup.lan900'] })).toEqual([]);
});
