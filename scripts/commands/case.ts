import { existsSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { TableSchema } from '../../src/kql';
import { dependenciesOf } from '../../src/rules';
import type { Knowledge, LoadedRule } from '../../src/rules';
import { columnsThatMatter, exportedRows, newTestFile, runAfter, withCase } from '../../src/unit';
import { toJson } from '../../src/json';
import { defineCommand, UsageError } from '../command';
import type { Io } from '../command';
import { readRows } from '../data/data-folder';
import { EXIT } from '../exit-codes';
import { projectCatalog } from '../files/catalog';
import { loadProject } from '../files/load-project';
import { readSource } from '../files/read-source';
import { schemasFrom } from '../files/schemas-from';
import { loadConfig } from '../targets/load-target';
import { rulePathOf, testPathOf } from '../testing/test-paths';

/** More events than anybody reads in a case. */
const MOST_ROWS = 200;

export const captureCase = defineCommand({
  name: 'case',
  positionals: {
    rule: { isPath: true, describe: 'the rule, or its test file', required: true },
    rows: {
      isPath: true,
      describe: 'the export: CSV of the log view, JSON of the query API or of az, NDJSON',
      required: true,
    },
  },
  options: {
    name: { type: 'string', describe: 'what the case shows, in words' },
    expect: { type: 'string', describe: 'what the rule should do', choices: ['silent', 'fires'], default: 'silent' },
    table: { type: 'string', describe: 'table of the rows, where neither they nor the rule tell' },
    column: { type: 'strings', describe: 'a column to keep that the rule does not name, such as one for an exclusion' },
    'all-columns': { type: 'boolean', describe: 'keep columns that the rule does not name as well' },
  },
  examples: [
    [
      'case detections/identity/password-spray.yaml noise.csv --table SigninLogs --name "silent for the scanner"',
      'a false positive',
    ],
    [
      'case detections/identity/password-spray.yaml attack.json --table SigninLogs --name "fires on March" --expect fires',
      'an attack',
    ],
  ],
  async run({ rule: given, rows: file, name, expect, table: asked, column, 'all-columns': all }, io) {
    if (name === undefined) throw new UsageError('give --name: what the case shows, in words');
    const config = loadConfig(io);
    const path = rulePathOf(io.cwd, given);
    const loaded = loadProject({ root: io.cwd, paths: [path], now: io.now() }).rules.find((one) => one.path === path);
    if (loaded === undefined)
      throw new UsageError(`${path} is no rule that can be read: \`sentinel-rules check ${path}\``);
    if (!existsSync(resolve(io.cwd, file))) throw new UsageError(`there is no file ${file}`);
    const { catalog } = projectCatalog(io.cwd, config);
    const exported = readRows(resolve(io.cwd, file)).map((row) => toJson(row));
    if (exported.length === 0) throw new UsageError(`${file} holds no rows`);
    if (exported.length > MOST_ROWS) {
      throw new UsageError(
        `${file} holds ${exported.length} rows, and a case of more than ${MOST_ROWS} is not read by anybody: export fewer, or keep them as a fixture (docs/testing-rules.md)`,
      );
    }
    const table = tableOf(exported, { asked, loaded, catalog });
    const { rows, unknown, problems } = exportedRows(exported, table);
    if (problems.length > 0) {
      for (const problem of problems) io.stderr(`${file}: ${problem}\n`);
      return EXIT.findings;
    }
    const kept = all ? rows : columnsThatMatter(rows, { text: textsOf(loaded, catalog), also: column });
    const captured = { name, table: table.name, rows: kept, expect: expect === 'fires' ? expect : ('silent' as const) };
    const tests = testPathOf(path);
    const text = testText(tests, captured, io);
    if (text === undefined) return EXIT.findings;
    writeFileSync(resolve(io.cwd, tests), text);
    io.stdout(`${tests}\n`);
    io.stderr(told({ table, rows, kept, unknown, loaded }));
    io.stderr(
      `Next: \`sentinel-rules test ${path}\`. Names of people and machines are in the file now: exchange those that must not be.\n`,
    );
    return EXIT.ok;
  },
});

interface Asked {
  readonly asked: string | undefined;
  readonly loaded: LoadedRule;
  readonly catalog: Knowledge;
}

/** The table that a person names, that the rows name (`Type`), or the only one that the rule reads. */
function tableOf(rows: readonly Readonly<Record<string, unknown>>[], { asked, loaded, catalog }: Asked): TableSchema {
  const types = new Set(rows.map(({ Type: type }) => type).filter((type) => typeof type === 'string' && type !== ''));
  const [type] = types;
  const typed = types.size === 1 && typeof type === 'string' && catalog.table(type) !== undefined ? type : undefined;
  const read = dependenciesOf(loaded.rule.query, catalog).tables.map((use) => use.name);
  const [only, ...more] = new Set(read);
  const name = asked ?? typed ?? (more.length === 0 ? only : undefined);
  if (name === undefined)
    throw new UsageError(`say which table the rows are of: --table ${[only ?? 'NAME', ...more].join(' or --table ')}`);
  const table = catalog.table(name);
  if (table === undefined)
    throw new UsageError(`nobody here knows the columns of ${name}: \`sentinel-rules schema pull --help\``);
  return table;
}

/** All that may name a column: the query, exclusions, functions of the project; of others nobody sees what they read. */
function textsOf({ rule }: LoadedRule, catalog: Knowledge): string {
  const calls = dependenciesOf(rule.query, catalog).functions.map(({ name }) => catalog.function(name)?.body ?? '*');
  const texts = [rule.query, ...rule.exclusions.map(({ where }) => where), ...calls].join('\n');
  return texts.replaceAll(/\/\/.*$/gm, '').replaceAll(/"[^"\n]*"|'[^'\n]*'/g, '""');
}

function testText(path: string, captured: Parameters<typeof newTestFile>[1], io: Io): string | undefined {
  if (!existsSync(resolve(io.cwd, path))) {
    const schemas = schemasFrom(io.cwd, dirname(path));
    return newTestFile(
      schemas === undefined ? '' : `# yaml-language-server: $schema=${schemas}/rule-test.schema.json\n`,
      captured,
    );
  }
  const source = readSource(resolve(io.cwd, path), path);
  const added =
    'failure' in source ? { done: false as const, reason: source.failure } : withCase(path, source.text, captured);
  if (added.done) return added.text;
  io.stderr(`${path}: ${added.reason}\n`);
  return undefined;
}

interface Told {
  readonly table: TableSchema;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly kept: readonly Readonly<Record<string, unknown>>[];
  readonly unknown: readonly string[];
  readonly loaded: LoadedRule;
}

function told({ table, rows, kept, unknown, loaded: { rule } }: Told): string {
  const columns = (some: Told['rows']): number => new Set(some.flatMap((row) => Object.keys(row))).size;
  const left = columns(rows) - columns(kept);
  const lines = [
    `${kept.length} ${kept.length === 1 ? 'event' : 'events'} of ${table.name} with ${columns(kept)} columns${left === 0 ? '' : `; ${left} that the rule does not name were left out`}`,
    ...(unknown.length === 0 ? [] : [`no columns of ${table.name}, left out: ${unknown.join(', ')}`]),
  ];
  const run = runAfter(kept as Parameters<typeof runAfter>[0]);
  const seconds = rule.kind === 'NRT' ? undefined : rule.queryPeriodSeconds;
  if (run !== undefined && seconds !== undefined) {
    const early = kept.filter(
      ({ TimeGenerated: time }) => typeof time === 'string' && Date.parse(time) < run.getTime() - seconds * 1000,
    );
    if (early.length > 0)
      lines.push(
        `${early.length} of them happened before the window of one run begins: the case's run does not see them`,
      );
  }
  return `${lines.join('\n')}\n`;
}
