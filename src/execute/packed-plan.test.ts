import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { packPlan, unpackPlan } from './packed-plan';

describe('a packed plan', () => {
  test('gives back what was packed, in lines that every shell takes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const packed = packPlan(value);
        expect(packed).toMatch(/^([A-Za-z0-9+/=]{1,76}\n)+$/);
        expect(unpackPlan(packed)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('gives equal bytes for equal plans', () => expect(packPlan({ a: 1 })).toBe(packPlan({ a: 1 })));

  test('is undefined when it is damaged, empty, cut, or no JSON', () => {
    const packed = packPlan({ a: 'b'.repeat(100) });
    const noJson = gzipSync('{').toString('base64');
    for (const text of ['', 'x', packed.slice(0, 20), packed.replace(/^.{12}/, 'AAAAAAAAAAAA'), noJson])
      expect(unpackPlan(text)).toBeUndefined();
  });
});
