import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { quoteShellWord } from '../model/shell-word';
import { wrapCommand, wrapText } from './wrap-text';

test('prose is broken at blanks, and a page number stays with its "p."', () => {
  const layout = { widthColumns: 30, first: '> ', rest: '  ' };
  expect(wrapText('after s01 because of this reason, p. 75', layout)).toEqual([
    '> after s01 because of this',
    '  reason, p. 75',
  ]);
});

test('a word wider than the page keeps a line of its own', () => {
  expect(wrapText('a bbbbbbbbbbbb c', { widthColumns: 6, first: '', rest: '' })).toEqual(['a', 'bbbbbbbbbbbb', 'c']);
});

test('no line is wider than the page unless a word is', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z.]{1,20}$/)), fc.integer({ min: 30, max: 100 }), (words, width) => {
      const lines = wrapText(words.join(' '), { widthColumns: width, first: '    ', rest: '      ' });
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      const read = lines.map((line) => line.trim()).join(' ');
      expect(read.trim()).toBe(words.join(' '));
    }),
  );
});

test('a wrapped command pasted into a shell is the same command', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[!-~ ]{1,30}$/), { minLength: 1, maxLength: 8 }), (words) => {
      const lines = wrapCommand(['printf', '%s\\n', ...words], { widthColumns: 40, first: '', rest: '    ' });
      const said = execFileSync('/bin/sh', ['-c', lines.join('\n')], { encoding: 'utf8' });
      expect(said).toBe(words.map((word) => `${word}\n`).join(''));
    }),
    { numRuns: 30 },
  );
  expect(quoteShellWord('a b')).toBe("'a b'");
});
