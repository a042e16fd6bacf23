import { change, promiseOf } from '../../../test/hosts/goals-of';
import { harmsInSequence, situationWith } from '../../../test/hosts/harms-of-clause';

const set = (value: string): string => `ch_rc -a -p HPVMMACADDRFRAMES=${value} /etc/rc.config.d/hpvmconf`;
const UNSET = 'ch_rc -r -p HPVMMACADDRFRAMES /etc/rc.config.d/hpvmconf';
const FOUR = { tunables: { macAddressFrames: 4 } };

test('HPVMMACADDRFRAMES ends as the plan says', () => {
  const promise = promiseOf(change('update', 'tunables', { macAddressFrames: 1 }));
  expect(harmsInSequence(promise, [set('1')])).toEqual([]);
  expect(harmsInSequence(promise, [set('1'), set('0')])).toEqual([
    'at the end: HPVMMACADDRFRAMES ends as 0, and is to be 1',
  ]);
  expect(harmsInSequence(promise, [])).toEqual(['at the end: HPVMMACADDRFRAMES ends as null, and is to be 1']);
});

test('HPVMMACADDRFRAMES ends as it was where the plan does not name it', () => {
  expect(harmsInSequence(promiseOf(), [set('0'), UNSET])).toEqual([]);
  expect(harmsInSequence(promiseOf(), [set('0'), set('4')], FOUR)).toEqual([]);
  expect(harmsInSequence(promiseOf(), [UNSET], FOUR)).toEqual([
    'at the end: HPVMMACADDRFRAMES ends as null, and is to be 4',
  ]);
});

test('HPVMMACADDRFRAMES is not looked at where nothing sets it', () => {
  const promise = promiseOf(change('update', 'tunables', { macAddressFrames: 4 }));
  expect(promise.projections(situationWith([], FOUR))).toEqual([]);
  expect(promise.projections(situationWith([set('4')], FOUR)).map(({ about, steps }) => [about, steps])).toEqual([
    ['HPVMMACADDRFRAMES', [0]],
  ]);
});
