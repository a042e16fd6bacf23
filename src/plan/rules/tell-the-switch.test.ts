import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { withPortVlan } from '../../../test/hosts/with-port-vlan';
import { warningDiagnostic } from '../../model/diagnostic';
import { tellTheSwitch as rule } from './tell-the-switch';

test('it is a warning, on recalled ground', () => {
  expect(rule).toMatchObject({ id: 'tell-the-switch', severity: 'warning', basis: 'recalled' });
});

test('an aggregate is announced to whoever configures the switch, once', () => {
  const plan = planByRules([rule], { apaGroups: [{ name: 'lan900', mode: 'LACP_AUTO', ports: ['lan1', 'lan2'] }] });
  expect(said(plan)).toEqual([
    warningDiagnostic(
      'tell-the-switch',
      'the switch ports behind lan900 must be configured for LACP_AUTO',
      'Until both ends agree, the aggregate does not carry traffic, and the interruption lasts longer than the plan says.',
      'apaGroup.lan900',
    ),
  ]);
});

test('a failover group asks nothing of the switch', () => {
  const plan = planByRules([rule], { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan3'] }] });
  expect(plan.steps).not.toEqual([]);
  expect(said(plan)).toEqual([]);
});

test('a VLAN that reaches beyond the host is announced', () => {
  const plan = planByRules([rule], { guestNics: [{ guest: 'app01', slot: '0,1', vlanId: 30 }] });
  expect(said(plan)).toEqual([
    warningDiagnostic(
      'tell-the-switch',
      'the switch port behind lan900 must carry VLAN 30 tagged',
      'A running guest on the port changes its network at that step: outside the host it reaches only what is in the same VLAN there. The guest itself knows nothing of it: frames that it tags are discarded (Planning and Implementing VLANs with HP-UX, p. 17).',
      'vswitch.vmlan900',
    ),
  ]);
});

test.each([
  ['on a guest-only vswitch', { guestNics: [{ guest: 'web01', slot: '0,2', vlanId: 30 }] }],
  [
    'on a vswitch that is not listed',
    { guestNics: [{ guest: 'test01', slot: '0,3', adapter: 'lan', vswitch: 'localnet', vlanId: 30 }] },
  ],
])('a VLAN %s does not reach the switch', (_where, lists) => {
  const plan = planByRules([rule], lists, _where.endsWith('listed') ? { vswitches: [] } : {});
  expect(plan.steps.map((step) => step.title).join()).toContain('VLAN 30');
  expect(said(plan)).toEqual([]);
});

test('a vswitch or a guest NIC without VLAN needs nothing of the switch', () => {
  const plan = planByRules([rule], {
    vswitches: [{ name: 'web', uplink: 'lan3' }],
    guestNics: [{ guest: 'test01', slot: '0,3', adapter: 'lan', vswitch: 'web' }],
  });
  expect(plan.steps).not.toEqual([]);
  expect(said(plan)).toEqual([]);
});

test('a VLAN that is cleared needs nothing new of the switch', () => {
  const plan = planByRules(
    [rule],
    { guestNics: [{ guest: 'app01', slot: '0,1', vlanId: null }] },
    withPortVlan('vmlan900', 2, 30),
  );
  expect(plan.steps.map((step) => step.title).join()).toContain('Clear the VLAN of port 2 on vmlan900');
  expect(said(plan)).toEqual([]);
});
