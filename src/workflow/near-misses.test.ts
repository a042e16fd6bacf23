import { didYouMean, nearMisses } from './near-misses';

const KNOWN = [
  'halt-before-apa-teardown',
  'edge-needed',
  'cko-off-before-vlan',
  'host-vlan-refused',
  'vswitch.vmlan900',
];

test.each([
  ['halt-before-apa-teradown', 'halt-before-apa-teardown'],
  ['edge-need', 'edge-needed'],
  ['halt-befor-apa', 'halt-before-apa-teardown'],
  ['vmlan9', 'vswitch.vmlan900'],
])('%s is near to %s first of all', (what, expected) => {
  expect(nearMisses(what, KNOWN)[0]).toBe(expected);
});

test('a single word finds every name that has it, three at most', () => {
  expect(nearMisses('vlan', [...KNOWN, 'one-host-vlan-per-id', 'port-vlan-while-up'])).toEqual([
    'cko-off-before-vlan',
    'host-vlan-refused',
    'one-host-vlan-per-id',
  ]);
});

test('what shares less than half of its words is not near', () => {
  expect(nearMisses('halt-every-bad-thing-now', KNOWN)).toEqual([]);
  expect(nearMisses('', KNOWN)).toEqual([]);
});

test('several suggestions are one question', () => {
  expect([didYouMean([]), didYouMean(['a']), didYouMean(['a', 'b', 'c'])]).toEqual([
    [],
    ['Did you mean a?'],
    ['Did you mean a, b or c?'],
  ]);
});
