import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { warningDiagnostic } from '../../model/diagnostic';
import type { ObservedApaGroup, ObservedHost } from '../../model/observed-host';
import { nonMacLoadBalancing as rule } from './non-mac-load-balancing';

function with900(changes: Partial<ObservedApaGroup>): Partial<ObservedHost> {
  return {
    apaGroups: quickStartHost().apaGroups.map((group) => (group.name === 'lan900' ? { ...group, ...changes } : group)),
  };
}
const warning = (balancing: string, vswitches = 'vmlan900', group = 'lan900'): object =>
  warningDiagnostic(
    'non-mac-load-balancing',
    `${balancing} of ${group} has no effect on the guests of vswitch ${vswitches}`,
    'Their traffic is balanced by MAC address (Planning and Implementing VLANs with HP-UX, note 6, p. 17); only the traffic of the VM host itself follows the setting. Set loadBalancing "LB_MAC", or leave it for the sake of the host.',
    `apaGroup.${group}`,
  );
const group = (changes: object, name = 'lan900'): object => ({ apaGroups: [{ name, ...changes }] });
const BY_IP = { mode: 'LACP_AUTO', loadBalancing: 'LB_IP' } as const;

test('it warns, on documented ground', () => {
  expect(rule).toMatchObject({ id: 'non-mac-load-balancing', severity: 'warning', basis: 'documented' });
});

test.each(['LB_IP', 'LB_PORT'])('%s is warned of when a group beneath a vswitch is built with it', (loadBalancing) => {
  expect(said(planByRules([rule], group({ mode: 'LACP_AUTO', loadBalancing })))).toEqual([warning(loadBalancing)]);
});

test('LB_MAC, and what is left out, are not', () => {
  expect(said(planByRules([rule], group({ mode: 'LACP_AUTO', loadBalancing: 'LB_MAC' })))).toEqual([]);
  expect(said(planByRules([rule], group({ mode: 'LACP_AUTO' })))).toEqual([]);
});

test('a change of the algorithm alone is warned of', () => {
  const balanced = with900({ mode: 'LACP_AUTO', loadBalancing: 'LB_MAC' });
  expect(said(planByRules([rule], group({ loadBalancing: 'LB_PORT' }), balanced))).toEqual([warning('LB_PORT')]);
});

test('a group that keeps its mode keeps its algorithm, and one that changes it does not', () => {
  const ports = { ports: ['lan1', 'lan2', 'lan3'] };
  expect(said(planByRules([rule], group(ports), with900(BY_IP)))).toEqual([warning('LB_IP')]);
  expect(said(planByRules([rule], group({ ...ports, mode: 'LACP_AUTO' }), with900(BY_IP)))).toEqual([warning('LB_IP')]);
  expect(said(planByRules([rule], group({ mode: 'MANUAL' }), with900(BY_IP)))).toEqual([]);
});

test('a vswitch that is put on such a group is warned of, once, with the others there', () => {
  const lists = { vswitches: [{ name: 'web', uplink: 'lan900' }] };
  expect(said(planByRules([rule], lists, with900(BY_IP)))).toEqual([warning('LB_IP', 'vmlan900, web')]);
  expect(said(planByRules([rule], { vswitches: [{ name: 'web', uplink: 'lan3' }] }, with900(BY_IP)))).toEqual([]);
});

test('a vswitch that boots there is warned of', () => {
  const vswitches = quickStartHost().vswitches.map((each) => ({ ...each, state: 'down' as const }));
  const lists = {
    vswitches: [
      { name: 'vmlan900', state: 'up' },
      { name: 'localnet', state: 'up' },
    ],
  };
  expect(said(planByRules([rule], lists, { ...with900(BY_IP), vswitches }))).toEqual([warning('LB_IP')]);
});

test('a vswitch that leaves is no matter, nor is a group without one, nor one that is not touched', () => {
  const moved = { vswitches: [{ name: 'vmlan900', uplink: 'lan3' }], ...group({ ports: ['lan1', 'lan2'], ...BY_IP }) };
  expect(said(planByRules([rule], moved))).toEqual([]);
  expect(said(planByRules([rule], group({ ...BY_IP, ports: ['lan3'] }, 'lan901')))).toEqual([]);
  expect(said(planByRules([rule], { vswitches: [{ name: 'vmlan4', state: 'down' }] }, with900(BY_IP)))).toEqual([]);
});

test('a new vswitch that stays down there is warned of too', () => {
  const lists = { vswitches: [{ name: 'web', uplink: 'lan900', state: 'down' }] };
  expect(said(planByRules([rule], lists, with900(BY_IP)))).toEqual([warning('LB_IP', 'vmlan900, web')]);
});

test('a new vswitch without uplink is no matter', () => {
  expect(said(planByRules([rule], { vswitches: [{ name: 'inner', uplink: null }] }, with900(BY_IP)))).toEqual([]);
});
