import fc from 'fast-check';
import { fitsPattern } from './fits-pattern';

test('a star stands for any text, also for none, and everything else for itself', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.', '\n'), maxLength: 12 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 8 });
  fc.assert(
    fc.property(pattern, letters, (each, text) => {
      const parts = each.split('*').map((part) => part.replaceAll('.', String.raw`\.`));
      expect(fitsPattern(each, text)).toBe(new RegExp(`^${parts.join('.*')}$`, 's').test(text));
    }),
  );
});

test('many stars before a letter that is not there are answered at once', () => {
  // Tried one after the other, these would be more ways than a lifetime has seconds.
  expect(fitsPattern(`${'*a'.repeat(100)}X`, 'a'.repeat(100_000))).toBe(false);
  expect(fitsPattern(`${'*a'.repeat(100)}*X`, `${'a'.repeat(100_000)}X`)).toBe(true);
});
