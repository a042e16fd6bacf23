import fc from 'fast-check';
import { htmlText, markdownCode, markdownCodeBlock, markdownProse } from './markdown-escape';
import { printableText } from './printable-text';

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '<',
        '>',
        '&',
        '`',
        '``',
        '[x](',
        'http://',
        'www.',
        '@',
        '#1',
        '|',
        '*',
        '_',
        '~~',
        '\\',
        '\n',
        '- ',
        '1. ',
        ':tada:',
        '<!--',
        '$',
        'a',
      ),
    )
    .map((parts) => parts.join('')),
);

test.each([
  ['a name_with *stars*', 'a name\\_with \\*stars\\*'],
  ['<script>&amp;', '&lt;script&gt;&amp;amp;'],
  ['[click](https://evil.example)', '\\[click\\](https:&#8203;//evil.example)'],
  ['www.evil.example', 'www&#8203;.evil.example'],
  ['@octocat closes #1', '@&#8203;octocat closes #&#8203;1'],
  ['- item', '&#8203;- item'],
  ['1. item', '&#8203;1. item'],
  ['a | b', 'a \\| b'],
  [':tada:', ':&#8203;tada:'],
  ['guest GH-1, 5 % of %1', 'guest GH&#8203;-1, 5 % of %&#8203;1'],
])('%j is written as %j', (text, written) => {
  expect(markdownProse(text)).toBe(written);
});

test('prose reads back as what was written, and nothing in it can be markup', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const written = markdownProse(text);
      const bare = written.replace(/\\[\\`*_[\]~|$!]/g, '').replaceAll(/&(amp|lt|gt|#8203);/g, '');
      expect(bare).not.toMatch(/[\\`*_[\]~|$!<>&]/);
      expect(written).not.toMatch(/[@#](?!&#8203;|8203;)|:\/\/|www\.|\n/i);
      const read = written
        .replaceAll('&#8203;', '')
        .replace(/\\([\\`*_[\]~|$!])/g, '$1')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&');
      expect(read).toBe(printableText(text));
    }),
  );
});

test('code cannot be left: neither a span, nor an element, nor a table cell', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const code = markdownCode(text);
      const inside = /^`(.*)`$/s.exec(code)?.[1] ?? /^<code>(.*)<\/code>$/s.exec(code)?.[1];
      expect(inside).toBeDefined();
      expect(inside).not.toMatch(/[`|\n]/);
      if (code.startsWith('<')) expect(inside).not.toMatch(/[<>"']/);
    }),
  );
});

test('a code block has a fence that nothing inside can close', () => {
  expect(markdownCodeBlock(['```', '````text', 'x'])).toEqual(['`````text', '```', '````text', 'x', '`````']);
});

test('text inside an element is made of entities', () => {
  expect(htmlText('</summary><img src=x>')).toBe('&#60;/summary&#62;&#60;img src&#61;x&#62;');
});
