import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { errorDiagnostic } from '../../model/diagnostic';
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
