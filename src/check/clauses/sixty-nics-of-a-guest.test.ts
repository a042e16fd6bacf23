import { harmsInAnyOrder, harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';
import { guestNic } from '../../../test/hosts/quick-start-host';
import type { ObservedHost } from '../../model/observed-host';
import { sixtyNicsOfAGuest } from './sixty-nics-of-a-guest';

function withNics(count: number): Pick<ObservedHost, 'guestNics'> {
  return {
    guestNics: Array.from({ length: count }, (_, place) =>
      guestNic('test01', slotOf(place), 'lan', `0x0a00000000${String(place).padStart(2, '0')}`, 'vmlan0', place + 1),
    ),
  };
}

function slotOf(place: number): string {
  return `${String(Math.floor(place / 8))},${String(place % 8)}`;
}

const add = (place: number): string => `hpvmmodify -P test01 -a network:lan:${slotOf(place)}:vswitch:vmlan0`;
const remove = (place: number): string =>
  `hpvmmodify -P test01 -d network:lan:${slotOf(place)},0x0a00000000${String(place).padStart(2, '0')}:vswitch:vmlan0:portid:1`;

test('a guest with sixty NICs gets no other', () => {
  expect(harmsInSequence(sixtyNicsOfAGuest, [add(59)], withNics(59))).toEqual([]);
  expect(harmsInSequence(sixtyNicsOfAGuest, [add(60)], withNics(60))).toEqual(['1: guest test01 gets one of 61 NICs']);
  expect(harmsInSequence(sixtyNicsOfAGuest, [add(59), add(60)], withNics(59))).toEqual([
    '1: guest test01 gets one of 61 NICs',
    '2: guest test01 gets one of 61 NICs',
  ]);
});

test('it may exchange one in any order, since no guest starts meanwhile, and so may one that has more', () => {
  expect(harmsInAnyOrder(sixtyNicsOfAGuest, [add(60), remove(0)], withNics(60))).toEqual([]);
  expect(harmsInAnyOrder(sixtyNicsOfAGuest, [add(62), remove(0)], withNics(62))).toEqual([]);
  expect(harmsInAnyOrder(sixtyNicsOfAGuest, [remove(0), add(62), add(63)], withNics(62))).toEqual([
    '2: guest test01 gets one of 63 NICs',
    '3: guest test01 gets one of 63 NICs',
  ]);
  expect(harmsInSequence(sixtyNicsOfAGuest, [remove(0)], withNics(62))).toEqual([]);
});

test('only an addition to that guest counts', () => {
  const moved = 'hpvmmodify -P test01 -m network:lan:0,0:vswitch:vmlan4';
  const other = 'hpvmmodify -P app01 -a network:avio_lan:0,2:vswitch:vmlan4';
  expect(harmsInSequence(sixtyNicsOfAGuest, [moved, other, 'hpvmnet -S vmlan0 -h'], withNics(61))).toEqual([]);
  expect(harmsInSequence(sixtyNicsOfAGuest, [other, moved, add(61)], withNics(61))).toEqual([
    '3: guest test01 gets one of 62 NICs',
  ]);
});

test('nothing is looked at below the limit', () => {
  expect(sixtyNicsOfAGuest.projections(situationWith([add(3), add(4)], withNics(3)))).toEqual([]);
});
