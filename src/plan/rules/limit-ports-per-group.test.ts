import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { nic, quickStartHost } from '../../../test/hosts/quick-start-host';
import { errorDiagnostic, warningDiagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import { limitPortsPerGroup as rule } from './limit-ports-per-group';

const ID = 'limit-ports-per-group';
const spare = Array.from({ length: 33 }, (_, index) => `lan${String(10 + index)}`);
const WITH_SPARE: Partial<ObservedHost> = {
  lanInterfaces: [
    ...quickStartHost().lanInterfaces,
    ...spare.map((name, index) => nic(name, `0x0030000000${String(10 + index)}`, {})),
  ],
};
const outcome = (mode: string, count: number): readonly object[] =>
  said(planByRules([rule], { apaGroups: [{ name: 'lan901', mode, ports: spare.slice(0, count) }] }, WITH_SPARE));

test('it is an error, on documented ground', () => {
  expect(rule).toMatchObject({ id: ID, severity: 'error', basis: 'documented' });
});

test.each([
  ['MANUAL', 8],
  ['FEC_AUTO', 8],
  ['LACP_AUTO', 32],
  ['LAN_MONITOR', 32],
])('a group of mode %s takes %d ports, and not one more', (mode, most) => {
  expect(outcome(mode, most)).not.toContainEqual(expect.objectContaining({ severity: 'error' }));
  const refused = errorDiagnostic(
    ID,
    `lan901 would have ${String(most + 1)} ports, and a group of mode ${mode} takes ${String(most)}`,
    "Name fewer ports (APA Administrator's Guide, 11i v1 and v2, September 2008, p. 96; APA Release Notes, 11i v3, February 2007, p. 5).",
    'apaGroup.lan901',
  );
  expect([...new Set(outcome(mode, most + 1))]).toEqual([refused]);
});

test('more than eight ports in an LACP aggregate are warned of', () => {
  expect(outcome('LACP_AUTO', 8)).toEqual([]);
  expect(outcome('LACP_AUTO', 9)).toEqual([
    warningDiagnostic(
      ID,
      'lan901 would have 9 ports, and not every release of APA takes more than 8',
      "LACP aggregates of up to 32 ports depend on the release of APA and on Serviceguard (APA Administrator's Guide, 11i v1 and v2, September 2008, p. 96). Look it up, or name fewer ports.",
      'apaGroup.lan901',
    ),
  ]);
  expect(outcome('LAN_MONITOR', 9)).toEqual([]);
});

test('the mode that counts is that of the group, declared or not', () => {
  const lists = { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', ...spare.slice(0, 7)] }] };
  const manual = quickStartHost().apaGroups.map((group) =>
    group.name === 'lan900' ? { ...group, mode: 'MANUAL' as const, loadBalancing: 'LB_MAC' as const } : group,
  );
  expect(said(planByRules([rule], lists, { ...WITH_SPARE, apaGroups: manual }))).toHaveLength(1);
  expect(said(planByRules([rule], lists, WITH_SPARE))).toEqual([]);
});
