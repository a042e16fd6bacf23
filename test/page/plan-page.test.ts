import { source as axe } from 'axe-core';
import type { Plan } from '../../src/plan/plan-document';
import { planPage } from '../../src/review/page/plan-page';
import { ruleCitations } from '../../src/workflow/safety-rules';
import { changeOfGuests, hostOfGuests } from '../hosts/host-of-guests';
import { planFor } from '../hosts/plan-for';
import { LACP_AGGREGATE, provenPlanFor } from '../hosts/proven-plan-for';
import { describeInChromium, type OpenedPage } from './chromium-page';

const QUICK_START = {
  ...LACP_AGGREGATE,
  vswitches: [
    { name: 'vmlan3', uplink: 'lan3', state: 'up' },
    { name: 'vmlan4', uplink: 'lan4' },
    { name: 'vmlan900', uplink: 'lan900' },
  ],
  guestNics: [
    { guest: 'web01', slot: '0,1', vswitch: 'vmlan4', vlanId: 120 },
    { guest: 'web01', slot: '0,3', vswitch: 'vmlan3', adapter: 'avio_lan' },
  ],
};

function smallPage(): string {
  return pageOf(provenPlanFor(QUICK_START));
}

function largePage(): string {
  const host = hostOfGuests(256);
  return pageOf(planFor(changeOfGuests(host), host));
}

function pageOf(plan: Plan): string {
  return planPage([{ plan, observed: plan.snapshot }], ruleCitations());
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

/** What axe-core finds, as `rule: element`. */
async function violationsOf({ page }: OpenedPage): Promise<readonly string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${impact} ${id}: ${html}\n${failureSummary}`),
  );
}

describeInChromium('the page of a plan', (open) => {
  test('asks for nothing but itself and obeys its own policy', async () => {
    const { page, requests, complaints } = await open(smallPage());
    expect(await page.title()).toBe('Plan for vmhost1');
    const display = await page.evaluate<string>("getComputedStyle(document.querySelector('.band')).display");
    expect(display).toBe('grid');
    expect([requests, complaints]).toEqual([[], []]);
  });

  test.each([
    ['light', 'small'],
    ['dark', 'small'],
    ['light', 'large'],
    ['dark', 'large'],
  ] as const)('has nothing that axe-core objects to: %s, %s', async (colorScheme, size) => {
    const opened = await open(size === 'small' ? smallPage() : largePage(), { colorScheme });
    expect(await violationsOf(opened)).toEqual([]);
  });
});
