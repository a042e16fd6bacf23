import fc from 'fast-check';
import { printableJson } from './printable-json';

test('C1 controls, bidirectional and invisible characters, and tags are escaped', () => {
  const text = 'a\u009b31m\u202e\u200b\u007f\ufeff\u{e0041}b';
  expect(printableJson({ [text]: 'é' })).toBe('{"a\\u009b31m\\u202e\\u200b\\u007f\\ufeff\\udb40\\udc41b":"é"}');
});

test('any value is read back as it was, on as many lines', () => {
  const value = fc.jsonValue({ stringUnit: 'binary' });
  fc.assert(
    fc.property(value, fc.constantFrom(undefined, 2), (given, indent) => {
      const text = printableJson(given, indent);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(given)));
      expect(text.split('\n')).toHaveLength(JSON.stringify(given, null, indent).split('\n').length);
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    }),
  );
});
