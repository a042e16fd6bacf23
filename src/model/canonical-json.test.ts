import fc from 'fast-check';
import { canonicalJson, digestOf } from './canonical-json';

test('keys are sorted at every depth and undefined is left out, as JSON does', () => {
  expect(canonicalJson({ b: [{ z: 1, a: undefined }], a: null, ä: 'x"y' })).toBe(
    '{"a":null,"b":[{"z":1}],"ä":"x\\"y"}',
  );
});

test('what it writes is JSON of the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('the order of keys changes neither text nor digest', () => {
  const shuffled = { x: { b: 1, a: [1, 2] }, c: true };
  expect(canonicalJson(shuffled)).toBe(canonicalJson({ c: true, x: { a: [1, 2], b: 1 } }));
  expect(digestOf(shuffled)).toBe(digestOf({ c: true, x: { a: [1, 2], b: 1 } }));
});
