import { planFor } from '../../test/hosts/plan-for';
import { quickStartHost } from '../../test/hosts/quick-start-host';

const codesOf = (lists: object): readonly string[] =>
  planFor(lists, quickStartHost({})).diagnostics.map(({ severity, code }) => `${severity} ${code}`);

test('a plan for a host that needs old algorithms says so, and names the host', () => {
  const connection = { address: '192.0.2.7', legacyAlgorithms: true };
  expect(codesOf({ connection })).toEqual(['warning legacy-algorithms']);
  const [warning] = planFor({ connection }, quickStartHost({})).diagnostics;
  expect(warning?.summary).toContain('vmhost1 is reached with SSH algorithms that are not safe any more');
});

test('no other plan does', () => {
  expect(codesOf({ connection: { address: '192.0.2.7' } })).toEqual([]);
  expect(codesOf({})).toEqual([]);
});
