import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { projectCatalog } from '../scripts/files/catalog';
import { loadProject } from '../scripts/files/load-project';
import { compileRule, readQuery } from '../src/rules';
import { generateRules } from './generated-rules';

// `npm run bench:cold [-- RULES...]`: what somebody waits for who has just cloned or pulled many rules, and what the second
// time takes. Whole processes; beside the clock on the wall what the processor spent over all threads, which other work on
// the machine changes less. One thread that reads every query and does nothing else is what a cold run is held against.

const ROOT = join(__dirname, '..', '..');
const CLI = join(ROOT, 'bin', 'sentinel-rules.js');
const PEAK = join(ROOT, 'bench', 'peak.cjs');
const DETECTIONS = 'detections';
const TARGETS = { warmProcessor: 2, coldRatio: 0.6, report: 20 } as const;
const run = promisify(execFile);

interface Figure {
  /** Seconds. */
  readonly wall: number;
  readonly processor: number;
}

async function main(sizes: readonly number[]): Promise<void> {
  for (const size of sizes) {
    const work = mkdtempSync(join(tmpdir(), 'bench-cold-'));
    try {
      generateRules(join(work, DETECTIONS), size);
      writeFileSync(join(work, 'sentinel.config.yaml'), 'targets:\n  lab: { kind: emulator }\n');
      print(size, await measure(work));
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
}

async function measure(work: string) {
  const time = (...args: readonly string[]): Promise<Figure> => timed(work, [CLI, ...args]);
  const forget = (): void => rmSync(join(work, '.sentinel'), { recursive: true, force: true });
  const start = await time('plan', '--help');
  const oneThread = await timed(work, [__filename, '--one-thread', work]);
  const planCold = await time('plan', '--target', 'lab');
  const planWarm = await time('plan', '--target', 'lab');
  forget();
  const checkCold = await time('check');
  const checkWarm = await time('check');
  const planAfter = await time('plan', '--target', 'lab');
  const report = await time('report', '--no-run-tests', '--out', 'site');
  forget();
  const reportCold = await time('report', '--no-run-tests', '--out', 'site');
  const test = await time('test');
  return { start, oneThread, planCold, planWarm, checkCold, checkWarm, planAfter, report, reportCold, test };
}

/** Exit codes of findings and differences are no failures here. */
async function timed(cwd: string, args: readonly string[]): Promise<Figure> {
  const cpu = join(cwd, 'cpu');
  const begin = performance.now();
  await run(process.execPath, ['--require', PEAK, ...args], {
    cwd,
    maxBuffer: 64 << 20,
    env: { ...process.env, CPU_FILE: cpu },
  }).catch((error: { readonly code?: unknown }) => {
    if (error.code !== 1) throw error;
  });
  return { wall: (performance.now() - begin) / 1000, processor: Number(readFileSync(cpu, 'utf8')) / 1e6 };
}

/** What a plan did before anything was kept or divided. */
function readAll(root: string): void {
  const { catalog } = projectCatalog(root, { detections: DETECTIONS, schemas: [] });
  const { rules } = loadProject({ root, paths: [DETECTIONS], now: new Date() });
  for (const { rule } of rules) readQuery(compileRule(rule, {}).query.text, catalog);
}

type Row = readonly [what: string, figure: Figure, words?: string, met?: boolean];

function print(size: number, figures: Awaited<ReturnType<typeof measure>>): void {
  const { start, oneThread, planCold, planWarm, checkCold, checkWarm, planAfter, report, reportCold, test } = figures;
  const before = oneThread.wall + planWarm.wall - start.wall;
  const ratio = planCold.wall / before;
  const warm = planWarm.processor - start.processor;
  const rows: readonly Row[] = [
    ['plan --help: start-up', start],
    ['every query, one thread', oneThread],
    [
      'plan, nothing known',
      planCold,
      `${ratio.toFixed(2)} of one thread's ${before.toFixed(1)} s; <= ${TARGETS.coldRatio}`,
      ratio <= TARGETS.coldRatio,
    ],
    [
      'plan, read before',
      planWarm,
      `${warm.toFixed(1)} s of processor beyond start-up; <= ${TARGETS.warmProcessor}`,
      warm <= TARGETS.warmProcessor,
    ],
    ['check, nothing known', checkCold],
    ['check, again', checkWarm],
    ['plan, after a check', planAfter],
    ['report, after a check', report],
    ['report, nothing known', reportCold, ...(size <= 300 ? reportGoal(reportCold) : ([] as const))],
    ['test: rules without cases', test],
  ];
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  say(`${size} rules, ${availableParallelism()} processors, load ${(loadavg()[0] ?? 0).toFixed(1)}: wall, processor`);
  for (const [what, { wall, processor }, words = '', met] of rows) {
    const verdict = met === undefined ? '' : met ? 'met' : 'missed';
    const times = `${wall.toFixed(1).padStart(7)} s ${processor.toFixed(1).padStart(7)} s`;
    say(`${what.padEnd(28)}${times}   ${words} ${verdict}`.trimEnd());
    if (met === false) process.exitCode = 1;
  }
}

function reportGoal({ wall }: Figure): readonly [string, boolean] {
  return [`<= ${TARGETS.report} s`, wall <= TARGETS.report];
}

const [first, ...rest] = process.argv.slice(2);
if (first === '--one-thread') readAll(rest[0] ?? '.');
else void main(first === undefined ? [300, 500] : [first, ...rest].map(Number));
