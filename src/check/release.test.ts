import { isReleaseFrom } from './release';

test.each([
  ['B.04.20.05', 4, 2, true],
  ['B.04.20', 4, 2, true],
  ['B.04.10', 4, 2, false],
  ['B.04.19', 4, 2, false],
  ['B.04.30', 4, 2, true],
  ['B.03.50', 4, 2, false],
  ['B.03.50', 3, 5, true],
  ['B.06.10', 4, 2, true],
  ['B.06.00', 6, 1, false],
  ['A.04.20', 4, 2, true],
  ['B.12.00', 11, 0, true],
  ['B.00.00', 0, 0, true],
])('%s is at least %s.%s: %s', (text, major, minor, expected) => {
  expect(isReleaseFrom(text, major, minor)).toBe(expected);
});

test.each([null, '', '4.20', 'B.04', 'B.x.20', 'HP B.04.20', 'b.04.20', 'BB.04.20'])(
  'a release that cannot be told, %s, is not from any',
  (text) => {
    expect(isReleaseFrom(text, 0, 0)).toBe(false);
  },
);
