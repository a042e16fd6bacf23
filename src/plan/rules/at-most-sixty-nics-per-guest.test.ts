import { guestNic, quickStartHost } from '../../../test/hosts/quick-start-host';
import { planByRules, said } from '../../../test/hosts/plan-by-rules';
import { errorDiagnostic } from '../../model/diagnostic';
import type { ObservedHost } from '../../model/observed-host';
import { atMostSixtyNicsPerGuest as rule } from './at-most-sixty-nics-per-guest';

const slotOf = (place: number): string => `${String(Math.floor(place / 8))},${String(place % 8)}`;

/** The host on which test01 has this many NICs, in the first slots. */
function withNics(count: number): Partial<ObservedHost> {
  const others = quickStartHost().guestNics.filter((nic) => nic.guest !== 'test01');
  const own = Array.from({ length: count }, (_, place) =>
    guestNic('test01', slotOf(place), 'lan', `0x0a00000000${place.toString(16).padStart(2, '0')}`, 'vmlan0', place + 1),
  );
  return { guestNics: [...others, ...own] };
}

const added = (...places: readonly number[]) =>
  places.map((place) => ({ guest: 'test01', slot: slotOf(place), vswitch: 'vmlan0', adapter: 'lan' }));
const owned = (...places: readonly number[]) => ({
  ownedAddresses: places.map((place) => `guestNic.test01:${slotOf(place)}`),
});

test('it is an error, on documented ground', () => {
  expect(rule).toMatchObject({ id: 'at-most-sixty-nics-per-guest', severity: 'error', basis: 'documented' });
});

test('the sixtieth NIC is added', () => {
  const plan = planByRules([rule], { guestNics: added(59) }, withNics(59));
  expect(plan.steps).toHaveLength(1);
  expect(said(plan)).toEqual([]);
});

test('the sixty-first is not', () => {
  expect(said(planByRules([rule], { guestNics: added(60) }, withNics(60)))).toEqual([
    errorDiagnostic(
      'at-most-sixty-nics-per-guest',
      'guest test01 would have 61 NICs, and 60 are the most that are safe',
      'With more, the VM host can crash when the guest starts (V6.3 Release Notes, 4.8.2, p. 27; no figure is published for 4.x).\n' +
        'Give test01 fewer NICs: guests of one VLAN share a NIC, and NICs of others can go first.',
      'guestNic.test01:7,4',
    ),
  ]);
});

test('several that come at once are counted together, and said once', () => {
  const found = said(planByRules([rule], { guestNics: added(59, 60, 61) }, withNics(59)));
  expect(found.map(({ summary }) => summary)).toEqual([
    'guest test01 would have 62 NICs, and 60 are the most that are safe',
  ]);
});

test('it is the NIC that comes which is named, not one that is changed beside it', () => {
  const { guestNics = [] } = withNics(62);
  const host = { guestNics: guestNics.filter((nic) => nic.guest !== 'test01' || nic.slot !== '7,4') };
  const lists = { guestNics: [...added(60), { guest: 'test01', slot: '7,5', vswitch: 'vmlan900' }] };
  expect(said(planByRules([rule], lists, host)).map(({ address }) => address)).toEqual(['guestNic.test01:7,4']);
});

test('one that leaves makes room for one that comes', () => {
  const plan = planByRules([rule], { guestNics: added(60) }, { ...withNics(60), ...owned(0) });
  expect(plan.steps).toHaveLength(2);
  expect(said(plan)).toEqual([]);
});

test('a guest that has too many already may exchange one, and lose some', () => {
  expect(said(planByRules([rule], { guestNics: added(62) }, { ...withNics(62), ...owned(0) }))).toEqual([]);
  expect(said(planByRules([rule], { guestNics: [] }, { ...withNics(62), ...owned(0) }))).toEqual([]);
  expect(said(planByRules([rule], { guestNics: added(62, 63) }, { ...withNics(62), ...owned(0) }))).toHaveLength(1);
});

test('a NIC that is only moved adds none, and NICs of other guests do not count', () => {
  const moved = [{ guest: 'test01', slot: '0,0', vswitch: 'vmlan900' }];
  expect(said(planByRules([rule], { guestNics: moved }, withNics(61)))).toEqual([]);
  const other = [{ guest: 'app01', slot: '0,2', vswitch: 'vmlan0', adapter: 'avio_lan' }];
  expect(said(planByRules([rule], { guestNics: other }, withNics(61)))).toEqual([]);
});
