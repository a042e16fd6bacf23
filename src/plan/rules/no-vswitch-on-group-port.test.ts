import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { errorDiagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import { noVswitchOnGroupPort as rule } from './no-vswitch-on-group-port';

const refusal = (vswitch: string, nic: string, group: string): object =>
  errorDiagnostic(
    'no-vswitch-on-group-port',
    `vswitch ${vswitch} would be on ${nic}, which is a port of ${group}`,
    `Use ${group} as uplink of ${vswitch}, or keep ${nic} out of ${group}.`,
    `vswitch.${vswitch}`,
  );
const joining = (...ports: readonly string[]): object => ({ apaGroups: [{ name: 'lan901', mode: 'MANUAL', ports }] });

test('it is an error, on recalled ground', () => {
  expect(rule).toMatchObject({ id: 'no-vswitch-on-group-port', severity: 'error', basis: 'recalled' });
});

test('a new vswitch on a port of a group is refused', () => {
  const plan = planByRules([rule], { vswitches: [{ name: 'web', uplink: 'lan2' }] });
  expect(said(plan)).toEqual([refusal('web', 'lan2', 'lan900')]);
});

test('a NIC with a vswitch on it does not join a group', () => {
  expect(said(planByRules([rule], joining('lan3', 'lan4')))).toEqual([refusal('vmlan4', 'lan4', 'lan901')]);
});

test('a NIC that joins in the same plan in which its vswitch leaves may', () => {
  const lists = { ...joining('lan3', 'lan4'), vswitches: [{ name: 'vmlan4', uplink: 'lan901' }] };
  expect(said(planByRules([rule], lists))).toEqual([]);
});

test.each([['lan3'], ['lan900'], [null]])('a vswitch on %s, which is no port, is no harm', (uplink) => {
  expect(said(planByRules([rule], { vswitches: [{ name: 'web', uplink }] }))).toEqual([]);
});

test('a vswitch that sits on a port already, and is not touched, is left alone', () => {
  const vswitches = quickStartHost().vswitches.map((vswitch) =>
    vswitch.name === 'vmlan0' ? { ...vswitch, uplink: 'lan1' as never } : vswitch,
  );
  const beside = planByRules([rule], { hostVlans: [{ name: 'lan5000', uplink: 'lan1', vlanId: 7 }] }, { vswitches });
  expect(beside.steps).not.toEqual([]);
  expect(said(beside)).toEqual([]);
});

describe('a host VLAN interface on a NIC that becomes a port', () => {
  const onLan3 = {
    hostVlans: [{ name: 'lan5000', uplink: 'lan3', vlanId: 7, state: 'up' }] as unknown as ObservedHost['hostVlans'],
  };
  const joins = { apaGroups: [{ name: 'lan901', mode: 'MANUAL', ports: ['lan3'] }] };
  const codes = (lists: object, changes: Partial<ObservedHost>): readonly string[] =>
    planByRules([rule], lists, changes).diagnostics.map(({ code, address }) => `${code} ${address ?? ''}`);

  test('is refused by name, unless it goes in the same plan or is elsewhere', () => {
    expect(codes(joins, onLan3)).toEqual(['no-vswitch-on-group-port hostVlan.lan5000']);
    expect(codes({ ...joins, hostVlans: [] }, { ...onLan3, ownedAddresses: ['hostVlan.lan5000'] })).toEqual([]);
    const elsewhere = { hostVlans: onLan3.hostVlans.map((vlan) => ({ ...vlan, uplink: 'lan0' as never })) };
    expect(codes(joins, elsewhere)).toEqual([]);
  });
});
