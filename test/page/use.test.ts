import { describeInChromium } from './chromium-page';
import { pageOf, planForGuests, smallPlan } from './sample-pages';

describeInChromium('the page of a plan', (open) => {
  test('asks for nothing but itself and obeys its own policy', async () => {
    const { page, requests, complaints } = await open(pageOf(smallPlan()));
    expect(await page.title()).toBe('Plan for vmhost1');
    expect(await page.evaluate("getComputedStyle(document.querySelector('.band')).display")).toBe('grid');
    expect([requests, complaints]).toEqual([[], []]);
  });

  test('shows the host before, after, or both with what moves in both places', async () => {
    const { page } = await open(pageOf(smallPlan()));
    const web = page.locator('.chip', { hasText: 'web01 0,1' });
    const vmlan3 = page.getByRole('heading', { name: 'vmlan3' });
    expect([await web.allInnerTexts(), await vmlan3.isVisible()]).toEqual([
      [expect.stringMatching(/moves away.*to VLAN 120/s), expect.stringMatching(/moves here.*from untagged/s)],
      true,
    ]);
    await page.getByLabel('Before', { exact: true }).check();
    expect([await web.filter({ visible: true }).count(), await vmlan3.isVisible()]).toEqual([1, false]);
    expect(await page.getByText('LAN_MONITOR', { exact: true }).first().isVisible()).toBe(true);
    await page.getByLabel('After', { exact: true }).check();
    expect([await web.filter({ visible: true }).count(), await vmlan3.isVisible()]).toEqual([1, true]);
    expect(await page.getByText('LAN_MONITOR', { exact: true }).first().isVisible()).toBe(false);
  });

  test('a spare NIC that gets a vswitch is drawn as spare only before', async () => {
    const { page } = await open(pageOf(smallPlan()));
    const spare = page.locator('.band.spare').getByText('lan3');
    expect(await spare.isVisible()).toBe(false);
    await page.getByLabel('Before', { exact: true }).check();
    expect(await spare.isVisible()).toBe(true);
  });

  test('a filter leaves what contains all its words, says how much that is, and goes with Escape', async () => {
    const { page } = await open(pageOf(planForGuests(256)));
    const shown = page.locator('.band .chip').filter({ visible: true });
    const all = await shown.count();
    await page.getByLabel('Filter').fill('sap04');
    expect(await shown.allInnerTexts()).toHaveLength(3);
    expect((await shown.allInnerTexts()).every((text) => text.includes('sap04'))).toBe(true);
    expect(await page.getByRole('status').innerText()).toMatch(/^\d+ of \d+ entries match$/);
    await page.getByLabel('Filter').fill('VMLAN902');
    expect(await page.getByRole('heading', { name: 'vmlan900' }).isVisible()).toBe(false);
    expect(await page.getByRole('heading', { name: 'vmlan902' }).isVisible()).toBe(true);
    await page.getByLabel('Filter').press('Escape');
    expect(await shown.count()).toBe(all);
  });

  test('a large host begins with what the plan touches, and says how much is hidden', async () => {
    const { page } = await open(pageOf(planForGuests(256)));
    expect(await page.getByRole('heading', { name: 'vmlan903' }).isVisible()).toBe(false);
    expect(await page.getByText('116 untouched ports are hidden').isVisible()).toBe(true);
    await page.getByLabel('Only what the plan touches').uncheck();
    expect(await page.getByRole('heading', { name: 'vmlan903' }).isVisible()).toBe(true);
    expect(await page.getByText('116 untouched ports are hidden').isVisible()).toBe(false);
  });

  test('colours follow the system until they are chosen', async () => {
    const { page } = await open(pageOf(smallPlan()), { colorScheme: 'dark' });
    const ground = (): Promise<unknown> => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const dark = await ground();
    await page.getByLabel('Light').check();
    const light = await ground();
    await page.getByLabel('Dark').check();
    expect([dark, light, await ground()]).toEqual(['rgb(20, 23, 28)', 'rgb(255, 255, 255)', 'rgb(20, 23, 28)']);
  });

  test('without its script it still has views, links and folded reasons', async () => {
    const { page } = await open(pageOf(smallPlan()), { hasScript: false });
    await page.getByLabel('Before', { exact: true }).check();
    expect(await page.getByRole('heading', { name: 'vmlan3' }).isVisible()).toBe(false);
    await page.locator('.step summary').first().click();
    expect(await page.locator('.step .facts').first().isVisible()).toBe(true);
  });

  test('two makings of it give the same bytes', () => {
    expect(pageOf(planForGuests(12))).toBe(pageOf(planForGuests(12)));
  });
});

describeInChromium('the page of a plan on a narrow screen', (open) => {
  test('needs no scrolling from side to side but within the timeline', async () => {
    const { page } = await open(pageOf(smallPlan()), { widthPixels: 420 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(420);
  });
});
