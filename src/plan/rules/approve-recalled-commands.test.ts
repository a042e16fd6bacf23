import { approveRecalledCommands as rule } from './approve-recalled-commands';

// What the rule asks for is done by src/plan/recalled-destruction.ts, and tested in src/plan/plan-host.test.ts.
test('it is an error, on recalled ground', () => {
  expect(rule).toMatchObject({ id: 'approve-recalled-commands', severity: 'error', basis: 'recalled' });
});
