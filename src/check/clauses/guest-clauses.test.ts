import { guestNic, quickStartHost } from '../../../test/hosts/quick-start-host';
import { planByRules } from '../../../test/hosts/plan-by-rules';
import type { ObservedHost } from '../../model/observed-host';
import { oneGuestOnUnsharedVswitch } from '../../plan/rules/one-guest-on-unshared-vswitch';
import { containerBeforeContent } from '../../plan/rules/container-before-content';
import { checkPlan } from '../check-plan';
import { guestLivesHere } from './guest-lives-here';
import { sixtyNicsOfAGuest } from './sixty-nics-of-a-guest';
import { vswitchOfOneGuest } from './vswitch-of-one-guest';

/** What the checker says of a plan made without the rules in question. */
function refusals(lists: object, host: Partial<ObservedHost>, rules: Parameters<typeof planByRules>[0] = []) {
  const result = checkPlan(planByRules(rules, lists, host));
  return result.status === 'proven' ? [] : result.diagnostics.map(({ summary }) => summary);
}

const nic = (guest: string, slot: string, vswitch: string, adapter = 'avio_lan') => ({ guest, slot, vswitch, adapter });

test('each names itself and where it stands', () => {
  expect([guestLivesHere, sixtyNicsOfAGuest, vswitchOfOneGuest].map(({ id, source }) => `${id}: ${source}`)).toEqual([
    'guest-lives-here: Integrity VM 4.3 Installation, Configuration, and Administration, 8.2.3, p. 147 (modify_status)',
    'sixty-nics-of-a-guest: V6.3 Release Notes, 4.8.2, p. 27',
    'vswitch-of-one-guest: V6.3 Administrator Guide, 13.19.2, p. 251; Integrity VM A.03.x administration manual, 8.7.2.1, p. 109',
  ]);
});

describe('a vswitch of one guest', () => {
  const unshared = (name: string, isShareable: boolean | null = false): Partial<ObservedHost> => ({
    vswitches: quickStartHost().vswitches.map((each) => (each.name === name ? { ...each, isShareable } : each)),
  });
  const COMES = { guestNics: [nic('app01', '0,2', 'vmlan0')] };
  const HARM = 'guest app01 comes to vmlan0, which test01:0,1 does not share';

  test('does not get a second one', () => {
    expect(refusals(COMES, unshared('vmlan0'))).toEqual([HARM]);
    expect(refusals(COMES, unshared('vmlan0', true))).toEqual([]);
    expect(refusals(COMES, unshared('vmlan0', null))).toEqual([]);
  });

  test('is left before it is taken, by a removal or by a move', () => {
    const owned = { ...unshared('vmlan0'), ownedAddresses: ['guestNic.test01:0,1'] };
    expect(refusals(COMES, owned)).toEqual([HARM]);
    expect(refusals(COMES, owned, [oneGuestOnUnsharedVswitch])).toEqual([]);
    const moved = { guestNics: [...COMES.guestNics, nic('test01', '0,1', 'vmlan900', 'lan')] };
    expect(refusals(moved, unshared('vmlan0'))).toEqual([HARM]);
    expect(refusals(moved, unshared('vmlan0'), [oneGuestOnUnsharedVswitch])).toEqual([]);
  });

  test('is not taken by a NIC that is moved, nor by two guests at once', () => {
    expect(refusals({ guestNics: [nic('test01', '0,1', 'vmlan4', 'lan')] }, unshared('vmlan4'))).toEqual([
      'guest test01 comes to vmlan4, which db01:0,2 does not share',
    ]);
    const empty = {
      ...unshared('vmlan0'),
      guestNics: quickStartHost().guestNics.filter(({ guest }) => guest !== 'test01'),
    };
    expect(refusals({ guestNics: [...COMES.guestNics, nic('db01', '0,3', 'vmlan0')] }, empty)).toEqual([
      'guest app01 comes to vmlan0, which db01:0,3 does not share',
      'guest db01 comes to vmlan0, which app01:0,2 does not share',
    ]);
    expect(refusals(COMES, empty)).toEqual([]);
  });

  test('is not free while one NIC of the other guest is left', () => {
    const { guestNics } = quickStartHost();
    const more = guestNics
      .filter(({ guest }) => guest === 'test01')
      .map((each) => ({ ...each, slot: '0,4' as never, port: 4 }));
    const host = { ...unshared('vmlan0'), guestNics: [...guestNics, ...more], ownedAddresses: ['guestNic.test01:0,1'] };
    expect(refusals(COMES, host, [oneGuestOnUnsharedVswitch])).toEqual([
      'guest app01 comes to vmlan0, which test01:0,4 does not share',
    ]);
  });

  test('is not one that the plan makes', () => {
    const lists = {
      vswitches: [{ name: 'web', uplink: 'lan3' }],
      guestNics: [nic('test01', '0,2', 'web'), nic('app01', '0,2', 'vmlan4')],
    };
    expect(refusals(lists, unshared('vmlan0'), [containerBeforeContent])).toEqual([]);
  });

  test('gives none of those who share it already another NIC; its only guest may have more, and other ports', () => {
    expect(refusals({ guestNics: [nic('db01', '0,3', 'vmlan4')] }, unshared('vmlan4'))).toEqual([
      'guest db01 comes to vmlan4, which web01:0,1 does not share',
    ]);
    const lists = {
      guestNics: [{ ...nic('test01', '0,1', 'vmlan0', 'lan'), port: 7 }, nic('test01', '0,2', 'vmlan0', 'lan')],
    };
    expect(refusals(lists, unshared('vmlan0'))).toEqual([]);
  });
});

