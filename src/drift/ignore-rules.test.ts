import type { DriftItem } from './drift-item';
import { ignoredText } from '../review/drift-text';
import { ignoring, readIgnoreRules, type IgnoreRule } from './ignore-rules';

const item = (address: string, ...paths: readonly string[]): DriftItem => ({
  class: 'managed-changed',
  address,
  action: 'update',
  fields: paths.map((path) => ({ path, before: 1, after: 2 })),
});
const rule: IgnoreRule = { address: 'vswitch.*', owner: 'ops', reason: 'until the move', expires: '2026-12-31' };

function ignored(items: readonly DriftItem[], rules: readonly IgnoreRule[], today = '2026-12-31'): readonly string[] {
  return ignoring('vmhost1', items, rules, today)
    .items.filter(({ ignoredBy }) => ignoredBy !== undefined)
    .map(({ address }) => address);
}

test('a rule lets stay what its address stands for, up to its last day', () => {
  const items = [item('vswitch.web', 'uplink'), item('guestNic.vswitch.x', 'port')];
  expect(ignored(items, [rule])).toEqual(['vswitch.web']);
  expect(ignored(items, [rule], '2027-01-01')).toEqual([]);
  expect(ignoring('vmhost1', items, [rule], '2027-01-01').diagnostics).toMatchObject([
    { code: 'ignore-rule-expired', severity: 'warning', address: 'vswitch.*' },
  ]);
});

test('a rule about one field does not hide another, and rules about all of them do', () => {
  const both = [item('vswitch.web', 'uplink', 'state')];
  const of = (field: string): IgnoreRule => ({ ...rule, fields: [field] });
  expect(ignored(both, [of('uplink')])).toEqual([]);
  expect(ignored(both, [of('uplink'), of('state')])).toEqual(['vswitch.web']);
});

test('every rule that it takes is named, the one that ends first before the others', () => {
  const [early, late, idle] = [
    { ...rule, fields: ['state'], owner: 'B', expires: '2026-12-31' },
    { ...rule, fields: ['uplink'], owner: 'A', expires: '2099-01-01' },
    { ...rule, fields: ['name'], owner: 'C' },
  ];
  const { items } = ignoring('vmhost1', [item('vswitch.web', 'uplink', 'state')], [late, early, idle], '2026-12-31');
  expect(items[0]?.ignoredBy).toMatchObject({ owner: 'B', others: [{ owner: 'A', expires: '2099-01-01' }] });
  expect(ignoredText(items[0]?.ignoredBy ?? { owner: '', reason: '', expires: '' })).toBe(
    'until the move (B, until 2026-12-31); until the move (A, until 2099-01-01)',
  );
});

test('a file in which something stands twice is refused with its place, as the last would count alone', () => {
  const text = '{"formatVersion":"1","kind":"hpvm-drift-ignore",\n"rules":[],"rules":[]}';
  const read = readIgnoreRules(text, 'ignore.json');
  expect(read.ok).toBe(false);
  expect(read.diagnostics[0]?.detail).toContain('Line 2, column 12: property "rules" stands here twice');
});

test('a rule is about its hosts and its class only, and what cannot be read is never let stay', () => {
  const items = [
    item('vswitch.web', 'uplink'),
    { ...item('vswitch.db'), class: 'not-readable', action: null } as const,
  ];
  expect(ignored(items, [{ ...rule, hosts: ['vmhost2', 'lab*'] }])).toEqual([]);
  expect(ignored(items, [{ ...rule, class: 'missing' }])).toEqual([]);
  expect(ignored(items, [{ ...rule, address: '*' }])).toEqual(['vswitch.web']);
});

test('what a person writes into a rule stands for itself, but for the star', () => {
  expect(ignored([item('vswitch.a+b', 'uplink')], [{ ...rule, address: 'vswitch.a+b' }])).toEqual(['vswitch.a+b']);
  expect(ignored([item('vswitchXweb', 'uplink')], [{ ...rule, address: 'vswitch.web' }])).toEqual([]);
});

test.each([
  ['no owner', { ...rule, owner: ' ' }, '/rules/0/owner'],
  ['no last day', { ...rule, expires: 'never' }, '/rules/0/expires'],
  ['a word nobody knows', { ...rule, until: 'x' }, '/rules/0'],
])('a file with a rule that has %s is refused with the place', (_, bad, place) => {
  const text = JSON.stringify({ formatVersion: '1', kind: 'hpvm-drift-ignore', rules: [bad] });
  const read = readIgnoreRules(text, 'ignore.json');
  expect(read).toMatchObject({ ok: false, diagnostics: [{ code: 'ignore-file-invalid' }] });
  expect(read.diagnostics[0]?.detail).toContain(`${place}: `);
});
