import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importFile } from '../src/import';
import type { ImportResult } from '../src/import';

/** How much of what others wrote becomes rules here: `npm run bench:import -- CORPUS`, with its folders arm, analytics, hunting. */

const OPTIONS = { schedule: { frequency: '1d', period: '1d' }, severity: 'Medium' } as const;

/** Share of what is a rule of a kind that we write. Below it something broke. */
const TARGETS = { arm: 0.99, analytics: 0.98, hunting: 0.98 } as const;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

function main(root: string | undefined): void {
  if (root === undefined) {
    process.stderr.write('give the folder of the corpus\n');
    process.exitCode = 2;
    return;
  }
  const figures = (['arm', 'analytics', 'hunting'] as const).map((name) => {
    const start = performance.now();
    const results = readdirSync(join(root, name))
      .toSorted()
      .flatMap((file) =>
        importFile({ path: `${name}/${file}`, text: readFileSync(join(root, name, file), 'utf8') }, OPTIONS),
      );
    return { name, results, seconds: (performance.now() - start) / 1000 };
  });
  for (const { results } of figures) tellRest(results);
  for (const { name, results, seconds } of figures) {
    const imported = results.filter((result) => result.outcome === 'imported');
    const others = results.filter((result) => result.outcome === 'left out' && OTHERS.has(result.reason)).length;
    const same = imported.filter(({ lost }) => lost.length === 0).length;
    const share = imported.length / (results.length - others);
    const met = share >= TARGETS[name];
    if (!met) process.exitCode = 1;
    print(
      `${name.padEnd(10)} ${results.length} found, ${others} of kinds we do not write, ${imported.length} imported, ${same} lossless, ` +
        `${(share * 100).toFixed(1)} %   >= ${TARGETS[name] * 100} %   ${met ? 'met' : 'missed'}   ${seconds.toFixed(1)} s`,
    );
  }
}

const OTHERS = new Set(['other kind', 'no rule']);

/** Why the others are not, and what of the imported is not the same. */
function tellRest(results: readonly ImportResult[]): void {
  for (const result of results) {
    if (result.outcome === 'left out')
      print(`left out, ${result.reason}: ${result.from}: ${result.details.join('; ').slice(0, 120)}`);
    else if (result.lost.length > 0) print(`not lossless: ${result.from}: ${result.lost.join(', ')}`);
  }
}

main(process.argv[2]);
