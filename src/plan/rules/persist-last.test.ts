import { persistLast as rule } from './persist-last';

// The order that the rule asks for is made by src/plan/persist-edges.ts, and tested in src/plan/plan-steps.test.ts.
test('it is an error, on ground that is in part concluded', () => {
  expect(rule).toMatchObject({ id: 'persist-last', severity: 'error', basis: 'recalled' });
});
