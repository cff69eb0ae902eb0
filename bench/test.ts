import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';

// `npm run bench:test`: how long the tests of this project's own rules take, as whole processes and in a watch.

const ROOT = join(__dirname, '..', '..');
const CLI = join(ROOT, 'bin', 'sentinel-rules.js');
const RUNS = 3;
const CASES = 300;
const ONE = 'detections/rmm/beyondtrust-file-signature';
const EDITS = 7;
/** Milliseconds that the watch waits for more changes: scripts/testing/watch-files.ts. */
const PAUSE = 25;
const run = promisify(execFile);

/** Milliseconds: as a clock on the wall tells them, and as the processor spent them. */
interface Time {
  readonly wall: number;
  readonly cpu: number;
}

interface Row {
  readonly name: string;
  readonly wall: number;
  /** What the wall would tell if nobody else used the machine. */
  readonly alone: number;
  /** Milliseconds; undefined for what is only there to compare. */
  readonly target?: number;
}

interface RowOptions {
  readonly target?: number;
  /** Threads that share the work. */
  readonly threads?: number;
}

async function main(): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'bench-test-'));
  try {
    cpSync(join(ROOT, 'detections'), join(work, 'detections'), { recursive: true });
    const { paths, cases } = await someRules(work);
    const nothing: Time[] = [];
    const one: Time[] = [];
    const many: Time[] = [];
    for (let index = 0; index < RUNS; index++) {
      nothing.push(await time(work, ['-e', '0']));
      one.push(await time(work, [CLI, 'test', `${ONE}.yaml`]));
      many.push(await time(work, [CLI, 'test', ...paths]));
    }
    // one thread does nearly all of it: beyond its own time it waits for other processes
    const crowd = Math.max(1, middle(one.map(({ wall, cpu }) => wall / cpu)));
    const watch = await watched(work);
    const row = (name: string, times: readonly Time[], { target, threads = 1 }: RowOptions = {}): Row => ({
      name,
      wall: middle(times.map(({ wall }) => wall)),
      alone: middle(times.map(({ wall, cpu }) => Math.min(wall, cpu / threads))),
      ...(target === undefined ? {} : { target }),
    });
    const threads = Math.min(2, availableParallelism());
    print(crowd, [
      row('node -e 0', nothing),
      row(`${cases} cases of ${paths.length} rules, cold, ${threads} threads`, many, {
        target: (6000 * cases) / CASES,
        threads,
      }),
      row("one rule's tests, cold", one, { target: 2500 }),
      row('watch: its tests changed', watch.tests, { target: 300 }),
      row('watch: its query changed', watch.query, { target: 300 }),
    ]);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Rules that together have about as many cases as the target speaks of. */
async function someRules(work: string): Promise<{ readonly paths: readonly string[]; readonly cases: number }> {
  const { stdout } = await run(process.execPath, [CLI, 'test', '--format', 'json'], { cwd: work, maxBuffer: 64 << 20 });
  const { files } = JSON.parse(stdout) as {
    readonly files: readonly { readonly file: string; readonly cases: readonly unknown[] }[];
  };
  const paths: string[] = [];
  let cases = 0;
  for (const { file, cases: own } of files) {
    if (cases >= CASES) break;
    paths.push(file);
    cases += own.length;
  }
  return { paths, cases };
}

async function time(work: string, args: readonly string[]): Promise<Time> {
  const file = join(work, 'cpu');
  const begin = performance.now();
  await run(process.execPath, ['--require', join(ROOT, 'bench', 'peak.cjs'), ...args], {
    cwd: work,
    env: { ...process.env, CPU_FILE: file },
    maxBuffer: 64 << 20,
  });
  return { wall: performance.now() - begin, cpu: Number(readFileSync(file, 'utf8')) / 1000 };
}

/** From a file that is written to the results that are there, in one process that stays. */
async function watched(work: string): Promise<{ readonly tests: readonly Time[]; readonly query: readonly Time[] }> {
  const child = spawn(process.execPath, [CLI, 'test', `${ONE}.yaml`, '--watch'], { cwd: work });
  const exit = once(child, 'exit');
  let done: () => void = () => undefined;
  child.stdout.resume();
  child.stderr.on('data', (chunk: Buffer) => {
    if (chunk.includes('watching')) done();
  });
  const next = async (): Promise<void> =>
    Promise.race([
      new Promise<void>((resolve) => (done = resolve)),
      exit.then(() => Promise.reject(new Error('the watch ended by itself'))),
    ]);
  await next();
  const edited = async (path: string, edit: (text: string, index: number) => string): Promise<readonly Time[]> => {
    const text = readFileSync(join(work, path), 'utf8');
    const times: Time[] = [];
    for (let index = 0; index < EDITS; index++) {
      const again = next();
      const begin = performance.now();
      const before = processorTime(child.pid);
      writeFileSync(join(work, path), edit(text, index));
      await again;
      const wall = performance.now() - begin;
      // it waits a moment for more changes before it begins
      times.push({ wall, cpu: before === undefined ? wall : PAUSE + (processorTime(child.pid) ?? 0) - before });
    }
    return times;
  };
  const tests = await edited(`${ONE}.test.yaml`, (text, index) => `${text}# ${index}\n`);
  const query = await edited(`${ONE}.yaml`, (text, index) =>
    text.replace(/lookback = \d+d/, `lookback = 5d + ${index}s`),
  );
  child.kill('SIGINT');
  await exit;
  return { tests, query };
}

/** Milliseconds that a process has computed, in steps of ten; undefined where the system does not tell. */
function processorTime(pid: number | undefined): number | undefined {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return undefined;
  // behind the name, which may hold anything but ends with the last bracket: state, ..., user and system time
  const fields = readFileSync(file, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function print(crowd: number, rows: readonly Row[]): void {
  const load = loadavg()[0]?.toFixed(1) ?? '?';
  const lines = [
    `${availableParallelism()} cores, load ${load}: a process waits ${crowd.toFixed(1)} times as long as it computes`,
  ];
  let missed = false;
  for (const { name, wall, alone, target } of rows) {
    const verdict = target === undefined ? '' : wall <= target ? 'met' : alone <= target ? 'met alone' : 'missed';
    missed ||= verdict === 'missed';
    const goal = target === undefined ? '' : `  target ${shown(target)}  ${verdict}`;
    lines.push(`${name.padEnd(42)} ${shown(wall)}  alone ${shown(alone)}${goal}`);
  }
  lines.push('alone: without other processes, from the time of the processor: see README.md');
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = missed ? 1 : 0;
}

function shown(milliseconds: number): string {
  return (milliseconds < 1000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(2)} s`).padStart(8);
}

void main();
