import { UNFOLD, violationsOf } from './axe-violations';
import { describeInChromium } from './chromium-page';
import { pageOf, planForGuests, smallPlan } from './sample-pages';

describeInChromium('whoever cannot see the page as it is drawn', (open) => {
  test.each(['light', 'dark'] as const)(
    'finds nothing that axe-core objects to, with everything unfolded: %s',
    async (colorScheme) => {
      const opened = await open(pageOf(smallPlan()), { colorScheme });
      await opened.page.evaluate(UNFOLD);
      expect(await violationsOf(opened)).toEqual([]);
    },
  );

  test('can tell the parts of two hosts apart', async () => {
    const opened = await open(pageOf(smallPlan(), { ...smallPlan(), host: 'vmhost2' }));
    expect(await violationsOf(opened, ['landmark-unique', 'landmark-no-duplicate-main', 'duplicate-id-aria'])).toEqual(
      [],
    );
    const timelines = opened.page.getByRole('region', { name: /^Timeline vmhost/ });
    expect(await timelines.count()).toBe(2);
  });

  test('finds nothing that axe-core objects to among 256 guests', async () => {
    expect(await violationsOf(await open(pageOf(planForGuests(256)), { colorScheme: 'dark' }))).toEqual([]);
  });

  test('finds every guest NIC of the drawing in a table, before and after', async () => {
    const { page } = await open(pageOf(smallPlan()));
    await page.getByText('The host as a table').click();
    const row = page.getByRole('row', { name: /^web01 0,1/ });
    expect(await row.innerText()).toContain('vmlan4, port 2, untagged, avio_lan, 0x66f3f84e37d5');
    expect(await row.innerText()).toContain('vmlan4, port 2, VLAN 120, avio_lan, 0x66f3f84e37d5');
    expect(await page.getByRole('table', { name: 'Guest NICs' }).getByRole('row').count()).toBe(8);
  });

  test('is told in words what a sign or a colour says', async () => {
    const { page } = await open(pageOf(smallPlan()));
    expect(await page.getByRole('link', { name: 'new: vmlan3' }).count()).toBe(1);
    expect(await page.getByRole('link', { name: /^moves here: web01 0,1 · port 2 from untagged/ }).count()).toBe(1);
    expect(await page.getByRole('link', { name: /^app01 0,1 · port 2 down with the vswitch/ }).count()).toBe(1);
    const uplinks = page.getByRole('group', { name: /^changed: lan900 \(before LAN_MONITOR, after LACP_AUTO/ });
    expect(await uplinks.count()).toBe(1);
  });
});
