import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { warningDiagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import { offloadOnAggregates as rule } from './offload-on-aggregates';

function withTso(...names: readonly string[]): Partial<ObservedHost> {
  return {
    lanInterfaces: quickStartHost().lanInterfaces.map((nic) => ({
      ...nic,
      virtualMtuBytes: names.includes(nic.name) ? 32160 : nic.name === 'lan0' ? null : 0,
    })),
  };
}
const warning = (nics: string, vswitches = 'vmlan900', group = 'lan900'): object =>
  warningDiagnostic(
    'offload-on-aggregates',
    `segmentation offload stays on (${nics}) in ${group} beneath vswitch ${vswitches}`,
    'A group takes TSO over from its ports (APA Release Notes, 11i v3, February 2007, p. 5), and nobody documents it beneath a vswitch. If guests see stalled connections, declare the NICs with segmentationOffload "off"; a NIC must leave a link aggregate for that.',
    `apaGroup.${group}`,
  );
const JOINED = { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] }] };

test('it warns, on recalled ground', () => {
  expect(rule).toMatchObject({ id: 'offload-on-aggregates', severity: 'warning', basis: 'recalled' });
});

test('ports with segmentation offload in a group that changes beneath a vswitch are warned of, once', () => {
  expect(said(planByRules([rule], JOINED, withTso('lan2', 'lan3', 'lan4')))).toEqual([warning('lan2, lan3')]);
});

test('ports without it, and ports of which it is not known, are not', () => {
  expect(said(planByRules([rule], JOINED, withTso('lan4')))).toEqual([]);
  const unknown = { apaGroups: [{ name: 'lan900', ports: ['lan0', 'lan1', 'lan2'] }] };
  expect(said(planByRules([rule], unknown, withTso()))).toEqual([]);
});

test('what the plan sets counts, not what is', () => {
  const off = { ...JOINED, lanInterfaces: [{ name: 'lan3', segmentationOffload: 'off' }] };
  expect(said(planByRules([rule], off, withTso('lan3')))).toEqual([]);
  const on = { ...JOINED, lanInterfaces: [{ name: 'lan3', checksumOffload: 'on', segmentationOffload: 'on' }] };
  expect(said(planByRules([rule], on, withTso()))).toEqual([warning('lan3')]);
});

test('setting it on a port of a group counts by itself, on a NIC of its own it does not', () => {
  const set = (name: string): object => ({
    lanInterfaces: [{ name, checksumOffload: 'on', segmentationOffload: 'on' }],
  });
  expect(said(planByRules([rule], set('lan2'), withTso()))).toEqual([warning('lan2')]);
  expect(said(planByRules([rule], set('lan3'), withTso('lan2')))).toEqual([]);
});

test('a vswitch that is put on such a group, or boots there, is warned of', () => {
  const added = { vswitches: [{ name: 'web', uplink: 'lan900', state: 'down' }] };
  expect(said(planByRules([rule], added, withTso('lan1')))).toEqual([warning('lan1', 'vmlan900, web')]);
  const vswitches = quickStartHost().vswitches.map((each) => ({ ...each, state: 'down' as const }));
  const booted = { vswitches: [{ name: 'vmlan900', state: 'up' }] };
  expect(said(planByRules([rule], booted, { ...withTso('lan1'), vswitches }))).toEqual([warning('lan1')]);
});

test('a NIC of its own, a guest-only vswitch, and a group that its vswitch leaves are no matter', () => {
  const lists = {
    vswitches: [
      { name: 'web', uplink: 'lan3' },
      { name: 'inner', uplink: null },
    ],
  };
  expect(said(planByRules([rule], lists, withTso('lan3', 'lan1')))).toEqual([]);
  const leaving = { ...JOINED, vswitches: [{ name: 'vmlan900', uplink: 'lan4' }] };
  expect(said(planByRules([rule], leaving, withTso('lan1')))).toEqual([]);
});

test('a group without vswitch, and one that only balances differently, are no matter', () => {
  const spare = { apaGroups: [{ name: 'lan901', mode: 'MANUAL', ports: ['lan3'] }] };
  expect(said(planByRules([rule], spare, withTso('lan3')))).toEqual([]);
  const rebalanced = { apaGroups: [{ name: 'lan900', loadBalancing: 'LB_IP' }] };
  const apaGroups = quickStartHost().apaGroups.map((each) =>
    each.name === 'lan900' ? { ...each, mode: 'LACP_AUTO' as const, loadBalancing: 'LB_MAC' as const } : each,
  );
  expect(said(planByRules([rule], rebalanced, { ...withTso('lan1'), apaGroups }))).toEqual([]);
});
