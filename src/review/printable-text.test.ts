import fc from 'fast-check';
import { printableLines, printableText } from './printable-text';

test.each([
  ['plain text, with accents: Zürich 東京', 'plain text, with accents: Zürich 東京'],
  ['\u001b[31mred\u001b[0m', '\\x1b[31mred\\x1b[0m'],
  ['\u009b2J', '\\x9b2J'],
  ['a\r\nb\tc\u0007', 'a\\r\\nb\\tc\\x07'],
  ['abc\u202edcba', 'abc\\u202edcba'],
  ['zero\u200bwidth\ufeff', 'zero\\u200bwidth\\ufeff'],
  ['tag\u{e0041}', 'tag\\u{e0041}'],
  ['half \ud800 pair', 'half \\ud800 pair'],
])('%j is shown as %j', (text, shown) => {
  expect(printableText(text)).toBe(shown);
});

test('no text can hold a control, a line end or a direction mark afterwards, and showing it twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = printableText(text);
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      expect(printableText(shown)).toBe(shown);
    }),
  );
});

test('every character that Unicode calls a format, ignorable or a direction is shown as an escape', () => {
  const obeyed = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/u;
  const passed = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code)).filter(
    (character) => obeyed.test(character) && obeyed.test(printableText(character)),
  );
  expect(passed).toEqual([]);
});

test('output of a command becomes printable lines', () => {
  expect(printableLines('one\r\n\ttwo\u001b[K\n')).toEqual(['one', '    two\\x1b[K']);
});
