import fc from 'fast-check';
import { hostsOfShare, type HostShare } from './host-share';
import { wavesOf, type WaveRule } from './waves';

const hosts = (count: number): readonly string[] => Array.from({ length: count }, (_, place) => `h${String(place)}`);
const count = (number: number): HostShare => ({ kind: 'count', count: number });
const percent = (part: number): HostShare => ({ kind: 'percent', percent: part });
const sizesOf = (sizes: readonly HostShare[], of: number): readonly number[] | undefined => {
  const waves = wavesOf({ kind: 'sizes', sizes }, hosts(of), hosts(of));
  return waves.ok ? waves.value.map(({ length }) => length) : undefined;
};
const names = (...waves: readonly (readonly string[])[]): WaveRule => ({ kind: 'names', waves });

// The first four are the examples of Ansible's documentation of `serial`.
test.each([
  ['2', [count(2)], 6, [2, 2, 2]],
  ['30%', [percent(30)], 10, [3, 3, 3, 1]],
  ['1,5,10', [count(1), count(5), count(10)], 30, [1, 5, 10, 10, 4]],
  ['10%,20%,100%', [percent(10), percent(20), percent(100)], 10, [1, 2, 7]],
  ['a part is never none', [percent(10)], 3, [1, 1, 1]],
  ['no hosts', [count(1)], 0, []],
])('waves by size: %s', (_name, sizes, of, expected) => {
  expect(sizesOf(sizes, of)).toEqual(expected);
});

test('a part is rounded down, as maxUnavailable is, and is one at least', () => {
  expect([percent(25), percent(1), count(4)].map((share) => hostsOfShare(share, 7))).toEqual([1, 1, 4]);
});

test('whatever the sizes, each host is in one wave, and the order of the hosts stays', () => {
  const size = fc.oneof(fc.integer({ min: 1, max: 20 }).map(count), fc.integer({ min: 1, max: 100 }).map(percent));
  fc.assert(
    fc.property(fc.array(size, { minLength: 1, maxLength: 4 }), fc.integer({ min: 0, max: 60 }), (sizes, of) => {
      const waves = wavesOf({ kind: 'sizes', sizes }, hosts(of), hosts(of));
      expect(waves.ok && waves.value.flat()).toEqual(hosts(of));
      expect(waves.ok && waves.value.every(({ length }) => length > 0)).toBe(true);
    }),
  );
});

test('by names a host is in the first wave that names it, and * is all the others', () => {
  const all = ['a1', 'a2', 'b1', 'b2', 'canary'];
  const waves = wavesOf(names(['canary', 'B2'], ['a*'], ['*']), all, all);
  expect(waves).toMatchObject({ ok: true, value: [['b2', 'canary'], ['a1', 'a2'], ['b1']] });
});

test('a wave whose hosts have nothing to do is left out, and is no mistake', () => {
  expect(wavesOf(names(['canary'], ['*']), ['b1'], ['b1', 'canary'])).toMatchObject({ ok: true, value: [['b1']] });
});

test('a name that fits no host, and a host that is in no wave, are errors', () => {
  const waves = wavesOf(names(['canarry'], ['a*']), ['a1', 'b1'], ['a1', 'b1', 'canary']);
  expect(waves.ok).toBe(false);
  expect(waves.diagnostics.map(({ summary }) => summary)).toEqual([
    '--waves names hosts that are not there: canarry',
    '--waves leaves out b1',
  ]);
});

test.each([
  ['a*', 'abc', true],
  ['*c', 'abc', true],
  ['a*c', 'abc', true],
  ['a*b*c', 'abc', true],
  ['ab*bc', 'abc', false],
  ['a*b*bc', 'abc', false],
  ['*b*', 'abc', true],
  ['abc', 'abcd', false],
  ['a.c', 'abc', false],
  ['**', '', true],
])('%s and the host %s: %p', (name, host, isFit) => {
  expect(wavesOf(names([name]), [host], [host]).ok).toBe(isFit);
});
