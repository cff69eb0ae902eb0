import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** How long the command line takes before it works: the middle of many runs, and the whole of one small check. */

const ROOT = join(__dirname, '..', '..');
const PROGRAM = join(ROOT, 'bin', 'sentinel-rules.js');
const RULE = 'detections/rmm/beyondtrust-file-signature.yaml';
const RUNS = 21;
const LONG_RUNS = 7;

/** Milliseconds, of the whole process. */
function median(args: readonly string[], runs = RUNS): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: ROOT });
    if (status !== 0) throw new Error(stderr);
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
}

const of = (...args: readonly string[]): readonly string[] => [PROGRAM, ...args];
const bare = median(['-e', '0']);
const rows = [
  { what: '--version', time: median(of('--version')), most: 150 },
  { what: '--help', time: median(of('--help')), most: 200 },
];
const figures = [
  { what: 'check --help', time: median(of('check', '--help'), LONG_RUNS) },
  { what: 'plan --help', time: median(of('plan', '--help'), LONG_RUNS) },
  { what: 'check of one rule', time: median(of('check', '--no-cache', RULE), LONG_RUNS) },
  { what: 'the same, read before', time: median(of('check', RULE), LONG_RUNS) },
];

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const line = (what: string, time: number): string => `${what.padEnd(24)} ${`${time.toFixed(0)} ms`.padStart(8)}`;
print(`the middle of ${RUNS} runs; Node.js alone takes ${bare.toFixed(0)} ms`);
for (const { what, time, most } of rows) {
  print(`${line(what, time)}   <= ${most} ms   ${time <= most ? 'met' : 'missed'}`);
}
print(`the middle of ${LONG_RUNS} runs, without a target`);
for (const { what, time } of figures) print(line(what, time));
if (rows.some(({ time, most }) => time > most)) process.exitCode = 1;
