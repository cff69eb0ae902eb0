import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { differenceOf } from './engine/answers';
import { Duck, duckAnswer } from './engine/duckdb';
import { Offline, offlineAnswer } from './engine/offline';
import { shapes } from './engine/shapes';
import type { Shape } from './engine/shapes';
import { tables } from './engine/tables';
import { writeRows } from './engine/write-rows';

// `npm run bench:engine [-- ROWS]`: the offline engine beside DuckDB (two threads) over the same generated rows in one
// process, in turn; answers are compared before anything is timed. Memory and loading are measured in a process of their own.

const ROWS = 1_000_000;
const RUNS = 7;
const FIRST_BAR = 4;
const GOAL = 1.5;
const MOST_MEGABYTES = 1536;

interface Timed {
  readonly shape: Shape;
  readonly rows: number;
  readonly compile: number;
  readonly ours: number;
  readonly theirs: number;
  readonly difference: string | undefined;
}

/** What one process needs that loads all rows and runs every shape once. */
interface Alone {
  readonly load: number;
  readonly peak: number;
}

async function main(rowCount: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-engine-'));
  try {
    const paths = tables.map((table) => writeRows(folder, table, Math.round(rowCount * table.share)));
    const megabytes = paths.reduce((sum, path) => sum + statSync(path).size, 0) / 2 ** 20;
    const alone = JSON.parse(
      execFileSync(process.execPath, [__filename, 'alone', folder], { encoding: 'utf8', maxBuffer: 1 << 20 }),
    ) as Alone;
    const duck = await Duck.open();
    const begin = performance.now();
    for (const table of tables) await duck.load(folder, table);
    const duckLoad = performance.now() - begin;
    const offline = new Offline(folder);
    for (const { name } of tables) offline.load(name);
    const timed: Timed[] = [];
    for (const shape of shapes) timed.push(await measure(shape, offline, duck));
    const words = `${rowCount} rows, ${megabytes.toFixed(0)} MB of NDJSON, ${availableParallelism()} cores`;
    const load = loadavg()[0]?.toFixed(1) ?? '?';
    print(`${words}, load ${load}, median of ${RUNS} runs, DuckDB with 2 threads`);
    print(`${'shape'.padEnd(24)}${['ours ms', 'SQL ms', 'ratio', 'compile'].map((head) => head.padStart(9)).join('')}`);
    for (const each of timed) printTimed(each);
    conclude(timed, alone, duckLoad);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(shape: Shape, offline: Offline, duck: Duck): Promise<Timed> {
  offline.compile(shape.kql);
  const compiled = performance.now();
  const plan = offline.compile(shape.kql);
  const compile = performance.now() - compiled;
  const statement = await duck.prepare(shape.sql);
  const table = offline.run(plan);
  const difference = differenceOf(offlineAnswer(table), await duckAnswer(statement), shape.ordered === true);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const a = performance.now();
    offline.run(plan);
    const b = performance.now();
    await statement.run();
    theirs.push(performance.now() - b);
    ours.push(b - a);
  }
  return { shape, rows: table.rowCount, compile, ours: middle(ours), theirs: middle(theirs), difference };
}

function measureAlone(folder: string): Alone {
  const offline = new Offline(folder);
  const begin = performance.now();
  for (const { name } of tables) offline.load(name);
  const load = performance.now() - begin;
  for (const { kql } of shapes) offline.run(offline.compile(kql));
  return { load, peak: process.resourceUsage().maxRSS / 1024 };
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const ratioOf = ({ ours, theirs }: Timed): number => ours / theirs;

function printTimed(each: Timed): void {
  const { shape, rows, compile, ours, theirs, difference } = each;
  const answer = difference === undefined ? `${rows} rows, alike` : `ANSWERS DIFFER: ${difference.slice(0, 300)}`;
  const figures = [ours.toFixed(1), theirs.toFixed(1), ratioOf(each).toFixed(2), compile.toFixed(0)];
  print(`${shape.name.padEnd(24)}${figures.map((figure) => figure.padStart(9)).join('')}  ${answer}`);
}

function conclude(timed: readonly Timed[], alone: Alone, duckLoad: number): void {
  const ratios = timed.map(ratioOf);
  const median = middle(ratios);
  const texts = Math.max(...timed.filter(({ shape }) => shape.stringPredicate === true).map(ratioOf));
  const alike = timed.filter(({ difference }) => difference === undefined).length;
  const lines: readonly (readonly [figure: string, value: string, target: string, met: boolean])[] = [
    ['loading, all rows', `${seconds(alone.load)} (DuckDB ${seconds(duckLoad)})`, '', true],
    ['answers alike', `${alike}`, `${timed.length}`, alike === timed.length],
    ['median ratio, first bar', median.toFixed(2), `<= ${FIRST_BAR}`, median <= FIRST_BAR],
    ['median ratio, goal', median.toFixed(2), `<= ${GOAL}`, median <= GOAL],
    ['most, text tests', texts.toFixed(2), '< 1', texts < 1],
    ['most memory', `${alone.peak.toFixed(0)} MB`, `<= ${MOST_MEGABYTES}`, alone.peak <= MOST_MEGABYTES],
  ];
  for (const [figure, value, target, met] of lines) {
    const verdict = target === '' ? '' : `  target ${target.padEnd(8)} ${met ? 'met' : 'missed'}`;
    print(`${figure.padEnd(26)}${value.padStart(10)}${verdict}`);
  }
  process.exitCode = lines.every(([, , , met]) => met) ? 0 : 1;
}

const [first, second] = process.argv.slice(2);
if (first === 'alone' && second !== undefined) process.stdout.write(JSON.stringify(measureAlone(second)));
else void main(Number(first ?? ROWS));
