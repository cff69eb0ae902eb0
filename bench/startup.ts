import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** How long the command line takes to say something that needs no work: the middle of many runs. */

const PROGRAM = join(__dirname, '..', '..', 'bin', 'sentinel-rules.js');
const RUNS = 21;

/** Milliseconds, of the whole process. */
function median(args: readonly string[]): number {
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
}

const bare = median(['-e', '0']);
const rows = [
  ['--version', median([PROGRAM, '--version']), 150],
  ['--help', median([PROGRAM, '--help']), 200],
] as const;

const print = (line: string): void => void process.stdout.write(`${line}\n`);
print(`the middle of ${RUNS} runs; Node.js alone takes ${bare.toFixed(0)} ms`);
for (const [what, time, most] of rows) {
  print(
    `${what.padEnd(10)} ${`${time.toFixed(0)} ms`.padStart(8)}   <= ${most} ms   ${time <= most ? 'met' : 'missed'}`,
  );
}
if (rows.some(([, time, most]) => time > most)) process.exitCode = 1;
