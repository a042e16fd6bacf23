import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../architecture/repository-files';
import { violationsOf } from '../page/axe-violations';
import { describeInChromium } from '../page/chromium-page';

const site = mkdtempSync(path.join(tmpdir(), 'hpvm-site-'));
const made = spawnSync(process.execPath, ['scripts/site.mjs', '--out', site], { cwd: ROOT, encoding: 'utf8' });
afterAll(() => rmSync(site, { recursive: true, force: true }));

const pages = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
const htmlOf = (page: string): string => readFileSync(path.join(site, page), 'utf8');

test('the site is made, of all that the documentation has', () => {
  expect({ status: made.status, stderr: made.stderr }).toEqual({ status: 0, stderr: '' });
  for (const page of [
    ...['index.html', 'docs/tutorial/first-change.html', 'docs/how-to/new-vlan.html', 'docs/reference/cli.html'],
    ...['docs/reference/constructs/classes/VSwitch.html', 'docs/reference/formats/plan.html', 'docs/rules.html'],
    ...['docs/resources/host_network.html', 'examples/quickstart/index.html', 'docs/decisions/index.html'],
  ])
    expect(pages).toContain(page);
});

test('every link in it leads to a file of the site and to a place on its page', () => {
  const dead = pages.flatMap((page) =>
    [...htmlOf(page).matchAll(/ (?:href|src)="([^"]*)"/g)]
      .map(([, link = '']) => link)
      .filter((link) => !/^https?:/.test(link) && !leads(page, link))
      .map((link) => `${page}: ${link}`),
  );
  expect(dead).toEqual([]);
});

test('every page of it can be reached from its first', () => {
  const reached = new Set(['index.html']);
  for (const page of reached)
    for (const [, link = ''] of htmlOf(page).matchAll(/<a [^>]*href="([^"#:]*\.html)/g))
      reached.add(path.join(path.dirname(page), link));
  expect(pages.filter((page) => !reached.has(page))).toEqual([]);
});

test('it loads nothing from elsewhere and runs nothing', () => {
  const foreign = pages.filter((page) =>
    /<(?:script|iframe)\b|<(?:link|img)[^>]*(?:href|src)="https?:/.test(htmlOf(page)),
  );
  expect(foreign).toEqual([]);
});

test('what stands in angle brackets in a text is text', () => {
  const known =
    /^(?:a|body|blockquote|br|code|details|div|em|h[1-6]|head|hr|html|img|li|link|main|meta|nav|ol|p|pre|s|strong|summary|table|tbody|td|th|thead|title|tr|ul)$/;
  const strange = pages.flatMap((page) =>
    [
      ...htmlOf(page)
        .replaceAll(/<!--[\s\S]*?-->/g, '')
        .matchAll(/<\/?([a-z][^\s>/]*)/gi),
    ]
      .map(([, tag = '']) => tag)
      .filter((tag) => !known.test(tag))
      .map((tag) => `${page}: ${tag}`),
  );
  expect(strange).toEqual([]);
});

describeInChromium('whoever cannot see the site as it is drawn', (open) => {
  const styled = (page: string): string =>
    htmlOf(page).replace(
      /<link rel="stylesheet"[^>]*>/,
      `<style>${readFileSync(path.join(site, 'site.css'), 'utf8')}</style>`,
    );

  test.each([
    ['index.html', 'light'],
    ['index.html', 'dark'],
    ['docs/tutorial/first-change.html', 'dark'],
    ['docs/reference/cli.html', 'light'],
    ['docs/reference/formats/plan.html', 'light'],
  ] as const)('finds nothing on %s (%s) that axe-core objects to', async (page, colorScheme) => {
    expect(await violationsOf(await open(styled(page), { colorScheme }))).toEqual([]);
  });
});

function leads(page: string, link: string): boolean {
  const [file = '', place] = link.split('#');
  const target = file === '' ? page : path.join(path.dirname(page), file);
  if (!existsSync(path.join(site, target))) return false;
  return place === undefined || htmlOf(target).includes(`id="${place}"`);
}
