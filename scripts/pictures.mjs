// `npm run pictures`: takes the pictures of docs/pictures from pages in a real Chromium. Not part of `npm run generate`: fonts differ
// from machine to machine, and with them every picture.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import path from 'node:path';
import { chromium } from 'playwright-core';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const pictures = path.join(root, 'docs', 'pictures');

const found = spawnSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' });
if (found.status !== 0) {
  console.error('chromium is not on the PATH (Debian package chromium)');
  process.exit(1);
}
await build({
  absWorkingDir: root,
  entryPoints: ['scripts/pictures/write-pages.ts'],
  outfile: 'build/pictures/write-pages.cjs',
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  logLevel: 'warning',
});
const folder = mkdtempSync(path.join(tmpdir(), 'hpvm-pictures-'));
const written = spawnSync(process.execPath, [path.join(root, 'build/pictures/write-pages.cjs'), folder], {
  stdio: 'inherit',
});
if (written.status !== 0) process.exit(1);
mkdirSync(pictures, { recursive: true });
const browser = await chromium.launch({ executablePath: found.stdout.trim() });

await take('plan-light.png', 'quick-start', { colorScheme: 'light', height: 1130 });
await take('plan-dark.png', 'quick-start', { colorScheme: 'dark', height: 620 }, async (page) => {
  await page.locator('#h1-timeline').evaluate((element) => element.scrollIntoView());
  await page.getByRole('link', { name: /^s05, / }).hover();
  await page.locator('#card').waitFor({ state: 'visible' });
});
await take('plan-256-guests.png', '256-guests', { colorScheme: 'light', height: 1300 });

copyFileSync(path.join(folder, 'quick-start-steps.txt'), path.join(pictures, 'quick-start-steps.txt'));
await browser.close();
rmSync(folder, { recursive: true });

async function take(picture, name, { colorScheme, height }, prepare) {
  const page = await browser.newPage({ viewport: { width: 1280, height }, colorScheme });
  await page.goto(pathToFileURL(path.join(folder, `${name}.html`)).href);
  await prepare?.(page);
  await page.screenshot({ path: path.join(pictures, picture) });
  await page.close();
  console.log(`taken: docs/pictures/${picture}`);
}
