import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { generateLargeRepository, largeRuleId } from '../test/support/large-repository';

// `npm run bench:history [-- COMMITS RULES]`: how long `history` takes for one rule and for all of a generated repository.
// Whole processes, start included.

const ROOT = join(__dirname, '..', '..');
const CLI = join(ROOT, 'bin', 'sentinel-rules.js');
const RUNS = 3;
const run = promisify(execFile);

interface Row {
  readonly name: string;
  readonly milliseconds: number;
  readonly most?: number;
}

async function main(commits: number, rules: number): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'bench-history-'));
  try {
    const begin = performance.now();
    generateLargeRepository(work, { commits, rules });
    const made = performance.now() - begin;
    const one = async (): Promise<number> => history(work, largeRuleId(Math.floor(rules / 2)));
    const rows: readonly Row[] = [
      { name: 'a repository is made', milliseconds: made },
      { name: 'one rule, by its id', milliseconds: await median(one), most: 1500 },
      {
        name: 'one rule, by its name',
        milliseconds: await median(async () => history(work, 'Rule number 7')),
        most: 1500,
      },
      { name: 'all rules, a line a version', milliseconds: await history(work), most: 20_000 },
      { name: 'all rules, as JSON', milliseconds: await history(work, '--format', 'json'), most: 20_000 },
    ];
    print(`${commits} commits, ${rules} rules`, rows);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Milliseconds of a call; throws if it fails or says nothing. */
async function history(work: string, ...args: readonly string[]): Promise<number> {
  const begin = performance.now();
  const { stdout } = await run(process.execPath, [CLI, 'history', ...args], { cwd: work, maxBuffer: 1 << 30 });
  const time = performance.now() - begin;
  if (!stdout.includes('Rule number')) throw new Error('history told of no rule');
  return time;
}

async function median(measure: () => Promise<number>): Promise<number> {
  const all: number[] = [];
  for (let index = 0; index < RUNS; index++) all.push(await measure());
  return all.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN;
}

function print(what: string, rows: readonly Row[]): void {
  const load = loadavg()[0]?.toFixed(1) ?? '?';
  process.stdout.write(`${what}, ${availableParallelism()} cores, load ${load}; one rule: median of ${RUNS}\n`);
  const met = rows.map(({ name, milliseconds, most }) => {
    const figure = `${(milliseconds / 1000).toFixed(2)} s`;
    const fine = milliseconds <= (most ?? Infinity);
    const verdict = most === undefined ? '' : `  target <= ${(most / 1000).toFixed(1)} s  ${fine ? 'met' : 'missed'}`;
    process.stdout.write(`${name.padEnd(40)} ${figure.padStart(9)}${verdict}\n`);
    return fine;
  });
  process.exitCode = met.every(Boolean) ? 0 : 1;
}

const [commits = '10000', rules = '1000'] = process.argv.slice(2);
void main(Number(commits), Number(rules));
