import { decodePlans } from './load-plan';

const codes = (json: unknown): readonly string[] => decodePlans(json, 'p.json').diagnostics.map(({ code }) => code);

test('an empty list of plans is nothing to carry out', () => {
  expect(codes({ plans: [] })).toEqual(['no-plans']);
});

test('a file of another kind, or of another format version, is one error', () => {
  expect(codes({ kind: 'hpvm-observed-host', formatVersion: '1' })).toEqual(['wrong-kind']);
  expect(codes({ kind: 'hpvm-plan', formatVersion: '2' })).toEqual(['wrong-format-version']);
});

test('of many problems the first twelve are told, and how many more there are', () => {
  const plans = Array.from({ length: 40 }, () => ({ kind: 'hpvm-plan', formatVersion: '1' }));
  const { diagnostics } = decodePlans({ plans }, 'p.json');
  expect(diagnostics).toHaveLength(13);
  expect(diagnostics.at(-1)?.summary).toMatch(/^and \d+ more in p\.json$/);
});
