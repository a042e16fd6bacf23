import { isReleaseAtLeast } from './integrity-vm-release';

test.each([
  ['B.04.20.05', 4, 2, true],
  ['B.04.20.05', 4, 3, false],
  ['B.04.30', 4, 3, true],
  ['A.03.50', 4, 0, false],
  ['B.06.10', 4, 3, true],
  [null, 3, 0, false],
  ['next year', 3, 0, false],
] as const)('release %s is at least %d.%d: %s', (release, major, minor, expected) => {
  expect(isReleaseAtLeast(release, major, minor)).toBe(expected);
});
