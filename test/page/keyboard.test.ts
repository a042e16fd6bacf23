import type { Locator, Page } from 'playwright-core';
import { describeInChromium } from './chromium-page';
import { pageOf, planForGuests, smallPlan } from './sample-pages';

/** What has the focus, once it says so: a link is followed some time after its key was pressed. */
async function focusOn(page: Page, text: string | RegExp): Promise<Locator> {
  const focused = page.locator(':focus').filter({ hasText: text });
  await focused.waitFor();
  return focused;
}

describeInChromium('somebody with a keyboard', (open) => {
  test('comes from the beginning past the controls with one key', async () => {
    const { page } = await open(pageOf(smallPlan()));
    await page.keyboard.press('Tab');
    expect(await (await focusOn(page, 'To the plan')).innerText()).toBe('To the plan');
    await page.keyboard.press('Enter');
    await page.locator('#main:focus').waitFor();
    expect(await page.locator(':focus').count()).toBe(1);
  });

  test('passes many ports with one Tab and goes through them with arrow keys', async () => {
    const { page } = await open(pageOf(planForGuests(256)));
    const rows = page.locator('.chips.many:has(a)');
    const link = async (row: number, place: number): Promise<string | null> =>
      rows.nth(row).locator('a').nth(place).getAttribute('href');
    const focused = async (): Promise<string | null> => page.locator(':focus').getAttribute('href');
    await rows.first().locator('a').first().focus();
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe(await link(0, 1));
    await page.keyboard.press('Tab');
    expect(await focused()).toBe(await link(1, 0));
    await page.keyboard.press('Shift+Tab');
    expect(await focused()).toBe(await link(0, 1));
    await page.keyboard.press('Home');
    expect(await focused()).toBe(await link(0, 0));
  });

  test('sees the reasons of a step beside the timeline, sends them away, and goes to the step', async () => {
    const { page } = await open(pageOf(smallPlan()));
    const card = page.locator('#card');
    await page.keyboard.press('Tab');
    await page.locator('.step-bar').first().focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await card.waitFor({ state: 'visible' });
    expect(await card.innerText()).toContain('Configure address 192.1.4.205 on lan900 at boot');
    await page.keyboard.press('Escape');
    expect(await card.isVisible()).toBe(false);
    await page.keyboard.press('Enter');
    const step = page.locator('.step:focus', { hasText: 'Configure address 192.1.4.205 on lan900 at boot' });
    await step.waitFor();
    expect(await step.locator('.facts').isVisible()).toBe(true);
  });

  test('comes from a guest to what happens to it, even where that is folded', async () => {
    const { page } = await open(pageOf(planForGuests(256)));
    await page
      .locator('.chip', { hasText: /^lic03/ })
      .last()
      .focus();
    await page.keyboard.press('Enter');
    expect(await (await focusOn(page, /^\s*guestNic.lic03:0,\d/)).count()).toBe(1);
    expect(await page.locator('.thing[open] .downs').isVisible()).toBe(true);
  });
});

describeInChromium('somebody with a pointer', (open) => {
  test('sees the reasons on hover, can go into them, and they leave with the pointer', async () => {
    const { page } = await open(pageOf(smallPlan()));
    const card = page.locator('#card');
    await page.getByRole('link', { name: 'vmlan900', exact: true }).hover();
    await card.waitFor({ state: 'visible' });
    expect(await card.innerText()).toContain('here because lan900 changes beneath it (halt-before-apa-teardown');
    await card.hover();
    await page.waitForTimeout(400);
    expect(await card.isVisible()).toBe(true);
    await page.mouse.move(2, 2);
    await card.waitFor({ state: 'hidden' });
  });

  test('sees where else a guest is', async () => {
    const { page } = await open(pageOf(smallPlan()));
    await page.locator('.chip', { hasText: 'db01 0,1' }).hover();
    expect(await page.locator('.same-guest').allInnerTexts()).toEqual([
      expect.stringContaining('db01 0,2'),
      expect.stringContaining('db01 0,1'),
    ]);
  });
});
