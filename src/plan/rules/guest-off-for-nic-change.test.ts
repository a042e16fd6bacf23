import { planByRules, said, titlesOf } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { errorDiagnostic } from '../../model/diagnostic';
import type { ObservedGuest, ObservedHost } from '../../model/observed-host';
import { guestOffForNicChange as rule } from './guest-off-for-nic-change';

const { guests, platform } = quickStartHost();
const withGuest = (name: string, changes: Partial<ObservedGuest>): Pick<ObservedHost, 'guests'> => ({
  guests: guests.map((guest) => (guest.name === name ? { ...guest, ...changes } : guest)),
});
const added = (guest: string, adapter: string): object => ({
  guestNics: [{ guest, slot: '0,5', vswitch: 'vmlan4', adapter }],
});
const moved = (guest: string): object => ({ guestNics: [{ guest, slot: '0,1', vswitch: 'vmlan4', port: 9 }] });
const NEEDS_OFF = errorDiagnostic(
  'guest-off-for-nic-change',
  'guest web01 is On (OS), and this change needs it off',
  'On a running guest only AVIO NICs can be added or removed, from Integrity VM 4.1 on (ICA 4.2, p. 20); anything else waits for the next start. Stop guest web01, plan again, and start it afterwards.',
  'guestNic.web01:0,5',
);

test('it is an error, on ground that is in part observed', () => {
  expect(rule).toMatchObject({ id: 'guest-off-for-nic-change', severity: 'error', basis: 'observed' });
});

test('an AVIO NIC is added to a running guest', () => {
  expect(said(planByRules([rule], added('web01', 'avio_lan')))).toEqual([]);
});

test.each([
  ['B.04.10', 0],
  ['B.04.00', 1],
  [null, 1],
])('on release %s, running guests that may not get an AVIO NIC: %i', (integrityVmVersion, count) => {
  const plan = planByRules([rule], added('web01', 'avio_lan'), { platform: { ...platform, integrityVmVersion } });
  expect(said(plan)).toHaveLength(count);
});

test('an emulated NIC is added to a stopped guest only', () => {
  expect(said(planByRules([rule], added('web01', 'lan')))).toEqual([NEEDS_OFF]);
  expect(said(planByRules([rule], added('test01', 'lan')))).toEqual([]);
});

test('a guest in an unknown state counts as running', () => {
  const observed = withGuest('test01', { state: 'unknown', stateText: 'Dreaming' });
  expect(said(planByRules([rule], added('test01', 'lan'), observed)).map((item) => item.summary)).toEqual([
    'guest test01 is Dreaming, and this change needs it off',
  ]);
});

test('an AVIO NIC of a running guest is removed; an emulated one is not, nor is any NIC moved', () => {
  const removed = planByRules(
    [rule],
    { guestNics: [] },
    { ownedAddresses: ['guestNic.web01:0,1', 'guestNic.web01:0,2'] },
  );
  expect(titlesOf(removed)).toHaveLength(2);
  expect(said(removed)).toEqual([{ ...NEEDS_OFF, address: 'guestNic.web01:0,2' }]);
  expect(said(planByRules([rule], moved('web01')))).toEqual([{ ...NEEDS_OFF, address: 'guestNic.web01:0,1' }]);
  expect(said(planByRules([rule], moved('test01')))).toEqual([]);
});

test.each([
  [true, 'a pending'],
  [null, 'a possibly pending'],
])('a stopped guest whose pending configuration is %s is left alone', (hasPendingConfiguration, text) => {
  const observed = withGuest('test01', { hasPendingConfiguration });
  expect(said(planByRules([rule], added('test01', 'avio_lan'), observed))).toEqual([
    errorDiagnostic(
      'pending-guest-configuration',
      `guest test01 has ${text} configuration`,
      'vmm_config.next takes effect at the next start of the guest; a change now would be made on top of it. Restart the guest first.',
      'guestNic.test01:0,5',
    ),
  ]);
});

test('a port VLAN changes no guest, running or not', () => {
  const plan = planByRules(
    [rule],
    { guestNics: [{ guest: 'web01', slot: '0,1', vlanId: 7 }], vswitches: [{ name: 'fresh', uplink: 'lan3' }] },
    withGuest('web01', { hasPendingConfiguration: true }),
  );
  expect(titlesOf(plan)).toContain('Put port 2 of vmlan4 (web01 0,1) on VLAN 7');
  expect(said(plan)).toEqual([]);
});
