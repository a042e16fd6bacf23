import type { Plan } from '../../src/plan/plan-document';
import { describeInChromium } from './chromium-page';
import { pageOf, smallPlan } from './sample-pages';

const MARKUP = `</title></style></script><img src=x onerror="window.obeyed=1"><script>window.obeyed=1</script>"'><a href="javascript:obeyed=1">`;
const TERMINAL = 'a\u001b[2J\u202e\u0007b\u2028c';

/** The plan with another name for a guest, wherever it stands; also in properties, as a name may be one. */
function withGuest(plan: Plan, guest: string): Plan {
  const quoted = JSON.stringify(guest).slice(1, -1);
  return JSON.parse(JSON.stringify(plan).replaceAll('web01', () => quoted)) as Plan;
}

describeInChromium('a hostile name', (open) => {
  test('is shown as written and becomes neither markup nor script, also in what the script copies', async () => {
    const { page, requests, complaints } = await open(pageOf(withGuest(smallPlan(), MARKUP)));
    const foreign = page.locator('img, body style, [onerror], a:not([href^="#"]), script + script');
    expect(await foreign.count()).toBe(0);
    for (const chip of await page.locator('.band .chip').all()) await chip.hover();
    expect(await page.evaluate('window.obeyed')).toBeUndefined();
    expect(await page.locator('body').innerText()).toContain('</title></style></script><img src=x');
    expect([requests, complaints]).toEqual([[], []]);
  });

  test('can neither hide text nor turn its direction', async () => {
    const { page } = await open(pageOf(withGuest(smallPlan(), TERMINAL)));
    expect(await page.content()).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202e\u2028]/);
    expect(await page.locator('.chip b').first().innerText()).not.toBe('');
    expect(await page.locator('body').innerText()).toContain('a\\x1b[2J\\u202e\\x07b\\u2028c');
  });

  test('of a megabyte is cut, with its length said, and makes no page that is much larger', async () => {
    const long = pageOf(withGuest(smallPlan(), `x${'<'.repeat(1_048_575)}`));
    expect(long.length).toBeLessThan(2_000_000);
    const { page, complaints } = await open(long);
    expect(await page.locator('.chip', { hasText: 'cut: 1048576 characters' }).first().isVisible()).toBe(true);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1280);
    expect(complaints).toEqual([]);
  });
});
