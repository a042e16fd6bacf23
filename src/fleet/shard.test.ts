import fc from 'fast-check';
import { isInShard, parseShard, shardOf, shardText } from './shard';

const hosts = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { maxLength: 60 });
const total = fc.integer({ min: 1, max: 40 });

test('every host is in exactly one part', () => {
  fc.assert(
    fc.property(hosts, total, (names, parts) => {
      for (const name of names) {
        const shards = Array.from({ length: parts }, (_, at) => ({ index: at + 1, total: parts }));
        expect(shards.filter((shard) => isInShard(name, shard))).toHaveLength(1);
      }
    }),
  );
});

test('the part of a host depends on its name alone', () => {
  // Computed by another program: every release of this one must come to the same.
  expect(['vmhost1', 'vmhost2', 'vmhost3', 'db01.example.net'].map((host) => shardOf(host, 1_000))).toEqual([
    491, 187, 323, 78,
  ]);
});

test('a thousand hosts that are counted through are spread evenly', () => {
  const names = Array.from({ length: 1_000 }, (_, at) => `vmhost${String(at).padStart(4, '0')}`);
  const counts = [1, 2, 3, 4, 5, 6, 7, 8].map((index) => names.filter((name) => shardOf(name, 8) === index).length);
  expect(Math.min(...counts)).toBeGreaterThan(95);
  expect(Math.max(...counts)).toBeLessThan(155);
});

test('a part is written as a person counts, and what is no part is refused', () => {
  fc.assert(
    fc.property(total, fc.nat(), (parts, at) => {
      const shard = { index: (at % parts) + 1, total: parts };
      expect(parseShard(shardText(shard))).toEqual(shard);
    }),
  );
  for (const text of ['0/4', '5/4', '1/0', '1', '1/', '/4', '01/4', '1/4/2', '-1/4', '1/99999', ' 1/4', '1.5/4'])
    expect([text, parseShard(text)]).toEqual([text, undefined]);
});

test('without parts every host is meant', () => {
  expect(isInShard('vmhost1', undefined)).toBe(true);
});
