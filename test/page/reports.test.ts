import { UNFOLD, violationsOf } from './axe-violations';
import { describeInChromium } from './chromium-page';
import { driftPageOf, runPageOf, sampleDrift, sampleRun } from './sample-reports';

const HOSTILE = `</title></style></script><img src=x onerror="window.obeyed=1"><script>window.obeyed=1</script>"'><a href="javascript:obeyed=1">`;

describeInChromium('the pages of reports', (open) => {
  test.each([
    ['drift', 'light'],
    ['drift', 'dark'],
    ['a run', 'light'],
    ['a run', 'dark'],
  ] as const)('of %s have nothing that axe-core objects to, unfolded: %s', async (what, colorScheme) => {
    const opened = await open(what === 'drift' ? driftPageOf() : runPageOf(sampleRun()), { colorScheme });
    await opened.page.evaluate(UNFOLD);
    expect(await violationsOf(opened)).toEqual([]);
    expect([opened.requests, opened.complaints]).toEqual([[], []]);
    // Every link leads somewhere on the page.
    const dead =
      "[...document.querySelectorAll('a[href^=\"#\"]')].map((a) => a.getAttribute('href').slice(1)).filter((id) => document.getElementById(id) === null)";
    expect(await opened.page.evaluate(dead)).toEqual([]);
    expect(await opened.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1280);
  });

  test('drift says of each host how it stands, what differs since when, and what is no drift', async () => {
    const { page } = await open(driftPageOf());
    expect(await page.title()).toBe('Drift of 3 hosts');
    const row = (name: RegExp): Promise<string> => page.getByRole('row', { name }).first().innerText();
    expect(await row(/^vmhost1 /)).toContain('2 resources are not as declared.');
    expect(await row(/^vmhost3 /)).toContain('not read');
    expect(await row(/^~ vswitch.web|^vswitch.web/)).toContain('uplink is lan3, should be lan4');
    expect(await row(/^~ vswitch.web|^vswitch.web/)).toContain('2026-11-20T04:00:00Z');
    const moved = page.getByRole('region', { name: /^Moved by right/ });
    expect(await moved.innerText()).toContain(
      'vswitch.moved, by vswitchmgr: moved from lan4 to its standby uplink lan5',
    );
    expect(await page.locator('main').innerText()).toContain('vmhost3 cannot be reached');
  });

  test('drift is filtered by host, resource or reason', async () => {
    const { page } = await open(driftPageOf());
    await page.getByLabel('Filter').fill('vswitch.gone');
    expect(await page.locator('tr[data-item]:visible').allInnerTexts()).toEqual([
      expect.stringContaining('vswitch.gone'),
    ]);
    expect(await page.locator('#filter-status').innerText()).toMatch(/^1 of \d+ entries match$/);
  });

  test('a run shows each step as it went, what the failed one said, and what a person has to do', async () => {
    const { page } = await open(runPageOf(sampleRun()));
    expect(await page.title()).toBe('Run on vmhost1');
    const steps = page.getByRole('region', { name: /^Steps as they ran/ });
    expect(await steps.locator('.status').allInnerTexts()).toEqual(
      expect.arrayContaining(['done', 'FAILED', 'not run']),
    );
    expect(await steps.innerText()).toMatch(/Exit status 1\.\s+hpvmnet: Unable to continue\./);
    const left = page.getByRole('region', { name: /^Left to be taken back/ });
    expect(await left.innerText()).toContain('hpvmnet -b -S vmlan900');
    expect(await page.locator('.summary').innerText()).toContain('a person must look');
    expect(await page.locator('.band').first().isVisible()).toBe(true);
  });

  test('hostile names and output become neither markup nor script', async () => {
    for (const text of [driftPageOf(sampleDrift('vmhost1', HOSTILE)), runPageOf(sampleRun(HOSTILE))]) {
      const { page, requests, complaints } = await open(text);
      expect(await page.locator('img, body style, [onerror], a:not([href^="#"]), script + script').count()).toBe(0);
      expect(await page.evaluate('window.obeyed')).toBeUndefined();
      expect([requests, complaints]).toEqual([[], []]);
    }
  });
});
