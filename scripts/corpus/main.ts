import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Severity } from '../../src/diagnostics';
import { UsageError } from '../command';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import type { CatalogFolders } from '../files/catalog';
import { readCatalog } from '../files/catalog';
import { PACKAGE_ROOT } from '../package-root';
import { measure } from './measure';
import type { Measure } from './measure';
import { queriesOf } from './queries';
import type { Corpus } from './read-corpus';
import { readCorpus } from './read-corpus';
import type { RanQuery } from './run-queries';
import { runQueries } from './run-queries';
import { runLines, runReport } from './run-report';

const MOST_SHOWN = 20;

const USAGE = `usage: npm run corpus -- FOLDER [--only checks|runs]
FOLDER has analytics/, hunting/ and known-mistakes.json`;

/** The same events each time: figures are comparable. */
const SETTINGS = { now: new Date('2026-01-15T12:00:00Z'), seed: 1 };

/**
 * `npm run corpus -- FOLDER`: what `check` finds in a folder of real rules, against the mistakes known of them, and how
 * many of their queries run on generated events. Exit 1 where a target is missed.
 */
async function main(argv: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { only: { type: 'string' } },
  });
  const [folder] = positionals;
  if (folder === undefined || ![undefined, 'checks', 'runs'].includes(values.only)) throw new UsageError(USAGE);
  const corpus = readCorpus(resolve(folder), resolve('docs', 'corpus.md'));
  const folders = { project: resolve(folder), detections: 'none', schemas: [] };
  const rows = [
    ...(values.only === 'runs' ? [] : checked(corpus, folders)),
    ...(values.only === 'checks' ? [] : await ran(corpus, folders)),
  ];
  print(
    ...rows.map(
      ({ name, figure, target, met }) =>
        `${name.padEnd(58)} ${figure.padStart(11)}  target ${target.padEnd(6)} ${met ? 'met' : 'missed'}`,
    ),
  );
  return rows.every(({ met }) => met) ? EXIT.ok : EXIT.findings;
}

function checked(corpus: Corpus, folders: CatalogFolders): readonly Verdict[] {
  const { catalog } = readCatalog(PACKAGE_ROOT, folders);
  const result = measure(corpus, new Date().toISOString().slice(0, 10), catalog);
  print(countsByCode(result), '');
  for (const { kind, missed } of result.recall)
    print(...missed.slice(0, MOST_SHOWN).map((path) => `missed: ${path} ${kind.finding}`));
  for (const [name, list] of details(result)) print(...list.slice(0, MOST_SHOWN).map((each) => `${name}: ${each}`));
  print(`${result.files} files checked in ${(result.milliseconds / 1000).toFixed(2)} s`, '');
  return verdicts(result);
}

async function ran({ files }: Corpus, folders: CatalogFolders): Promise<readonly Verdict[]> {
  const { queries, without } = queriesOf(files);
  const begin = performance.now();
  const progress = process.stderr.isTTY;
  const results: readonly RanQuery[] = await runQueries(queries, {
    folders,
    settings: SETTINGS,
    onDone: (count) => void (progress && process.stderr.write(`\r${count}/${queries.length} queries`)),
  });
  if (progress) process.stderr.write('\r\x1b[K');
  const seconds = ((performance.now() - begin) / 1000).toFixed(2);
  print(...runReport(results), ...without.map((path) => `no query can be read: ${path}`));
  print(`${queries.length} queries run in ${seconds} s`, '');
  return runLines(results);
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

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = EXIT.usage;
  },
);
