import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { errorDiagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import { avioNeedsUplink as rule } from './avio-needs-uplink';

const { platform, guestNics } = quickStartHost();
const released = (integrityVmVersion: string | null): Partial<ObservedHost> => ({
  platform: { ...platform, integrityVmVersion },
});
const newNic = (adapter: string, vswitch: string): object => ({
  guestNics: [{ guest: 'test01', slot: '0,2', adapter, vswitch }],
});
const REFUSED = errorDiagnostic(
  'avio-needs-uplink',
  'avio_lan is not supported on guest-only vswitch localnet',
  'Set adapter "lan", or give the vswitch an uplink (ICA 4.2, p. 20; this host has B.04.20.05).',
  'guestNic.test01:0,2',
);

test('it is an error, on documented ground', () => {
  expect(rule).toMatchObject({ id: 'avio-needs-uplink', severity: 'error', basis: 'documented' });
});

test('a new AVIO NIC on a vswitch without uplink is refused', () => {
  expect(said(planByRules([rule], newNic('avio_lan', 'localnet')))).toEqual([REFUSED]);
});

test.each([
  ['an emulated NIC', 'lan', 'localnet'],
  ['a vswitch with an uplink', 'avio_lan', 'vmlan4'],
])('%s is no harm', (_what, adapter, vswitch) => {
  expect(said(planByRules([rule], newNic(adapter, vswitch)))).toEqual([]);
});

test('a NIC that becomes AVIO on a vswitch without uplink is refused', () => {
  const plan = planByRules([rule], { guestNics: [{ guest: 'web01', slot: '0,2', adapter: 'avio_lan' }] });
  expect(said(plan)).toEqual([{ ...REFUSED, address: 'guestNic.web01:0,2' }]);
});

test('an AVIO NIC that leaves is no harm', () => {
  const onLocalnet = guestNics.map((nic) => (nic.slot === '0,2' ? { ...nic, vswitch: 'localnet' as never } : nic));
  const plan = planByRules([rule], { guestNics: [] }, { guestNics: onLocalnet, ownedAddresses: ['guestNic.db01:0,2'] });
  expect(plan.steps.map((step) => step.title)).toEqual(['Remove NIC 0,2 from guest db01 (vswitch localnet)']);
  expect(said(plan)).toEqual([]);
});

test('a guest-only vswitch that gets an uplink, and one that is not listed, are not judged', () => {
  const onInner = guestNics.map((nic) => ({ ...nic, vswitch: 'localnet' as never }));
  const repointed = planByRules([rule], { vswitches: [{ name: 'localnet', uplink: 'lan3' }] }, { guestNics: onInner });
  expect(repointed.steps.map((step) => step.title)).toContain('Remove vswitch localnet');
  expect(said(repointed)).toEqual([]);
  expect(said(planByRules([rule], newNic('avio_lan', 'localnet'), { vswitches: [] }))).toEqual([]);
});

test('the uplink that counts is the one after the plan', () => {
  const gets = planByRules([rule], {
    vswitches: [{ name: 'inner', uplink: 'lan3' }],
    ...newNic('avio_lan', 'inner'),
  });
  const loses = planByRules([rule], {
    vswitches: [{ name: 'inner', uplink: null }],
    ...newNic('avio_lan', 'inner'),
  });
  expect(said(gets)).toEqual([]);
  expect(said(loses).map((item) => item.summary)).toEqual(['avio_lan is not supported on guest-only vswitch inner']);
});

describe('on a vswitch that loses its uplink', () => {
  const lists = { vswitches: [{ name: 'vmlan4', uplink: null }] };
  const stranded = (guest: string, slot: string): object =>
    errorDiagnostic(
      'avio-needs-uplink',
      'avio_lan is not supported on guest-only vswitch vmlan4',
      `Move NIC ${slot} of guest ${guest} away first, or keep the uplink (ICA 4.2, p. 20; this host has B.04.20.05).`,
      `guestNic.${guest}:${slot}`,
    );

  test('every AVIO NIC that stays is refused, and only those', () => {
    expect(said(planByRules([rule], lists))).toEqual([stranded('db01', '0,2'), stranded('web01', '0,1')]);
  });

  test('an AVIO NIC that moves away in the same plan is not', () => {
    const moved = { ...lists, guestNics: [{ guest: 'web01', slot: '0,1', vswitch: 'vmlan900' }] };
    expect(said(planByRules([rule], moved))).toEqual([stranded('db01', '0,2')]);
  });

  test('a NIC that only gets another VLAN stays', () => {
    const tagged = { ...lists, guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 7 }] };
    expect(said(planByRules([rule], tagged))).toEqual([stranded('db01', '0,2'), stranded('web01', '0,1')]);
  });

  test('an emulated NIC may stay', () => {
    const emulated = guestNics.map((nic) => ({ ...nic, adapter: 'lan' as const }));
    expect(said(planByRules([rule], lists, { guestNics: emulated }))).toEqual([]);
  });

  test('a vswitch that only moves to another uplink strands nobody', () => {
    expect(said(planByRules([rule], { vswitches: [{ name: 'vmlan4', uplink: 'lan3' }] }))).toEqual([]);
  });
});

test.each([
  ['B.04.20.05', 1],
  ['B.04.30', 0],
  ['B.06.10', 0],
])('on release %s the limit holds for %i NIC', (release, count) => {
  expect(said(planByRules([rule], newNic('avio_lan', 'localnet'), released(release)))).toHaveLength(count);
});

test('an unknown release is taken for an old one, and said to be unknown', () => {
  const [refusal] = said(planByRules([rule], newNic('avio_lan', 'localnet'), released(null)));
  expect(refusal?.detail).toContain('this host has an unknown release');
});
