import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { readCatalog } from '../scripts/files/catalog';

/** `npm run bench:catalog`: what knowing a thousand tables costs a command that names three of them. */
const ROOT = join(__dirname, '..', '..');
const RUNS = 9;
const MOST_MILLISECONDS = 15;

interface Cold {
  readonly open: number;
  readonly three: number;
  readonly function: number;
  readonly all: number;
}

/** In a process of its own, so that nothing is warm. */
function measureCold(): Cold {
  const start = performance.now();
  const { catalog } = readCatalog(ROOT, { project: ROOT, detections: 'nowhere', schemas: [] });
  const opened = performance.now();
  for (const name of ['DeviceProcessEvents', 'SigninLogs', 'AuditLogs']) catalog.table(name);
  const three = performance.now();
  catalog.function('_Im_Dns');
  const called = performance.now();
  for (const name of catalog.tableNames()) catalog.table(name);
  return { open: opened - start, three: three - opened, function: called - three, all: performance.now() - called };
}

function main(): void {
  if (process.argv[2] === 'cold') {
    process.stdout.write(JSON.stringify(measureCold()));
    return;
  }
  const runs = Array.from(
    { length: RUNS },
    () => JSON.parse(execFileSync(process.execPath, [__filename, 'cold'], { encoding: 'utf8' })) as Cold,
  );
  const median = (of: (run: Cold) => number): number => runs.map(of).sort((a, b) => a - b)[RUNS >> 1] ?? Infinity;
  const cold = median(({ open, three }) => open + three);
  const pack = join(ROOT, 'schemas', 'tables', 'collected.jsonl');
  const tables = readFileSync(pack, 'utf8').split('\n').length - 2;
  const rows = [
    [`open the catalog of ${tables} tables`, `${median(({ open }) => open).toFixed(1)} ms`, ''],
    ['then look up 3 reviewed tables', `${median(({ three }) => three).toFixed(1)} ms`, ''],
    ['together', `${cold.toFixed(1)} ms`, cold < MOST_MILLISECONDS ? `met (< ${MOST_MILLISECONDS} ms)` : 'missed'],
    ['then one ASIM function', `${median((run) => run.function).toFixed(1)} ms`, ''],
    ['then every other table', `${median(({ all }) => all).toFixed(1)} ms`, ''],
    ['size of the pack', `${Math.round(statSync(pack).size / 1024)} KiB`, ''],
  ];
  process.stdout.write(`cold, median of ${RUNS} processes\n`);
  for (const [figure, value, verdict] of rows) {
    process.stdout.write(`${String(figure).padEnd(36)}${String(value).padStart(10)}  ${verdict}`.trimEnd() + '\n');
  }
  process.exitCode = cold < MOST_MILLISECONDS ? 0 : 1;
}

main();