test('a guest that lives elsewhere is not changed here', () => {
  const host = (isModifiable: boolean | null): Partial<ObservedHost> => ({
    guests: quickStartHost().guests.map((guest) => (guest.name === 'test01' ? { ...guest, isModifiable } : guest)),
  });
  const harm = 'guest test01 cannot be modified on this host';
  const added = { guestNics: [nic('test01', '0,2', 'vmlan0', 'lan')] };
  const moved = { guestNics: [nic('test01', '0,1', 'vmlan900', 'lan')] };
  expect(refusals(added, host(false))).toEqual([harm]);
  expect(refusals(moved, host(false))).toEqual([harm]);
  expect(refusals({ guestNics: [] }, { ...host(false), ownedAddresses: ['guestNic.test01:0,1'] })).toEqual([harm]);
  expect(refusals(added, host(true))).toEqual([]);
  expect(refusals(added, host(null))).toEqual([]);
  expect(refusals({ guestNics: [nic('app01', '0,2', 'vmlan4')] }, host(false))).toEqual([]);
  const unlisted = quickStartHost().guests.filter(({ name }) => name !== 'test01');
  expect(refusals({ guestNics: [] }, { guests: unlisted, ownedAddresses: ['guestNic.test01:0,1'] })).toEqual([
    'guest test01 is not known',
  ]);
});

describe('a guest with sixty NICs', () => {
  const slotOf = (place: number): string => `${String(Math.floor(place / 8))},${String(place % 8)}`;
  const withNics = (count: number): Partial<ObservedHost> => ({
    guestNics: [
      ...quickStartHost().guestNics.filter((each) => each.guest !== 'test01'),
      ...Array.from({ length: count }, (_, place) =>
        guestNic(
          'test01',
          slotOf(place),
          'lan',
          `0x0a00000000${place.toString(16).padStart(2, '0')}`,
          'vmlan0',
          place + 1,
        ),
      ),
    ],
  });
  const added = (place: number) => ({ guestNics: [nic('test01', slotOf(place), 'vmlan0', 'lan')] });

  test('gets no other', () => {
    expect(refusals(added(59), withNics(59))).toEqual([]);
    expect(refusals(added(60), withNics(60))).toEqual(['guest test01 gets one of 61 NICs']);
  });

  test('is told of the NIC that comes, not of one that is changed beside it', () => {
    const lists = { guestNics: [nic('test01', '0,0', 'vmlan900', 'lan'), ...added(61).guestNics] };
    expect(refusals(lists, withNics(61))).toEqual(['guest test01 gets one of 62 NICs']);
  });

  test('may exchange one, in any order, and so may one that has more', () => {
    const owned = { ownedAddresses: [`guestNic.test01:${slotOf(0)}`] };
    expect(refusals(added(60), { ...withNics(60), ...owned })).toEqual([]);
    expect(refusals(added(62), { ...withNics(62), ...owned })).toEqual([]);
    expect(refusals({ guestNics: [] }, { ...withNics(62), ...owned })).toEqual([]);
  });
});
