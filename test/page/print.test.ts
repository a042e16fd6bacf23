import { describeInChromium } from './chromium-page';
import { pageOf, planForGuests, smallPlan } from './sample-pages';

describeInChromium('on paper', (open) => {
  test('controls are gone, and what is folded on the screen is there', async () => {
    const { page } = await open(pageOf(smallPlan()), { colorScheme: 'dark' });
    const reason = page.locator('.step .facts').first();
    expect(await reason.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByLabel('Filter').isVisible()).toBe(false);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    expect((await reason.boundingBox())?.height).toBeGreaterThan(10);
  });

  test('a host with 256 guests fits the width of A4', async () => {
    const { page } = await open(pageOf(planForGuests(256)), { widthPixels: 718 });
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(718);
    const pdf = await page.pdf({ format: 'A4' });
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? [];
    expect(pages.length).toBeGreaterThan(2);
  });
});
