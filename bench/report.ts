import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

// `npm run bench:report`: the report of 2,000 rules: how long it takes to write, how large it is, and how soon its pages
// can be used in a real browser. Tests are not run.

const ROOT = join(__dirname, '..', '..');
const CLI = join(ROOT, 'bin', 'sentinel-rules.js');
const RULES = 2000;
const OPENINGS = 5;
const TYPED = 'device process created by';
const SEVERITIES = ['High', 'Medium', 'Low', 'Informational'];
const run = promisify(execFile);

async function main(): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'bench-report-'));
  const browser = await startBrowser();
  try {
    generate(work);
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

/** Rules of about a dozen lines of KQL, no two alike. */
function generate(work: string): void {
  const detections = join(work, 'detections');
  for (let index = 0; index < RULES; index++) {
    const shape = SHAPES[index % SHAPES.length];
    if (shape === undefined) throw new Error('there are no shapes');
    const folder = join(detections, `${shape.area}-${Math.floor(index / SHAPES.length) % 10}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `rule-${index}.yaml`), ruleText(shape, index));
  }
}

function ruleText({ area, tactic, technique, query }: Shape, index: number): string {
  return `id: 00000000-0000-4000-8000-${String(index).padStart(12, '0')}
name: ${area} shape number ${index} seen on a device or an account
version: 1.${index % 10}.0
kind: Scheduled
description: |
  Finds what variant ${index} of this bench looks for. Somebody created a process, signed in or changed a setting.
  Ask the owner of the account or device, then close the alert or isolate the device.
severity: ${SEVERITIES[index % SEVERITIES.length]}
maturity: ${index % 9 === 0 ? 'experimental' : 'production'}
queryFrequency: 1h
queryPeriod: 2h
triggerOperator: gt
triggerThreshold: 0
tactics: [${tactic}]
relevantTechniques: [${technique}]
query: |
${query(index)
  .split('\n')
  .map((line) => `  ${line}`)
  .join('\n')}
exclusions:
  - name: known-${index}
    scenario: A tool of number ${index} that does the same for a good reason
    where: Name has "known-${index}"
    owner: team-${index % 12}
    expires: 2027-0${1 + (index % 9)}-15
entityMappings:
  - entityType: Account
    fieldMappings:
      - identifier: FullName
        columnName: Name
owner: team-${index % 12}
`;
}

interface Shape {
  readonly area: string;
  readonly tactic: string;
  readonly technique: string;
  query(index: number): string;
}

const SHAPES: readonly Shape[] = [
  {
    area: 'endpoint',
    tactic: 'Execution',
    technique: 'T1059.001',
    query: (index) => `let tools = dynamic(["tool-${index}.exe", "helper-${index % 31}.exe"]);
DeviceProcessEvents
| where FileName in~ (tools) or ProcessCommandLine has "switch-${index}"
| where InitiatingProcessFileName !~ "installer-${index % 17}.exe"
| extend Name = tolower(AccountName), Line = substring(ProcessCommandLine, 0, 200)
// @exclusions
| summarize Count = count(), Lines = make_set(Line, 20), arg_max(TimeGenerated, FileName) by Name, DeviceName
| where Count > ${index % 5}`,
  },
  {
    area: 'identity',
    tactic: 'CredentialAccess',
    technique: 'T1110.003',
    query: (index) => `SigninLogs
| where ResultType in ("50126", "50053") and AppDisplayName != "app-${index}"
| extend Name = tolower(UserPrincipalName), Country = tostring(LocationDetails.countryOrRegion)
// @exclusions
| summarize Failures = count(), Accounts = dcount(Name), First = min(TimeGenerated) by IPAddress, Country, Name
| where Failures > ${10 + (index % 90)} and Accounts >= 1
| project TimeGenerated = First, IPAddress, Country, Name, Failures`,
  },
  {
    area: 'windows',
    tactic: 'Persistence',
    technique: 'T1098',
    query: (index) => `SecurityEvent
| where EventID in (4720, 4728, ${4000 + (index % 700)})
| extend Name = TargetUserName, Actor = strcat(SubjectDomainName, "\\", SubjectUserName)
| join kind=leftanti (SecurityEvent | where EventID == 4726 | project Name = TargetUserName) on Name
// @exclusions
| summarize Times = count() by Name, Actor, Computer, bin(TimeGenerated, ${5 + (index % 55)}m)`,
  },
  {
    area: 'cloud',
    tactic: 'Impact',
    technique: 'T1485',
    query: (index) => `AzureActivity
| where OperationNameValue endswith "/delete" and ActivityStatusValue =~ "Success"
| where ResourceGroup !startswith "rg-test-${index}"
| extend Name = Caller
// @exclusions
| summarize Deleted = dcount(_ResourceId), Groups = make_set(ResourceGroup, 50) by Name, CallerIpAddress
| where Deleted >= ${20 + (index % 80)}
| extend TimeGenerated = now()`,
  },
];

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
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
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
