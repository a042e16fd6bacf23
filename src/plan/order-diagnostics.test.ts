import { quickStartHost } from '../../test/hosts/quick-start-host';
import type { Operation } from './operation';
import { orderDiagnostics } from './order-diagnostics';
import { planningContext } from './planning-context';

const context = planningContext(
  { formatVersion: '1', kind: 'hpvm-desired-host', host: 'vmhost1' as never },
  quickStartHost(),
  [],
);
const operations = ['Do this', 'Do that'].map(
  (title) => ({ key: title, title, effect: { type: 'apa-save' } }) as unknown as Operation,
);
const conflict = [
  { earlier: 0, later: 1, rule: 'rule-a', why: 'of this' },
  { earlier: 1, later: 0, rule: 'rule-b', why: 'of that' },
];

test('what excludes an order is named in full, with what to do next', () => {
  const [found, ...others] = orderDiagnostics(
    { status: 'no-safe-order', conflict },
    { operations, edges: conflict, hasGivenUp: false },
    context,
  );
  expect(others).toEqual([]);
  expect(found).toMatchObject({ severity: 'error', code: 'no-safe-order' });
  expect(found?.detail.split('\n')).toEqual([
    'These requirements exclude one another, and without any one of them the others could be met:',
    '- "Do this" before "Do that" (rule-a: of this)',
    '- "Do that" before "Do this" (rule-b: of that)',
    'Split the change into two plans, so that one of the operations is done before the other is asked for.',
  ]);
});

test('giving up is never called impossible', () => {
  const found = orderDiagnostics(
    { status: 'no-safe-order', conflict },
    { operations, edges: conflict, hasGivenUp: true },
    context,
  );
  expect(found.map(({ severity, code, summary }) => [severity, code, summary])).toEqual([
    ['error', 'search-limit-reached', 'no safe order was found before the search was given up; there may be one'],
  ]);
  expect(found[0]?.detail).toContain('"Do this" before "Do that"');
});

test('an order that is safe but perhaps not the shortest is said to be so, and does not block', () => {
  const said = (isCheapest: boolean): readonly (readonly string[])[] =>
    orderDiagnostics(
      { status: 'ordered', sequence: [0, 1], isCheapest },
      { operations, edges: [], hasGivenUp: false },
      context,
    ).map(({ severity, code }) => [severity, code]);
  expect(said(true)).toEqual([]);
  expect(said(false)).toEqual([['info', 'shortest-order-not-proven']]);
});
