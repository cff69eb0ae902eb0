import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { CHROMIUM, FLAGS } from './chromium';
import type { TestSite } from './site';

/** What a page did that it must not do: words on the console, errors, requests to anywhere but its folder. */
export interface Watched {
  readonly page: Page;
  readonly wrongs: string[];
}

const SHOTS = join(__dirname, '..', '..', '.artifacts', 'report');

export async function startChromium(): Promise<Browser> {
  return chromium.launch({ ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }), args: [...FLAGS] });
}

/** A page of a site in a context of its own, watched from its first request on. */
export async function openPage(
  browser: Browser,
  { site, path, ...options }: { readonly site: TestSite; readonly path: string } & BrowserContextOptions,
): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const wrongs: string[] = [];
  const home = site.address('');
  page.on('console', (message) => wrongs.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => wrongs.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    wrongs.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(home) && !request.url().startsWith('blob:')) wrongs.push(`request: ${request.url()}`);
  });
  await page.goto(site.address(path));
  return { page, wrongs };
}

/** A picture of the page for whoever looks at a run: CI keeps the folder. */
export async function keepPicture(page: Page, name: string, fullPage: boolean): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage });
}
