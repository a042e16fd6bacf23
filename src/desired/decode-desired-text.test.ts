import fc from 'fast-check';

import { decodeDesiredText } from './decode-desired-text';
import { findJsonFault } from '../model/json-syntax';

function summaryOf(text: string): string | undefined {
  return decodeDesiredText(text, 'vmhost1.desired.json').diagnostics[0]?.summary;
}

describe('decoding the text of a document', () => {
  test('reads a document, with or without a byte order mark', () => {
    const text = '{"formatVersion": "1", "kind": "hpvm-desired-host", "host": "vmhost1"}\r\n';
    expect(decodeDesiredText(text, 'x').ok).toBe(true);
    expect(decodeDesiredText(`\ufeff${text}`, 'x').ok).toBe(true);
  });

  test.each([
    ['', '1:1', 'expected a value, found the end of the text'],
    ['{\n  "host": "vmhost1",\n}', '3:1', 'found "}" behind a comma'],
    ['{\n  "host" "vmhost1"\n}', '2:10', 'expected ":", found """'],
    ['{"vswitches": [1, 2', '1:20', 'expected "," or "]", found the end of the text'],
    ["{'host': 1}", '1:2', `expected a property name in double quotes, found "'"`],
    ['{"höst😀": tru}', '1:11', 'expected a value, found "t"'],
    ['{"a": "x\ny"}', '1:7', 'this text in quotes does not end, or has an unknown escape or a control character'],
    ['{"a": 01}', '1:8', 'expected "," or "}", found "1"'],
    ['{} // done', '1:4', '"/" follows the end of the document'],
    ['{"a": \u00a01}', '1:7', 'expected a value, found U+00A0'],
  ])('names line and column of what is not JSON in %j', (text, place, what) => {
    expect(summaryOf(text)).toBe(`vmhost1.desired.json:${place} is not JSON: ${what}`);
  });

  test('refuses a property that stands twice, of which JSON.parse would keep the last', () => {
    expect(summaryOf('{"vswitches": [],\n "vswitches": []}')).toBe(
      'vmhost1.desired.json:2:2 property "vswitches" stands here twice',
    );
    expect(summaryOf('{"a": 1, "\\u0061": 2}')).toBe('vmhost1.desired.json:1:10 property "a" stands here twice');
  });

  test('refuses endless nesting instead of running out of stack', () => {
    expect(summaryOf('['.repeat(100_000))).toContain('nesting deeper than 64 levels');
  });

  test('never throws on mutated text', () => {
    const text =
      '{"formatVersion":"1","kind":"hpvm-desired-host","host":"vmhost1","guestNics":[{"guest":"a","slot":"0,1"}]}';
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(4), fc.string({ unit: 'binary', maxLength: 3 }), (at, length, insert) => {
        const decoded = decodeDesiredText(text.slice(0, at) + insert + text.slice(at + length), 'x');
        return decoded.ok || decoded.diagnostics.length > 0;
      }),
      { numRuns: 1000 },
    );
  });
});

describe('finding what is not JSON', () => {
  test('agrees with JSON.parse on every text', () => {
    const token = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b\\n"',
      '"\\x"',
      '0',
      '-1.5e+3',
      '.5',
      'true',
      'null',
      'nul',
      ' ',
      '\n',
      '\t',
      '\v',
      '"',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.array(token, { maxLength: 8 }).map((tokens) => tokens.join('')),
          fc.string(),
        ),
        (text) => {
          const fault = findJsonFault(text);
          expect(fault === undefined || fault.code !== 'json-syntax').toBe(isJson(text));
        },
      ),
      { numRuns: 2000 },
    );
  });

  function isJson(text: string): boolean {
    try {
      JSON.parse(text);
      return true;
    } catch (error) {
      if (error instanceof SyntaxError) return false;
      throw error;
    }
  }
});
