import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { warningDiagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import { prepareTheGuest as rule } from './prepare-the-guest';

const summaries = (guestNics: readonly object[], host: Partial<ObservedHost> = {}) =>
  said(planByRules([rule], { guestNics }, host)).map(({ summary }) => summary);
const avio = (guest: string, slot: string, change: object = {}) => ({
  ...{ guest, slot, vswitch: 'vmlan4', adapter: 'avio_lan', ...change },
});

test('it is advice, on ground that is in part concluded', () => {
  expect(rule).toMatchObject({ id: 'prepare-the-guest', severity: 'warning', basis: 'recalled' });
});

test('an AVIO NIC that is taken from a running guest, for good or for a while, is to be out of use there', () => {
  const [told, ...others] = said(planByRules([rule], { guestNics: [avio('web01', '0,1', { mac: '0x660000000001' })] }));
  expect(others).toEqual([]);
  expect(told).toEqual(
    warningDiagnostic(
      'prepare-the-guest',
      'NIC 0,1 is taken from guest web01, which is not off',
      'AVIO NICs can be removed while a guest runs (Integrity VM 4.2 ICA, p. 20); what becomes of one in use there is in no document. Take its interface out of use in the guest first (ifconfig lanN unplumb). Where it is added again, run ioscan in the guest afterwards, then /sbin/rc2.d/S340net start (4.2 Release Notes, 7.2.18-7.2.19, p. 73).',
      'guestNic.web01:0,1',
    ),
  );
  expect(summaries([], { ownedAddresses: ['guestNic.db01:0,1'] })).toEqual([
    'NIC 0,1 is taken from guest db01, which is not off',
  ]);
});

test('an emulated one, and one of a guest that is off, are not in use', () => {
  expect(summaries([], { ownedAddresses: ['guestNic.web01:0,2', 'guestNic.test01:0,1'] })).toEqual([]);
  const guests = quickStartHost().guests.map((guest) => ({ ...guest, state: 'off' as const }));
  expect(summaries([], { ownedAddresses: ['guestNic.db01:0,1'], guests })).toEqual([]);
});

test('the first AVIO NIC of a guest is told of once', () => {
  expect(said(planByRules([rule], { guestNics: [avio('test01', '0,2'), avio('test01', '0,3')] }))).toEqual([
    warningDiagnostic(
      'prepare-the-guest',
      'guest test01 gets its first AVIO NIC',
      'Use AVIO software of the same release in the guest as on the VM host: HP strongly discourages different ones (Integrity VM 4.1 ICA, ch. 1). In an HP-UX guest of 4.2, switch software packet reassembly of the igssn driver (drv_pr), which is on, off (4.2 Release Notes, 7.2.20, p. 73).',
      'guestNic.test01:0,2',
    ),
  ]);
  expect(summaries([{ guest: 'test01', slot: '0,1', adapter: 'avio_lan' }])).toEqual([
    'guest test01 gets its first AVIO NIC',
  ]);
});

test('a further one, and an emulated one, are not', () => {
  expect(summaries([avio('web01', '0,3')])).toEqual([]);
  expect(summaries([avio('test01', '0,2', { adapter: 'lan' })])).toEqual([]);
  expect(summaries([{ guest: 'web01', slot: '0,1', vlanId: 30 }])).toEqual([]);
});
