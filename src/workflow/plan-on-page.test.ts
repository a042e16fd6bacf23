import { planFor } from '../../test/hosts/plan-for';
import { LACP_AGGREGATE } from '../../test/hosts/proven-plan-for';
import { quickStartHost } from '../../test/hosts/quick-start-host';
import type { ObservedHost } from '../model/observed-host';
import { planOnPage } from './plan-on-page';

const plan = planFor(LACP_AGGREGATE, quickStartHost());

test('a saved plan is drawn from the host that it holds', () => {
  expect(planOnPage(plan).observed).toEqual(quickStartHost());
});

test('a host that its decoder does not let pass is not drawn, and the page says why', () => {
  const snapshot = { ...quickStartHost(), vswitches: 'none' } as unknown as ObservedHost;
  const shown = planOnPage({ ...plan, snapshot });
  expect(shown.observed).toBeUndefined();
  expect(shown.whyUnobserved).toMatch(/^The host in this plan cannot be read: .*vswitches/);
});

test('a plan that has nothing to do and holds no host says what draws it', () => {
  const nothing = planFor({}, quickStartHost());
  expect(planOnPage(nothing).whyUnobserved).toContain('"hpvmctl plan --format html" draws it');
});
