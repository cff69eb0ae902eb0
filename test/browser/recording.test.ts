import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { startChromium } from './browser';
import { CHROMIUM } from './chromium';

const PICTURE = pathToFileURL(join(__dirname, '..', '..', 'docs', 'media', 'terminal.svg')).href;

// a machine without Chromium leaves this out; that CI has it is tested with the report
const inChromium = CHROMIUM === undefined ? describe.skip : describe;

inChromium('the recording of the README in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  }, 60_000);
  afterAll(async () => browser.close());

  const open = async (reducedMotion: 'reduce' | 'no-preference'): Promise<Page> => {
    const page = await browser.newPage({ reducedMotion });
    await page.goto(PICTURE);
    return page;
  };

  /** Words within the window of the terminal, at an instant of the loop (seconds) or as it stands. */
  const seen = async (page: Page, seconds?: number): Promise<readonly string[]> =>
    page.evaluate(
      `(() => {
        for (const each of document.getAnimations()) { each.pause(); each.currentTime = ${(seconds ?? 0) * 1000}; }
        const { top, bottom } = document.querySelector('svg svg').getBoundingClientRect();
        return [...document.querySelectorAll('text')]
          .filter((text) => getComputedStyle(text.parentNode).opacity === '1')
          .filter((text) => { const box = text.getBoundingClientRect(); return box.bottom > top + 2 && box.top < bottom - 2; })
          .map((text) => text.textContent);
      })()`,
    );

  test('it is well-formed, and no line leaves the window', async () => {
    const page = await open('no-preference');
    expect(await page.evaluate('document.documentElement.localName')).toBe('svg');
    expect(await page.locator('parsererror').count()).toBe(0);
    const outside = await page.evaluate(
      `[...document.querySelectorAll('text')].filter((text) => text.getBBox().x + text.getBBox().width > document.querySelector('svg svg').width.baseVal.value + 1).length`,
    );
    expect(outside).toBe(0);
    await page.close();
  });

  test('first there is a prompt, then what was typed is answered, the last answer is there before it begins again', async () => {
    const page = await open('no-preference');
    const start = await seen(page, 0.1);
    expect(start).toHaveLength(1);
    const seconds = Number(
      await page.evaluate('document.getAnimations()[0].effect.getComputedTiming().duration / 1000'),
    );
    expect((await seen(page, seconds / 2)).length).toBeGreaterThan(10);
    const end = await seen(page, seconds - 0.2);
    expect(end.at(-1)).toBe('$');
    expect(end.at(-2)).toMatch(/^No changes: /);
    await page.close();
  });

  test('who wants no motion sees the end of it, standing still', async () => {
    const page = await open('reduce');
    expect(await page.evaluate('document.getAnimations().length')).toBe(0);
    expect((await seen(page)).at(-2)).toMatch(/^No changes: /);
    await page.close();
  });
});
