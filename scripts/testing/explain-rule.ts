import { join, resolve } from 'node:path';
import type { Diagnostic } from '../../src/diagnostics';
import type { Knowledge, LoadedRule, TableInfo } from '../../src/rules';
import { explainLogs, loadTestFile, mismatchWords } from '../../src/unit';
import type { CaseResult } from '../../src/unit';
import { UsageError } from '../command';
import { openDataFolder } from '../data/data-folder';
import type { DataFolder } from '../data/data-folder';
import { projectCatalog } from '../files/catalog';
import { loadProject } from '../files/load-project';
import { readSource } from '../files/read-source';
import { localWorld } from '../query/local-world';
import type { LocalWorld } from '../query/local-world';
import type { Config } from '../targets/read-config';
import { openTestProject } from './run-project-tests';
import { testPathOf } from './test-paths';
import { testTargets } from './test-targets';

/** How a rule came to its result, or what keeps it from being run. */
export type ExplainedRule =
  | {
      readonly rule: LoadedRule;
      /** What was run, in words. */
      readonly title: string;
      readonly explanation?: CaseResult['explanation'];
      readonly alerts: CaseResult['alerts'];
      /** What is not as the case expects. */
      readonly problems: readonly string[];
      /** What was assumed, for people. */
      readonly notes: readonly string[];
    }
  | { readonly diagnostics: readonly Diagnostic[] }
  | { readonly failure: string };

export interface ExplainOptions {
  /** Absolute path of the project. */
  readonly root: string;
  readonly config: Config;
  /** The rule's file, relative to the project. */
  readonly path: string;
  readonly target: string;
  /** The time that the run is scheduled for. */
  readonly scheduled: Date | undefined;
  readonly today: Date;
}

/** Explains one case of a rule's tests, named by its name or a part of it that no other has. */
export function explainCase(options: ExplainOptions, wanted: string): ExplainedRule {
  const { root, config, path, target, scheduled, today: now } = options;
  const { files, diagnostics } = openTestProject(root, config).run({
    paths: [path],
    target,
    now,
    filter: wanted,
    explain: scheduled === undefined ? {} : { scheduled: scheduled.getTime() },
  });
  const [file] = files;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (file === undefined && errors.length > 0) return { diagnostics: errors };
  if (file === undefined)
    throw new UsageError(`${path} has no test file ${testPathOf(path)}: give --data FOLDER instead`);
  const exact = file.cases.filter(({ name }) => name === wanted);
  const [found, ...others] = exact.length > 0 ? exact : file.cases;
  if (found === undefined || others.length > 0) {
    const said = found === undefined ? 'no case is' : `${others.length + 1} cases are`;
    const names = found === undefined ? namesIn(root, file.path) : [found, ...others].map(({ name }) => name);
    const list = names.map((name) => `\n  ${name}`).join('');
    throw new UsageError(`${said} named like ${JSON.stringify(wanted)} in ${file.path}; there are:${list}`);
  }
  if (errors.length > 0) return { diagnostics: errors };
  return {
    rule: file.rule,
    title: `case ${JSON.stringify(found.name)}`,
    ...(found.explanation === undefined ? {} : { explanation: found.explanation }),
    alerts: found.alerts,
    problems: found.mismatches.map(mismatchWords),
    notes: [],
  };
}

function namesIn(root: string, path: string): readonly string[] {
  const source = readSource(join(root, path), path);
  const file = 'failure' in source ? undefined : loadTestFile(source).file;
  return file?.cases.map(({ name }) => name) ?? [];
}

/** Explains one run of a rule over a folder of log files: the name of each is the table. */
export function explainData(options: ExplainOptions, folder: string): ExplainedRule {
  const { root, config, path, target, scheduled, today: now } = options;
  const { rules, diagnostics } = loadProject({ root, paths: [path], now });
  const [loaded, second] = rules;
  if (second !== undefined) throw new UsageError(`${path} holds several rules: name one`);
  if (loaded === undefined) {
    if (diagnostics.length === 0) throw new UsageError(`${path} is no rule`);
    return { diagnostics };
  }
  const built = projectCatalog(root, config);
  const data = openDataFolder(resolve(root, folder));
  const world = localWorld(built, data);
  const explained = explainLogs(
    { knowledge: over(built.catalog, world, data), table: (name) => world.source.table(name) },
    {
      loaded,
      overrides: testTargets(root, config, [loaded.rule]).named(target, loaded.rule)?.overrides ?? {},
      clock: config.tests.clock,
      ...(scheduled === undefined ? {} : { scheduled: scheduled.getTime() }),
    },
  );
  if ('failure' in explained) return explained;
  const notes = [...world.notes, ...explained.notes];
  return { rule: loaded, title: `the logs of ${folder}`, ...explained, problems: [], notes };
}

/** The catalog with the tables of a folder, whose columns are added to those that are known. A parser stays one. */
function over(known: Knowledge, { catalog }: LocalWorld, data: DataFolder): Knowledge {
  return {
    ...known,
    table(name) {
      const own = known.table(name);
      if (!data.tableNames.includes(name) || (own === undefined && known.function(name) !== undefined)) return own;
      const schema = catalog.table(name);
      return schema === undefined ? own : { ...(own ?? UNKNOWN), ...schema };
    },
    tableNames: () => [...new Set([...known.tableNames(), ...data.tableNames])],
  };
}

const UNKNOWN: Omit<TableInfo, 'name' | 'columns'> = {
  open: false,
  origin: 'project',
  complete: true,
  connectors: [],
  plan: 'Analytics',
  mirrors: {},
  entities: [],
};
