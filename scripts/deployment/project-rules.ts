import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileRule } from '../../src/rules';
import type { BuiltCatalog, Knowledge, LoadedRule, Tuning } from '../../src/rules';
import { projectCatalog } from '../files/catalog';
import { loadProject } from '../files/load-project';
import type { Project } from '../files/load-project';
import { plainText } from '../files/project-path';
import { openQueryReader } from '../reading/query-reader';
import type { QueryReader } from '../reading/query-reader';
import type { Config } from '../targets/read-config';
import { testPathOf } from '../testing/test-paths';
import { compileForTarget } from './compile-for-target';
import type { ForTarget } from './compile-for-target';

/** A project's rules for all targets of a run: read and checked once, compiled once for each way in which they are tuned. */
export interface ProjectRules {
  /** Absolute path of the project. */
  readonly root: string;
  readonly config: Config;
  /** Calendar date that dates in files are compared with. */
  readonly today: string;
  /** The rules asked for. */
  readonly project: Project;
  /** Every rule of the project: a tuning may be for one that was not asked for. */
  readonly all: Project;
  /** What queries may name; read when it is first asked for. */
  catalog(): Knowledge;
  /** Readings of queries with that catalog. */
  reader(): QueryReader;
  /** Watchlists and functions of the project, with what is wrong with them; undefined where there are none. */
  content(): BuiltCatalog | undefined;
  /** A rule as a target has it. Targets that tune it in the same way share the result. */
  compiled(loaded: LoadedRule, tuning: Tuning | undefined): ForTarget;
  /** Hash of the tests beside a rule; undefined where there are none. */
  testsOf(loaded: LoadedRule): string | undefined;
  /** Tables without which the rule's query fails, as its file has it. */
  tablesOf(loaded: LoadedRule): readonly string[];
}

export interface ProjectRulesOptions {
  readonly root: string;
  readonly config: Config;
  /** Files and folders of rules, relative to the root; without them the whole project. */
  readonly paths?: readonly string[];
  /** The day that dates in files are compared with. */
  readonly now: Date;
  /** Folder of what earlier runs found out (see `keptFolder`); without it nothing is kept. */
  readonly kept?: string | undefined;
}

/** Reads the rules of a project. Throws a UsageError if there is no folder of rules. */
export function projectRules({ root, config, paths, now, kept }: ProjectRulesOptions): ProjectRules {
  const project = loadProject({ root, paths: paths ?? [config.detections], now });
  const all = paths === undefined ? project : loadProject({ root, paths: [config.detections, ...paths], now });
  let known: BuiltCatalog | undefined;
  const built = (): BuiltCatalog => (known ??= projectCatalog(root, config));
  const catalog = (): Knowledge => built().catalog;
  const { detections, schemas } = config;
  let opened: QueryReader | undefined;
  const reader = (): QueryReader =>
    (opened ??= openQueryReader({ folders: { project: root, detections, schemas }, catalog: catalog(), kept }));
  const folders = ['_watchlists', '_functions'].map((name) => join(root, config.detections, name));
  const compiled = new Map<string, ForTarget>();
  const tests = new Map<string, string | undefined>();
  const tables = new Map<string, readonly string[]>();
  return {
    root,
    config,
    today: now.toISOString().slice(0, 10),
    project,
    all,
    catalog,
    reader,
    content: () => (folders.some((folder) => existsSync(folder)) ? built() : undefined),
    compiled(loaded, tuning) {
      const how = tuning === undefined ? '' : JSON.stringify(tuning.overrides);
      const shared = remembered(compiled, `${loaded.path}\0${how}`, () => compileForTarget(loaded, tuning));
      // What is wrong with it is shown in the tuning file that is at hand, not in that of another target.
      return shared.diagnostics.length === 0 ? shared : compileForTarget(loaded, tuning);
    },
    testsOf: ({ path }) => remembered(tests, path, () => hashOfTests(root, path)),
    tablesOf: (loaded) => remembered(tables, loaded.path, () => requiredTables(loaded, reader())),
  };
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const before = known.get(key);
  if (before !== undefined || known.has(key)) return before as T;
  const made = make();
  known.set(key, made);
  return made;
}

function hashOfTests(root: string, rule: string): string | undefined {
  const path = join(root, testPathOf(rule));
  return existsSync(path)
    ? createHash('sha256')
        .update(plainText(readFileSync(path, 'utf8')))
        .digest('hex')
    : undefined;
}

/** A table that only a leg of a fuzzy union reads may be missing, and a wildcard names no table. */
function requiredTables({ rule }: LoadedRule, reader: QueryReader): readonly string[] {
  const { tables } = reader.read(compileRule(rule, {}).query.text).needs;
  const needed = tables.filter(({ known, wildcard, fuzzy }) => known && !wildcard && fuzzy.length === 0);
  return [...new Set(needed.map(({ name }) => name))];
}
