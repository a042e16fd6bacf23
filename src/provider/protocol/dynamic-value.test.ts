import fc from 'fast-check';
import type { Attributes } from './attribute-type';
import { decodeObject, decodeValue, encodeObject, encodeValue } from './dynamic-value';
import { UNKNOWN, type Value } from './value';

const ATTRIBUTES: Attributes = {
  name: { type: 'string', mode: 'optional', description: '' },
  size: { type: 'number', mode: 'optional', description: '' },
  list: { type: ['list', 'string'], mode: 'optional', description: '' },
  map: {
    type: { nesting: 'map', attributes: { on: { type: 'bool', mode: 'optional', description: '' } } },
    mode: 'optional',
    description: '',
  },
};

test('an unknown value is written as Terraform writes it, and a refined one is read as unknown', () => {
  expect(Buffer.from(encodeValue(UNKNOWN).msgpack ?? []).toString('hex')).toBe('d40000');
  expect(decodeValue({ msgpack: Buffer.from('d40000', 'hex') })).toBe(UNKNOWN);
  expect(decodeValue({ msgpack: Buffer.from('c7050c820102cac3', 'hex').subarray(0, 8) })).toBe(UNKNOWN);
});

test('attributes that were not sent are null, and those that nobody knows are left out', () => {
  const json = Buffer.from('{"name": "web", "later": 1}');
  expect(decodeObject({ json }, ATTRIBUTES)).toEqual({ name: 'web', size: null, list: null, map: null });
});

test('numbers are written as text and read as numbers', () => {
  const written = encodeObject({ size: 120 }, ATTRIBUTES);
  expect(decodeValue(written)).toMatchObject({ size: '120' });
  expect(decodeObject(written, ATTRIBUTES)).toMatchObject({ size: 120 });
});

test('what is written is read back', () => {
  const known = <T extends Value>(value: fc.Arbitrary<T>): fc.Arbitrary<Value> =>
    fc.oneof(value, fc.constantFrom<Value>(null, UNKNOWN));
  const object = fc.record({
    name: known(fc.string({ unit: 'grapheme' })),
    size: known(fc.integer()),
    list: known(fc.array(known(fc.string()))),
    map: known(
      fc.dictionary(
        fc.string().filter((key) => key !== '__proto__'),
        fc.record({ on: known(fc.boolean()) }),
      ),
    ),
  });
  fc.assert(
    fc.property(object, (value) => {
      expect(decodeObject(encodeObject(value, ATTRIBUTES), ATTRIBUTES)).toEqual(value);
    }),
  );
});
