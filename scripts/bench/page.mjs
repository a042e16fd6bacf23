// How long Chromium takes from the address of a page to its first frame, and from a key in the filter to the next one.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const ROUNDS = 5;

/** Resolves in the page when what was changed before has been painted. */
const PAINTED =
  'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))';

/**
 * Prints the table and gives back, in milliseconds, the largest median for 256 guests; nothing where there is no Chromium.
 *
 * @param measured - runs one bench program and reads what it printed
 */
export async function benchPage(measured) {
  const found = spawnSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' });
  if (found.status !== 0) {
    console.log('\npage: skipped, chromium is not on the PATH (Debian package chromium)');
    return undefined;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'hpvm-bench-'));
  const browser = await chromium.launch({ executablePath: found.stdout.trim() });
  try {
    const pages = measured('write-pages.cjs', folder);
    console.log('\npage                               made ms      KiB   first frame ms   key in the filter ms');
    const slowest = [];
    for (const [name, { makeMs, kilobytes }] of Object.entries(pages)) {
      const rounds = [];
      for (let round = 0; round <= ROUNDS; round += 1)
        rounds.push(await look(browser, path.join(folder, `${name}.html`)));
      const [frame, key] = ['frameMs', 'keyMs'].map((what) => middle(rounds.slice(1).map((round) => round[what])));
      if (name.startsWith('256')) slowest.push(frame);
      console.log(
        `  ${name.padEnd(33)}${makeMs.toFixed(0).padStart(7)}${kilobytes.toFixed(0).padStart(9)}${frame.toFixed(0).padStart(17)}${key.toFixed(0).padStart(23)}`,
      );
    }
    return Math.max(...slowest);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

async function look(browser, file) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(pathToFileURL(file).href);
  // The clock of the page begins with the navigation.
  const frameMs = await page.evaluate(PAINTED);
  const keyMs = await page.evaluate(
    `(async () => { const begin = performance.now(); const input = document.querySelector('#filter'); input.value = '0'; input.dispatchEvent(new Event('input')); return (await ${PAINTED}) - begin; })()`,
  );
  await page.close();
  return { frameMs, keyMs };
}

function middle(values) {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)];
}
