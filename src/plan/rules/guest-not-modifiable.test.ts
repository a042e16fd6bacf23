import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { quickStartHost } from '../../../test/hosts/quick-start-host';
import { errorDiagnostic, warningDiagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import { guestNotModifiable as rule } from './guest-not-modifiable';

/** The host on which this is known of one guest; all others may be modified. */
function withStatus(guest: string, isModifiable: boolean | null, release?: string | null): Partial<ObservedHost> {
  const { guests, platform } = quickStartHost();
  return {
    guests: guests.map((each) => (each.name === guest ? { ...each, isModifiable } : each)),
    platform: { ...platform, ...(release === undefined ? {} : { integrityVmVersion: release }) },
  };
}

const ADDED = { guestNics: [{ guest: 'test01', slot: '0,2', vswitch: 'vmlan0', adapter: 'lan' }] };
const DOUBT = warningDiagnostic(
  'guest-not-modifiable',
  'it could not be read whether guest test01 may be modified on this host',
  'Integrity VM 4.2 and later list modify_status (ICA 4.2, 9.1.2, p. 142), but hpvmstatus -P test01 -V did not show it in a known way.\n' +
    'Make sure that test01 was not migrated to another host.',
);

test('it is an error, on documented ground', () => {
  expect(rule).toMatchObject({ id: 'guest-not-modifiable', severity: 'error', basis: 'documented' });
});

test('a NIC is not added to a guest that lives elsewhere, and the refusal says where to change it', () => {
  const plan = planByRules([rule], ADDED, withStatus('test01', false));
  expect(plan.status).toBe('blocked');
  expect(said(plan)).toEqual([
    errorDiagnostic(
      'guest-not-modifiable',
      'guest test01 cannot be modified on this host (modify_status=disabled)',
      'After a migration a guest lives on another host, and what is changed here is lost when it comes back (ICA 4.3, 8.2.3, p. 147).\n' +
        'Find the host where test01 runs and change it there. Only if it is on no other host, register it here again: ' +
        'hpvmmodify -P test01 -x register_status=enabled (ICA 4.2, 9.1.2, p. 142).',
      'guestNic.test01:0,2',
    ),
  ]);
});

test.each([
  ['changed', { guestNics: [{ guest: 'test01', slot: '0,1', vswitch: 'vmlan4' }] }, {}],
  ['removed', { guestNics: [] }, { ownedAddresses: ['guestNic.test01:0,1'] }],
])('a NIC of it is not %s either', (_what, lists, changes) => {
  const plan = planByRules([rule], lists, { ...withStatus('test01', false), ...changes });
  expect(said(plan).map(({ severity, code, address }) => `${severity} ${code} ${address ?? ''}`)).toEqual([
    'error guest-not-modifiable guestNic.test01:0,1',
  ]);
});

test('the VLAN of its vswitch port may be changed: a host that it may come back to has to have it', () => {
  const plan = planByRules(
    [rule],
    { guestNics: [{ guest: 'app01', slot: '0,1', vlanId: 30 }] },
    withStatus('app01', false),
  );
  expect(plan.steps).toHaveLength(1);
  expect(said(plan)).toEqual([]);
});

test('a guest that may be modified is changed, whatever holds for another', () => {
  expect(said(planByRules([rule], ADDED, withStatus('app01', false)))).toEqual([]);
});

describe('where it could not be read', () => {
  test('a release that lists it gives a doubt, once for each guest, and blocks nothing', () => {
    const two = { guestNics: [...ADDED.guestNics, { ...ADDED.guestNics[0], slot: '0,3' }] };
    const plan = planByRules([rule], two, withStatus('test01', null));
    expect(said(plan)).toEqual([DOUBT]);
    expect(plan.status).toBe('ready');
  });

  test.each([
    ['B.04.20', 1],
    ['B.06.30', 1],
    ['B.04.10', 0],
    ['A.03.50', 0],
    [null, 0],
  ])('on %s that is said %p times: older ones do not list it', (release, times) => {
    expect(said(planByRules([rule], ADDED, withStatus('test01', null, release)))).toHaveLength(times);
  });

  test('a guest that is not listed at all is in doubt too', () => {
    const guests = quickStartHost().guests.filter((guest) => guest.name !== 'test01');
    const plan = planByRules([rule], { guestNics: [] }, { guests, ownedAddresses: ['guestNic.test01:0,1'] });
    expect(said(plan)).toEqual([DOUBT]);
  });
});
