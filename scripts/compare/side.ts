import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from '../../src/diagnostics';
import type { LoadedRule } from '../../src/rules';
import { loadTestFile, sampleOf } from '../../src/unit';
import type { CaseResult } from '../../src/unit';
import { loadProject } from '../files/load-project';
import { readSource } from '../files/read-source';
import { loadConfig } from '../targets/load-target';
import type { Config } from '../targets/read-config';
import { affectedRules } from '../testing/affected-rules';
import { openTestProject } from '../testing/run-project-tests';
import type { OtherCases } from '../testing/run-rule';
import { rulePathOf, testPathOf } from '../testing/test-paths';

/** The project before or after a change: its rules by id, and its world of functions, watchlists and tables. */
export interface Side {
  readonly rules: ReadonlyMap<string, LoadedRule>;
  /** Ids of rules whose results the changed files may move. */
  readonly affected: ReadonlySet<string>;
  samples(rule: LoadedRule): Samples;
  run(rule: LoadedRule, cases: OtherCases): readonly CaseResult[];
}

/** The cases beside a rule, as samples of what it reads. */
export interface Samples {
  readonly cases?: OtherCases;
  /** What each of them gives, to tell one from the other. */
  readonly given: readonly string[];
  /** Why there are none, though there is a file. */
  readonly unread?: string;
}

export interface SideRequest {
  readonly root: string;
  /** Paths relative to the project, of files that are not there too. */
  readonly changed: readonly string[];
  readonly target: string;
  readonly now: Date;
}

/** Reads a side. Throws a UsageError if its configuration cannot be read. */
export function openSide({ root, changed, target, now }: SideRequest): Side {
  const config = loadConfig({ cwd: root, color: false });
  const loaded = existsSync(join(root, config.detections))
    ? loadProject({ root, paths: [config.detections], now }).rules
    : [];
  const rules = new Map(loaded.map((rule) => [rule.rule.id.toLowerCase(), rule]));
  const project = openTestProject(root, config);
  return {
    rules,
    affected: affectedIds(root, config, { rules, changed }),
    samples(rule) {
      const path = testPathOf(rule.path);
      if (!existsSync(join(root, path))) return { given: [] };
      const source = readSource(join(root, path), path);
      if ('failure' in source) return { given: [], unread: source.failure };
      return samplesOf(source, project.fixtures);
    },
    run: (rule, cases) => project.runRule(rule.path, { target, now, filter: '' }, cases).result?.cases ?? [],
  };
}

function samplesOf(source: Source, fixtures: OtherCases['fixtures']): Samples {
  const { file, diagnostics } = loadTestFile(source);
  if (file === undefined) return { given: [], unread: diagnostics[0]?.message ?? 'it cannot be read' };
  return { cases: { source, fixtures }, given: file.cases.map(sampleOf) };
}

function affectedIds(
  root: string,
  config: Config,
  { rules, changed }: { readonly rules: Side['rules']; readonly changed: readonly string[] },
): ReadonlySet<string> {
  const paths = affectedRules(root, config, changed);
  if (paths === 'all') return new Set(rules.keys());
  const affected = new Set(paths.map((path) => rulePathOf(root, path)));
  return new Set([...rules].flatMap(([id, { path }]) => (affected.has(path) ? [id] : [])));
}
