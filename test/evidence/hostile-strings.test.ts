import { figuresOf, isClean, putToTheTest } from '../../scripts/evidence/hostile/put-to-the-test';
import { markupIn, obeyedIn, structureOf } from '../../scripts/evidence/hostile/judge-text';
import { openStubHost } from '../../scripts/evidence/hostile/stub-host';

const seed = Number(process.env['HPVM_EVIDENCE_SEED'] ?? process.env['HPVM_PROPERTY_SEED'] ?? '1');

test(`no hostile value gets out of a shell or a report (seed ${String(seed)})`, async () => {
  const tally = await putToTheTest({ cases: 3000, seed });
  expect(isClean(tally) ? '' : figuresOf(tally, seed)).toBe('');
  expect(tally.counts).toMatchObject({
    'steps carried out': expect.any(Number),
    'commands of discovery': expect.any(Number),
    'Markdown reports': expect.any(Number),
  });
});

describe('the judge', () => {
  test('sees what a terminal would obey, and lets letters of all scripts pass', () => {
    expect(obeyedIn('a\u001b[2J')).toBe('U+001b');
    expect(obeyedIn('a\u202eb')).toBe('U+202e');
    expect(obeyedIn('Zürich 東京\nлаn4 😀')).toBeUndefined();
  });

  test('sees what Markdown would make of a text', () => {
    for (const markup of [
      '[x](http://h)',
      '![x](y)',
      '<img src=x>',
      'http://example.net',
      'a@b.net',
      '@octocat',
      'see #1',
      'www.x.net',
    ])
      expect([markup, markupIn(`- **s01** ${markup}`)]).toEqual([markup, expect.any(String)]);
    expect(
      markupIn(
        '<details><summary>a</summary>\n\n`@octocat` <code>&#60;img> &#64;x &#35;1</code> db01.example.net\n\n</details>',
      ),
    ).toBeUndefined();
    expect(structureOf('a\n# b')).not.toEqual(structureOf('a\nb'));
  });

  test('sees which command was called with which words, and what was left behind', () => {
    const host = openStubHost({ '/opt/hpvm/bin/hpvmnet': [] });
    try {
      const words = ['-S', "a'b", '', 'two\nlines'];
      const { calls } = host.run(`"$HPVM_COMMAND_PREFIX/opt/hpvm/bin/hpvmnet" -S "a'b" '' 'two\nlines'; :>mark\n`);
      expect(calls).toEqual([['/opt/hpvm/bin/hpvmnet', ...words]]);
      expect(host.marks()).toEqual(['mark']);
      expect(host.marks()).toEqual([]);
    } finally {
      host.close();
    }
  });
});
