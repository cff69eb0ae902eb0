import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';

interface Shot {
  readonly name: string;
  /** Page of the site. */
  readonly path: string;
  /** Where another than the usual one shows more. */
  readonly width?: number;
  readonly height: number;
  /** What somebody would do before they look. */
  prepare?(page: Page): Promise<void>;
}

const SPRAY = 'rules/74c47d59-f154-4f89-a078-298f19ba98c7.html';
const WIDTH = 1200;

const SHOTS: readonly Shot[] = [
  { name: 'report-overview', path: 'index.html', height: 860 },
  { name: 'report-rules', path: 'catalogue.html', width: 1320, height: 760 },
  {
    name: 'report-attack',
    path: 'attack.html',
    width: 1400,
    height: 720,
  },
  {
    name: 'report-history',
    path: SPRAY,
    height: 760,
    prepare: async (page) => {
      await page.locator('#history details summary').first().click();
      await page.evaluate("document.getElementById('live').scrollIntoView()");
    },
  },
];

/** Pictures of a site's pages, light and dark, in a folder. `chromium` is the browser's path, if it is not where Playwright looks. */
export async function takeScreenshots(site: string, folder: string, executable: string | undefined): Promise<void> {
  const browser = await chromium.launch({
    ...(executable === undefined ? {} : { executablePath: executable }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--hide-scrollbars'],
  });
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const { name, path, width = WIDTH, height, prepare } of SHOTS) {
        const page = await browser.newPage({
          viewport: { width, height },
          colorScheme,
          reducedMotion: 'reduce',
        });
        await page.goto(`${pathToFileURL(site).href}/${path}`);
        await prepare?.(page);
        await page.screenshot({ path: join(folder, `${name}${colorScheme === 'dark' ? '-dark' : ''}.png`) });
        await page.close();
      }
    }
  } finally {
    await browser.close();
  }
}
