import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { warningDiagnostic } from '../../model/diagnostic';
import type { ObservedHost, ObservedLanInterface } from '../../model/observed-host';
import { ckoOffUnderVswitch as rule } from './cko-off-under-vswitch';

const withNic = (name: string, changes: Partial<ObservedLanInterface>): Pick<ObservedHost, 'lanInterfaces'> => ({
  lanInterfaces: quickStartHost().lanInterfaces.map((nic) => (nic.name === name ? { ...nic, ...changes } : nic)),
});
const warning = (nics: string, vswitch: string): object =>
  warningDiagnostic(
    'cko-off-under-vswitch',
    `checksum offload stays on (${nics}) beneath vswitch ${vswitch}`,
    'HP does not support it: host-to-guest connections can fail (Release Notes 4.2.5, 7.2.20, p. 75). Declare the NIC with checksumOffload "off".',
    `vswitch.${vswitch}`,
  );
const onLan4 = { vswitches: [{ name: 'web', uplink: 'lan4' }] };
const onLan3 = { vswitches: [{ name: 'web', uplink: 'lan3' }] };

test('it is a warning, on documented ground', () => {
  expect(rule).toMatchObject({ id: 'cko-off-under-vswitch', severity: 'warning', basis: 'documented' });
});

test('a new vswitch on a NIC that offloads checksums is warned of, once', () => {
  expect(said(planByRules([rule], onLan4))).toEqual([warning('lan4', 'web')]);
});

test('a new vswitch that stays down is warned of too', () => {
  const plan = planByRules([rule], { vswitches: [{ name: 'web', uplink: 'lan4', state: 'down' }] });
  expect(said(plan)).toEqual([warning('lan4', 'web')]);
});

test('a vswitch that only boots is warned of', () => {
  const vswitches = quickStartHost().vswitches.map((each) =>
    each.name === 'vmlan4' ? { ...each, state: 'down' as const } : each,
  );
  expect(said(planByRules([rule], { vswitches: [{ name: 'vmlan4', state: 'up' }] }, { vswitches }))).toEqual([
    warning('lan4', 'vmlan4'),
  ]);
});

test('a vswitch that is halted or left alone is not', () => {
  expect(said(planByRules([rule], { vswitches: [{ name: 'vmlan4', state: 'down' }] }))).toEqual([]);
  expect(said(planByRules([rule], onLan3))).toEqual([]);
});

test.each([
  ['receive only', { receiveChecksumOffload: 'on', transmitChecksumOffload: 'off' }],
  ['transmit only', { receiveChecksumOffload: 'off', transmitChecksumOffload: 'on' }],
] as const)('offload in one direction counts: %s', (_direction, changes) => {
  expect(said(planByRules([rule], onLan3, withNic('lan3', changes)))).toEqual([warning('lan3', 'web')]);
});

test('offload that could not be read is not taken for on', () => {
  const unknown = withNic('lan3', { receiveChecksumOffload: null, transmitChecksumOffload: null });
  expect(said(planByRules([rule], onLan3, unknown))).toEqual([]);
});

test('what the plan switches off no longer counts', () => {
  const off = { lanInterfaces: [{ name: 'lan4', checksumOffload: 'off' }] };
  expect(said(planByRules([rule], { ...onLan4, ...off }))).toEqual([]);
  for (const half of [{ receiveChecksumOffload: 'off' }, { transmitChecksumOffload: 'off' }] as const) {
    expect(said(planByRules([rule], { ...onLan4, ...off }, withNic('lan4', half)))).toEqual([]);
  }
});

test.each([
  ['both directions', {}],
  ['receiving', { transmitChecksumOffload: 'on' }],
  ['transmitting', { receiveChecksumOffload: 'on' }],
] as const)('what the plan switches on counts: %s', (_what, changes) => {
  const on = { lanInterfaces: [{ name: 'lan3', checksumOffload: 'on' }] };
  expect(said(planByRules([rule], { ...onLan3, ...on }, withNic('lan3', changes)))).toEqual([warning('lan3', 'web')]);
});

test('every port of a group counts, as the group will be', () => {
  const observed = withNic('lan1', { receiveChecksumOffload: 'on', transmitChecksumOffload: 'on' });
  const onGroup = { vswitches: [{ name: 'web', uplink: 'lan900' }] };
  expect(said(planByRules([rule], onGroup, observed))).toEqual([warning('lan1', 'web')]);
  const grown = { apaGroups: [{ name: 'lan900', ports: ['lan1', 'lan2', 'lan4'] }], ...onGroup };
  expect(said(planByRules([rule], grown, observed))).toEqual([warning('lan1, lan4', 'web')]);
});

test('other groups, guest-only vswitches and NICs that are not listed are no matter', () => {
  const other = { apaGroups: [{ name: 'lan901', mode: 'MANUAL', ports: ['lan4'] }], ...onLan3 };
  expect(said(planByRules([rule], other))).toEqual([]);
  expect(said(planByRules([rule], { vswitches: [{ name: 'web', uplink: null }] }))).toEqual([]);
  const ghost = quickStartHost().apaGroups.map((group) =>
    group.name === 'lan900' ? { ...group, ports: ['lan1', 'lan9'] as never } : group,
  );
  const plan = planByRules([rule], { vswitches: [{ name: 'web', uplink: 'lan900' }] }, { apaGroups: ghost });
  expect(said(plan)).toEqual([]);
});
