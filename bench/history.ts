import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generateLargeRepository, largeRuleId } from '../test/support/large-repository';

// `npm run bench:history [-- COMMITS RULES]`: how long `history` takes for one rule and for all of a generated repository.
// Whole processes, start included.

const ROOT = join(__dirname, '..', '..');
const CLI = join(ROOT, 'bin', 'sentinel-rules.js');
const RUNS = 3;
const run = promisify(execFile);

/** Milliseconds of a whole process: by the clock, and what the processor spent on it and on the git that it called. */
interface Time {
  readonly wall: number;
  readonly processor: number;
}

interface Row extends Time {
  readonly name: string;
  readonly most?: number;
}

async function main(commits: number, rules: number): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'bench-history-'));
  try {
    generateLargeRepository(work, { commits, rules });
    const id = largeRuleId(Math.floor(rules / 2));
    const rows: readonly Row[] = [
      { name: 'one rule, by its id', ...(await median(() => history(work, id))), most: 1500 },
      { name: 'one rule, by its name', ...(await median(() => history(work, 'Rule number 7'))), most: 1500 },
      { name: 'all rules, a line a version', ...(await history(work)), most: 20_000 },
      { name: 'all rules, as JSON', ...(await history(work, '--format', 'json')), most: 20_000 },
    ];
    print(`${commits} commits, ${rules} rules`, rows);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Throws if the call fails or tells of no rule. */
async function history(work: string, ...args: readonly string[]): Promise<Time> {
  // bash counts the processes that the command waited for too
  const timed = 'TIMEFORMAT="%R %U %S"; time "$@"';
  const command = ['-c', timed, 'bash', process.execPath, CLI, 'history', ...args];
  const { stdout, stderr } = await run('bash', command, { cwd: work, maxBuffer: 1 << 30 });
  if (!stdout.includes('Rule number')) throw new Error('history told of no rule');
  const [wall = NaN, user = NaN, system = NaN] = stderr.trim().split(/\s+/).slice(-3).map(Number);
  return { wall: wall * 1000, processor: (user + system) * 1000 };
}

async function median(measure: () => Promise<Time>): Promise<Time> {
  const all: Time[] = [];
  for (let index = 0; index < RUNS; index++) all.push(await measure());
  const middle = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? NaN;
  return { wall: middle(all.map(({ wall }) => wall)), processor: middle(all.map(({ processor }) => processor)) };
}

function print(what: string, rows: readonly Row[]): void {
  const load = loadavg()[0]?.toFixed(1) ?? '?';
  const lines = [`${what}, ${availableParallelism()} cores, load ${load}; one rule: median of ${RUNS}`];
  let missed = false;
  for (const { name, wall, processor, most } of rows) {
    const alone = Math.min(wall, processor);
    const verdict = most === undefined ? '' : wall <= most ? 'met' : alone <= most ? 'met alone' : 'missed';
    missed ||= verdict === 'missed';
    const goal = most === undefined ? '' : `  target <= ${seconds(most)}  ${verdict}`;
    lines.push(`${name.padEnd(28)} ${seconds(wall)}  alone ${seconds(alone)}${goal}`);
  }
  lines.push('alone: without other processes, from the time of the processor: see README.md');
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = missed ? 1 : 0;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`.padStart(8);
}

const [commits = '10000', rules = '1000'] = process.argv.slice(2);
void main(Number(commits), Number(rules));
