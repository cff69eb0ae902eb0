import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { generateRules } from './generated-rules';

// `npm run bench:report`: the report of 2,000 rules: how long it takes to write, how large it is, and how soon its pages
// can be used in a real browser. Tests are not run.

const ROOT = join(__dirname, '..', '..');
const CLI = join(ROOT, 'bin', 'sentinel-rules.js');
const RULES = 2000;
const OPENINGS = 5;
const TYPED = 'device process created by';
const run = promisify(execFile);

async function main(): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'bench-report-'));
  const browser = await startBrowser();
  try {
    generateRules(join(work, 'detections'), RULES);
    const first = await build(work);
    const again = await build(work);
    const site = join(work, 'site');
    const files = filesIn(site);
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    const rulePages = files.filter(({ path }) => path.includes(`${join('site', 'rules')}/`)).map(({ size }) => size);
    const open = async (page: string): Promise<Opening> => openings(browser, join(site, page));
    const [overview, catalogue, matrix] = [
      await open('index.html'),
      await open('catalogue.html'),
      await open('attack.html'),
    ];
    const keys = await keystrokes(browser, join(site, 'catalogue.html'));
    print([
      ['build, nothing known', `${seconds(first)} s`, '', true],
      ['build, findings kept from before', `${seconds(again)} s`, '', true],
      ['site', `${(bytes / 2 ** 20).toFixed(1)} MB in ${files.length} files`, '', true],
      ['catalogue page', `${(sizeOf(site, 'catalogue.html') / 2 ** 20).toFixed(2)} MB`, '', true],
      ['page of a rule, the largest', `${(Math.max(...rulePages) / 1024).toFixed(0)} kB`, '', true],
      ['overview, first picture', `${overview.painted.toFixed(0)} ms`, '<= 1000 ms', overview.painted <= 1000],
      ['catalogue, first picture', `${catalogue.painted.toFixed(0)} ms`, '<= 1000 ms', catalogue.painted <= 1000],
      ['catalogue, usable', `${catalogue.usable.toFixed(0)} ms`, '<= 1000 ms', catalogue.usable <= 1000],
      ['matrix, usable', `${matrix.usable.toFixed(0)} ms`, '<= 1000 ms', matrix.usable <= 1000],
      ['a keystroke in the search, median', `${keys.median.toFixed(1)} ms`, '<= 50 ms', keys.median <= 50],
      ['a keystroke in the search, slowest', `${keys.most.toFixed(1)} ms`, '<= 100 ms', keys.most <= 100],
      ['the same until it is drawn, slowest', `${keys.drawn.toFixed(1)} ms`, '<= 1000 ms', keys.drawn <= 1000],
    ]);
  } finally {
    await browser.close();
    rmSync(work, { recursive: true, force: true });
  }
}

async function startBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

async function build(work: string): Promise<number> {
  const begin = performance.now();
  await run(process.execPath, [CLI, 'report', '--no-run-tests', '--out', 'site'], { cwd: work, maxBuffer: 64 << 20 });
  return performance.now() - begin;
}

interface Opening {
  /** Milliseconds from the start of the navigation, medians. */
  readonly painted: number;
  readonly usable: number;
}

async function openings(browser: Browser, file: string): Promise<Opening> {
  const all: Opening[] = [];
  for (let index = 0; index < OPENINGS; index++) {
    const page = await opened(browser, file);
    all.push(
      await page.evaluate<Opening>(
        '({ painted: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0, usable: performance.getEntriesByName("usable")[0]?.startTime ?? 0 })',
      ),
    );
    await page.context().close();
  }
  return { painted: middle(all.map(({ painted }) => painted)), usable: middle(all.map(({ usable }) => usable)) };
}

async function opened(browser: Browser, file: string): Promise<Page> {
  // Playwright evaluates what it waits for in the page, which the site forbids
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(pathToFileURL(file).href);
  await page.waitForFunction('performance.getEntriesByName("first-contentful-paint").length > 0');
  return page;
}

interface Keystrokes {
  /** Milliseconds until everything about the new text is in the page. */
  readonly median: number;
  readonly most: number;
  /** Until it is on the screen. */
  readonly drawn: number;
}

async function keystrokes(browser: Browser, file: string): Promise<Keystrokes> {
  const page = await opened(browser, file);
  const times = await page.evaluate<readonly { readonly done: number; readonly drawn: number }[]>(`(async () => {
    const box = document.getElementById('q');
    const times = [];
    for (let length = 1; length <= ${TYPED.length}; length++) {
      box.value = ${JSON.stringify(TYPED)}.slice(0, length);
      const begin = performance.now();
      box.dispatchEvent(new Event('input'));
      const done = performance.now() - begin;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      times.push({ done, drawn: performance.now() - begin });
    }
    return times;
  })()`);
  await page.context().close();
  const done = times.map((each) => each.done);
  return { median: middle(done), most: Math.max(...done), drawn: Math.max(...times.map(({ drawn }) => drawn)) };
}

function filesIn(folder: string): readonly { readonly path: string; readonly size: number }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, size: statSync(path).size }));
}

function sizeOf(site: string, page: string): number {
  return statSync(join(site, page)).size;
}

type Row = readonly [figure: string, value: string, target: string, met: boolean];

function print(rows: readonly Row[]): void {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const load = (loadavg()[0] ?? 0).toFixed(1);
  say(`${RULES} rules; times in Chromium are medians of ${OPENINGS} openings; load of the machine at the end: ${load}`);
  for (const [figure, value, target, met] of rows) {
    say(
      `${figure.padEnd(36)} ${value.padStart(24)}   ${target.padEnd(12)} ${target === '' ? '' : met ? 'met' : 'missed'}`.trimEnd(),
    );
  }
  if (rows.some(([, , , met]) => !met)) process.exitCode = 1;
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(1);

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

void main();
