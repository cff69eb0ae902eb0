import { resolve } from 'node:path';
import type { Severity } from '../../src/diagnostics';
import { UsageError } from '../command';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { readCatalog } from '../files/catalog';
import { PACKAGE_ROOT } from '../package-root';
import { measure } from './measure';
import type { Measure } from './measure';
import { readCorpus } from './read-corpus';

const MOST_SHOWN = 20;

/**
 * `npm run corpus -- FOLDER`: what `check` finds in a folder of real rules, against the mistakes known of them.
 * Exit 1 where a target is missed.
 */
function main(folder: string | undefined): ExitCode {
  if (folder === undefined)
    throw new UsageError('usage: npm run corpus -- FOLDER (with analytics/, hunting/ and known-mistakes.json)');
  const corpus = readCorpus(resolve(folder), resolve('docs', 'corpus.md'));
  const { catalog } = readCatalog(PACKAGE_ROOT, { project: resolve(folder), detections: 'none', schemas: [] });
  const result = measure(corpus, new Date().toISOString().slice(0, 10), catalog);
  print(countsByCode(result), '');
  for (const { kind, missed } of result.recall)
    print(...missed.slice(0, MOST_SHOWN).map((path) => `missed: ${path} ${kind.finding}`));
  for (const [name, list] of details(result)) print(...list.slice(0, MOST_SHOWN).map((each) => `${name}: ${each}`));
  const rows = verdicts(result);
  print(
    ...rows.map(
      ({ name, figure, target, met }) =>
        `${name.padEnd(58)} ${figure.padStart(11)}  target ${target.padEnd(6)} ${met ? 'met' : 'missed'}`,
    ),
  );
  print(`${result.files} files in ${(result.milliseconds / 1000).toFixed(2)} s`);
  return rows.every(({ met }) => met) ? EXIT.ok : EXIT.findings;
}

function countsByCode({ diagnostics }: Measure): string {
  const counts = new Map<string, { readonly severity: Severity; count: number; readonly files: Set<string> }>();
  for (const { code, severity, source } of diagnostics) {
    const row = counts.get(code) ?? { severity, count: 0, files: new Set() };
    row.count++;
    row.files.add(source.path);
    counts.set(code, row);
  }
  return [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([code, { severity, count, files }]) =>
        `${severity.padEnd(8)} ${code.padEnd(32)} ${String(count).padStart(5)} in ${files.size} files`,
    )
    .join('\n');
}

function details(result: Measure): readonly (readonly [string, readonly string[]])[] {
  return [
    ['crash', result.crashes],
    ['misplaced', result.misplaced],
    ['no error', result.silent],
    ['unexplained', result.unexplained],
  ];
}

interface Verdict {
  readonly name: string;
  readonly figure: string;
  readonly target: string;
  readonly met: boolean;
}

function verdicts({ crashes, misplaced, recall, broken, silent, unexplained }: Measure): readonly Verdict[] {
  const none = (name: string, list: readonly string[]): Verdict => ({
    name,
    figure: String(list.length),
    target: '0',
    met: list.length === 0,
  });
  const known = recall.reduce((sum, { files }) => sum + files, 0);
  const missed = recall.reduce((sum, each) => sum + each.missed.length, 0);
  return [
    none('crashes', crashes),
    none('findings that point at nothing', misplaced),
    {
      name: `known mistakes found (${recall.length} kinds)`,
      figure: `${known - missed}/${known}`,
      target: 'all',
      met: missed === 0,
    },
    {
      name: 'broken files with an error',
      figure: `${broken - silent.length}/${broken}`,
      target: 'all',
      met: silent.length === 0,
    },
    none('errors that no known mistake and no explanation accounts for', unexplained),
  ];
}

function print(...lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

try {
  process.exitCode = main(process.argv[2]);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = EXIT.usage;
}
