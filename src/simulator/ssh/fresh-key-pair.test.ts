import { freshKeyPair } from './fresh-key-pair';

test('a comment that makes every key unreadable is an error, and not tried for ever', () => {
  expect(freshKeyPair('one line').public).toMatch(/^ssh-ed25519 \S+ one line$/);
  expect(() => freshKeyPair('two\nlines')).toThrow('can be read back');
});
