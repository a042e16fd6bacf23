import { ordersBy, planByRules, said } from '../../../test/hosts/plan-by-rules';
import { errorDiagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import { oneHostVlanPerId as rule } from './one-host-vlan-per-id';

const vlan = (name: string, uplink: string, vlanId: number | null): ObservedHost['hostVlans'][number] =>
  ({ name, uplink, vlanId, state: 'up' }) as unknown as ObservedHost['hostVlans'][number];
const refusal = (id: string, uplink: string, other: string, name: string): object =>
  errorDiagnostic(
    'one-host-vlan-per-id',
    `VLAN ${id} on ${uplink} is already used by ${other}`,
    `Declare ${other} instead of ${name}, remove ${other} first, or use another VLAN id.`,
    `hostVlan.${name}`,
  );
const wanted = (...vlans: readonly (readonly [string, string, number])[]): object => ({
  hostVlans: vlans.map(([name, uplink, vlanId]) => ({ name, uplink, vlanId })),
});

test('it is an error, on documented ground', () => {
  expect(rule).toMatchObject({ id: 'one-host-vlan-per-id', severity: 'error', basis: 'documented' });
});

test('an id that another VLAN interface on the same NIC uses is refused', () => {
  const plan = planByRules([rule], wanted(['lan5001', 'lan3', 120]), { hostVlans: [vlan('lan5000', 'lan3', 120)] });
  expect(said(plan)).toEqual([refusal('120', 'lan3', 'lan5000', 'lan5001')]);
});

test.each([
  ['another id', 'lan3', 121],
  ['another NIC', 'lan2', 120],
])('%s is free', (_what, uplink, vlanId) => {
  const plan = planByRules([rule], wanted(['lan5001', uplink, vlanId]), {
    hostVlans: [vlan('lan5000', 'lan3', 120)],
  });
  expect(plan.steps).not.toEqual([]);
  expect(said(plan)).toEqual([]);
});

test('an interface that is only saved by the plan keeps its id', () => {
  const plan = planByRules(
    [rule],
    { hostVlans: [{ name: 'lan5000' }, { name: 'lan5001', uplink: 'lan3', vlanId: 120 }] },
    { hostVlans: [vlan('lan5000', 'lan3', 120)], saved: { lanInterfaces: [], apaGroups: [], hostVlans: [] } },
  );
  expect(plan.changes.map((change) => change.address)).toEqual(['hostVlan.lan5000', 'hostVlan.lan5001']);
  expect(said(plan)).toEqual([refusal('120', 'lan3', 'lan5000', 'lan5001')]);
});

test('two new interfaces with one id on one NIC are refused', () => {
  const plan = planByRules([rule], wanted(['lan5000', 'lan3', 120], ['lan5001', 'lan3', 120]));
  expect(said(plan)).toEqual([refusal('120', 'lan3', 'lan5000', 'lan5001')]);
});

test('an interface that keeps its id moves freely, even when the id is not written again', () => {
  const observed = { hostVlans: [vlan('lan5000', 'lan2', 120), vlan('lan5001', 'lan3', 7)] };
  const moved = planByRules([rule], { hostVlans: [{ name: 'lan5000', uplink: 'lan3' }] }, observed);
  expect(said(moved)).toEqual([]);
  const clash = planByRules(
    [rule],
    { hostVlans: [{ name: 'lan5000', uplink: 'lan3' }] },
    { hostVlans: [vlan('lan5000', 'lan2', 7), vlan('lan5001', 'lan3', 7)] },
  );
  expect(said(clash)).toEqual([refusal('7', 'lan3', 'lan5001', 'lan5000')]);
});

test('an id that is freed in the same plan is free once the old interface has gone', () => {
  const lists = { ...wanted(['lan5001', 'lan3', 120]), vswitches: [{ name: 'web', uplink: 'lan2' }] };
  const plan = planByRules([rule], lists, {
    hostVlans: [vlan('lan5000', 'lan3', 120), vlan('lan5002', 'lan2', 5), vlan('lan5003', 'lan2', 6)],
    ownedAddresses: ['hostVlan.lan5000', 'hostVlan.lan5002', 'hostVlan.lan5003'],
  });
  expect(said(plan)).toEqual([]);
  expect(ordersBy(rule, plan)).toEqual([
    'Remove host VLAN interface lan5000 -> Create host VLAN interface lan5001 with VLAN 120 on lan3: an interface carries a VLAN id only once',
  ]);
});
