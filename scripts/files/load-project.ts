import { checkProject } from '../../src/rules';
import type { CheckResult, CheckSettings, Knowledge, LoadedRule } from '../../src/rules';
import { findRuleFiles } from './find-rule-files';
import { readSource } from './read-source';

export interface ProjectPlace {
  /** Absolute path of the project. */
  readonly root: string;
  /** Files and folders to look in, relative to the root. */
  readonly paths: readonly string[];
  /** The day that dates in files are compared with. */
  readonly now: Date;
  /** What queries may name. Without it they are not read: fast, and enough for whoever compiles. */
  readonly catalog?: Knowledge;
  readonly settings?: CheckSettings;
}

export interface Project extends CheckResult {
  readonly root: string;
  /** The rules with which nothing is wrong as far as YAML and schema go; see `diagnostics` for the rest. */
  readonly rules: readonly LoadedRule[];
  /** Files that were named but are no rules. */
  readonly skipped: readonly string[];
}

/** Reads and checks the rules of a project. Throws a UsageError for a path that does not exist; all else is a diagnostic. */
export function loadProject({ root, paths, now, catalog, settings }: ProjectPlace): Project {
  const { files, skipped } = findRuleFiles(root, paths);
  const result = checkProject(
    files.map(({ absolute, path }) => readSource(absolute, path)),
    {
      today: now.toISOString().slice(0, 10),
      ...(catalog === undefined ? {} : { catalog }),
      ...(settings === undefined ? {} : { settings }),
    },
  );
  const rules = result.files.flatMap(({ loaded }) => (loaded === undefined ? [] : [loaded]));
  return { root, rules, skipped, ...result };
}
