import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic, Source } from '../../src/diagnostics';
import { unreadableFile } from '../../src/rules';
import type { Knowledge, LoadedRule } from '../../src/rules';
import { coverageFindings, loadTestFile, runTestFile } from '../../src/unit';
import type { ExplainRequest, Fixtures, TestFileResult, TestTarget } from '../../src/unit';
import { readSource } from '../files/read-source';
import type { Config } from '../targets/read-config';
import { testPathOf } from './test-paths';
import type { TestTargets } from './test-targets';

/** What the rules of a project share. */
export interface SharedByRules {
  /** Absolute path of the project. */
  readonly root: string;
  readonly config: Config;
  readonly knowledge: Knowledge;
  readonly fixtures: Fixtures;
}

export interface RuleRequest {
  /** Name of the target for whose tuning cases are that name none. */
  readonly target: string;
  /** Only cases with this text in their name, in any letter case. */
  readonly filter?: string;
  /** Cases that pass are explained too. */
  readonly explain?: ExplainRequest;
}

/** Cases that are run in place of those beside the rule, with the fixtures that they name. */
export interface OtherCases {
  readonly source: Source;
  readonly fixtures: Fixtures;
}

/** What the tests of one rule showed. Plain values: a thread can hand it to another. */
export interface RuleOutcome {
  /** The rule's file, relative to the project. */
  readonly path: string;
  readonly result?: Omit<TestFileResult, 'rule'>;
  readonly diagnostics: readonly Diagnostic[];
}

export function runRule(
  loaded: LoadedRule,
  { root, config, knowledge, fixtures }: SharedByRules,
  {
    target,
    filter,
    explain,
    targets,
    cases,
  }: RuleRequest & {
    readonly targets: TestTargets;
    readonly cases?: OtherCases;
  },
): RuleOutcome {
  const path = testPathOf(loaded.path);
  const without = (diagnostics: readonly Diagnostic[]): RuleOutcome => ({ path: loaded.path, diagnostics });
  if (cases === undefined && !existsSync(join(root, path))) {
    return without(filter === undefined ? coverageFindings(loaded, [], config.tests) : []);
  }
  const source = cases?.source ?? readSource(join(root, path), path);
  if ('failure' in source) return without([unreadableFile(path, source.failure)]);
  const { file, diagnostics } = loadTestFile(source);
  if (file === undefined) return without(diagnostics);
  const own: TestTarget = targets.named(target, loaded.rule) ?? { name: target, portal: 'azure', overrides: {} };
  const wanted = filter?.toLowerCase();
  const { rule: _, ...result } = runTestFile(file, loaded, {
    knowledge,
    fixtures: cases?.fixtures ?? fixtures,
    settings: config.tests,
    target: own,
    targetNamed: (name) => targets.named(name, loaded.rule),
    targetNames: targets.names,
    ...(wanted === undefined ? {} : { filter: (name: string) => name.toLowerCase().includes(wanted) }),
    ...(explain === undefined ? {} : { explain }),
  });
  return { path: loaded.path, result, diagnostics: [...diagnostics, ...result.diagnostics] };
}
