import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { errorDiagnostic } from '../../model/diagnostic';
import { noVswitchOnVlan as rule } from './no-vswitch-on-vlan';

const observed = {
  // Discovery lists VLAN interfaces apart; as a NIC it passes the comparison, which looks for the name only.
  lanInterfaces: [
    ...quickStartHost().lanInterfaces,
    { ...quickStartHost().lanInterfaces[3]!, name: 'lan5000' as never },
  ],
};

test('it is an error, on documented ground', () => {
  expect(rule).toMatchObject({ id: 'no-vswitch-on-vlan', severity: 'error', basis: 'documented' });
});

test('a vswitch on a VLAN interface is refused', () => {
  const plan = planByRules([rule], { vswitches: [{ name: 'web', uplink: 'lan5000' }] }, observed);
  expect(said(plan)).toEqual([
    errorDiagnostic(
      'no-vswitch-on-vlan',
      'vswitch web would sit on VLAN interface lan5000',
      'Use the interface beneath the VLAN as uplink and set vlanId on the guest NICs.',
      'vswitch.web',
    ),
  ]);
});

test.each([['lan3'], ['lan900'], [null]])('a vswitch on %s is not', (uplink) => {
  const plan = planByRules([rule], { vswitches: [{ name: 'web', uplink }] }, observed);
  expect(plan.steps).not.toEqual([]);
  expect(said(plan)).toEqual([]);
});

test('a host VLAN interface itself, and a vswitch that leaves one, are not', () => {
  const vlan = planByRules([rule], { hostVlans: [{ name: 'lan5001', uplink: 'lan3', vlanId: 7 }] }, observed);
  const onVlan = quickStartHost().vswitches.map((vswitch) =>
    vswitch.name === 'vmlan4' ? { ...vswitch, uplink: 'lan5000' as never } : vswitch,
  );
  const leaving = planByRules(
    [rule],
    { vswitches: [{ name: 'vmlan4', uplink: 'lan3' }] },
    { ...observed, vswitches: onVlan },
  );
  expect([said(vlan), said(leaving)]).toEqual([[], []]);
});
