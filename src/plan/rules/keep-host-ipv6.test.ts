import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { errorDiagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import { keepHostIpv6 as rule } from './keep-host-ipv6';

const plumbed = (...names: string[]) => ({ ipv6Interfaces: names as unknown as ObservedHost['ipv6Interfaces'] });
const summaries = (lists: object, observed: Partial<ObservedHost>) =>
  said(planByRules([rule], lists, observed)).map(({ summary }) => summary);

const NEW_AGGREGATE = { apaGroups: [{ name: 'lan901', mode: 'MANUAL', ports: ['lan3', 'lan0'] }] };
const NEW_FAILOVER = { apaGroups: [{ name: 'lan901', mode: 'LAN_MONITOR', ports: ['lan0', 'lan3'] }] };
const OTHER_MODE = { apaGroups: [{ name: 'lan900', mode: 'LACP_AUTO', ports: ['lan1', 'lan2'] }] };

test('it is an error; what becomes of the addresses is inferred', () => {
  expect(rule).toMatchObject({ id: 'keep-host-ipv6', severity: 'error', basis: 'recalled' });
});

test('a NIC that is plumbed for IPv6 does not join an aggregate', () => {
  expect(said(planByRules([rule], NEW_AGGREGATE, plumbed('lan3')))).toEqual([
    errorDiagnostic(
      'keep-host-ipv6',
      'lan3 is plumbed for IPv6, now or at the next boot, and lan3 joins lan901',
      'IPv6 addresses are not moved along. Take them off first ("ifconfig lan3 inet6 unplumb", secondary ones before; HP-UX IPv6 Transport Administrator Guide, HP-UX 11i v3, May 2013, p. 51) and out of /etc/rc.config.d/netconf-ipv6, plan again, and put them back by hand where they belong afterwards.',
      'apaGroup.lan901',
    ),
  ]);
  expect(summaries(NEW_AGGREGATE, plumbed('lan4', 'lan900'))).toEqual([]);
});

test('the primary port of a new failover group may be: the group takes its addresses over; a standby port may not', () => {
  expect(summaries(NEW_FAILOVER, plumbed('lan0'))).toEqual([]);
  expect(summaries(NEW_FAILOVER, plumbed('lan3'))).toEqual([
    'lan3 is plumbed for IPv6, now or at the next boot, and lan3 joins lan901',
  ]);
  expect(summaries(NEW_AGGREGATE, plumbed('lan0', 'lan3'))).toHaveLength(2);
});

test('a failover group that has ports takes nothing over', () => {
  const added = { apaGroups: [{ name: 'lan900', mode: 'LAN_MONITOR', ports: ['lan1', 'lan2', 'lan3'] }] };
  expect(summaries(added, plumbed('lan3'))).toEqual([
    'lan3 is plumbed for IPv6, now or at the next boot, and lan3 joins lan900',
  ]);
});

test('a group that is plumbed for IPv6 is not emptied', () => {
  expect(summaries(OTHER_MODE, plumbed('lan900'))).toEqual([
    'lan900 is plumbed for IPv6, now or at the next boot, and lan900 is emptied',
  ]);
  expect(summaries(OTHER_MODE, plumbed('lan4'))).toEqual([]);
});

test('a host VLAN interface that is plumbed for IPv6 is not removed, and others may be', () => {
  const hostVlans = [{ name: 'lan5000', uplink: 'lan3', vlanId: 7, state: 'up' }] as never;
  const lists = { hostVlans: [{ name: 'lan5000', uplink: 'lan3', vlanId: 8 }] };
  expect(summaries(lists, { hostVlans, ...plumbed('lan5000') })).toEqual([
    'lan5000 is plumbed for IPv6, now or at the next boot, and lan5000 is removed',
  ]);
  expect(summaries(lists, { hostVlans, ...plumbed('lan3') })).toEqual([]);
});

test('a snapshot that does not say is no proof that there is none', () => {
  expect(said(planByRules([rule], OTHER_MODE, { ipv6Interfaces: null }))[0]).toEqual(
    errorDiagnostic(
      'keep-host-ipv6',
      'it is not known whether lan900 is plumbed for IPv6, and lan900 is emptied',
      'The snapshot is of a version that did not look for it. Discover the host again, and plan again.',
      'apaGroup.lan900',
    ),
  );
  const vswitch = { vswitches: [{ name: 'web', uplink: 'lan3' }] };
  expect(summaries(vswitch, { ipv6Interfaces: null })).toEqual([]);
});
