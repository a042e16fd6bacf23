import { normalizeMac } from './normalize-mac';
import { spread } from './spread';

test.each(['0x1666F3F84E37', '16-66-f3-f8-4e-37', '16:66:F3:F8:4E:37'])('%s is normalised', (given) => {
  expect(normalizeMac.call([given])).toEqual({ result: '0x1666f3f84e37' });
});

test('what is no MAC address is said to be none', () => {
  expect(normalizeMac.call(['16-66-f3'])).toMatchObject({
    argument: 0,
    problem: expect.stringContaining('"16-66-f3"') as string,
  });
});

test('things go to places in turn', () => {
  expect(
    spread.call([
      ['a', 'b', 'c'],
      ['x', 'y'],
    ]),
  ).toEqual({ result: { a: 'x', b: 'y', c: 'x' } });
  expect(spread.call([[], ['x']])).toEqual({ result: {} });
});

test('nowhere to go, and the same thing twice, are told with the argument', () => {
  expect(spread.call([['a'], []])).toMatchObject({ argument: 1 });
  expect(spread.call([['a', 'a'], ['x']])).toMatchObject({ argument: 0 });
});
