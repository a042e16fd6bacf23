import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { describeWithTool } from '../tools/require-tool';

/** How a page is looked at. */
interface Look {
  readonly colorScheme?: 'light' | 'dark';
  readonly widthPixels?: number;
  readonly hasScript?: boolean;
}

/** An opened page, with what went wrong while it was looked at. */
export interface OpenedPage {
  readonly page: Page;
  /** Requests for anything but the page itself. */
  readonly requests: readonly string[];
  /** Errors of its script, and what its policy forbade. */
  readonly complaints: readonly string[];
}

/** Opens HTML from a file, as a person does who double-clicks it. */
export type Open = (html: string, look?: Look) => Promise<OpenedPage>;

/** A block of tests in a real headless Chromium; without one, a skip that is printed and counted. */
export function describeInChromium(title: string, body: (open: Open) => void): void {
  describeWithTool('chromium', 'chromium', title, (executablePath) => {
    let browser: Browser | undefined;
    const folder = mkdtempSync(path.join(tmpdir(), 'hpvm-page-'));
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath });
    });
    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true });
    });
    body(async (html, { colorScheme = 'light', widthPixels = 1280, hasScript = true } = {}) => {
      if (browser === undefined) throw new Error('Chromium was not started');
      const file = path.join(folder, 'page.html');
      writeFileSync(file, html);
      const viewport = { width: widthPixels, height: 900 };
      const page = await browser.newPage({ viewport, colorScheme, javaScriptEnabled: hasScript });
      const requests: string[] = [];
      const complaints: string[] = [];
      page.on('request', (request) => {
        if (!request.isNavigationRequest()) requests.push(request.url());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => complaints.push(message.text()));
      await page.goto(pathToFileURL(file).href);
      return { page, requests, complaints };
    });
  });
}
