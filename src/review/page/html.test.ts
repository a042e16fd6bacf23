import { html, ownMarkup } from './html';

test('text is escaped in elements and in attributes, markup is not', () => {
  const evil = `"><script>'&`;
  expect(html`<p title="${evil}">${evil}${html`<b>${1}</b>`}${ownMarkup('<hr>')}</p>`.markup).toBe(
    '<p title="&quot;&gt;&lt;script&gt;&#39;&amp;">&quot;&gt;&lt;script&gt;&#39;&amp;<b>1</b><hr></p>',
  );
});

test('lists are joined, and nothing is left out for what is undefined', () => {
  expect(html`${['a', undefined, html`<i>b</i>`, [2]]}`.markup).toBe('a<i>b</i>2');
});

test('controls become visible, and text that nobody reads is cut with its length', () => {
  expect(html`${'a\u001b[2J\u202eb'}`.markup).toBe('a\\x1b[2J\\u202eb');
  expect(html`${'x'.repeat(5_000)}`.markup).toBe(`${'x'.repeat(4_000)}… (cut: 5000 characters)`);
});

test('the indent of a template is not part of the page, the blank between words is', () => {
  expect(
    html`<div>
      <p>one <b>two</b> ${'three'}</p>
    </div>`.markup,
  ).toBe('<div><p>one <b>two</b> three</p></div>');
});
