import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Diagnostic } from '../../src/diagnostics';
import { unreadableFile } from '../../src/rules';
import type { Knowledge, LoadedRule } from '../../src/rules';
import { coverageFindings, loadTestFile, runTestFile } from '../../src/unit';
import type { ExplainRequest, Fixtures, TestFileResult, TestTarget } from '../../src/unit';
import { projectCatalog } from '../files/catalog';
import { loadProject } from '../files/load-project';
import { readSource } from '../files/read-source';
import type { Config } from '../targets/read-config';
import { fixturesIn } from './fixtures';
import { kindOfChange } from './affected-rules';
import { isTestPath, orphanedTests, testPathOf } from './test-paths';
import { testTargets } from './test-targets';
import type { TestTargets } from './test-targets';

/** A project whose tests can be run again and again: what rules share is read once. */
export interface TestProject {
  run(request: TestRequest): ProjectTests;
  /** The project after these files changed, given relative to it: what does not depend on them is kept. */
  changed(paths: readonly string[]): TestProject;
}

export interface TestRequest {
  /** Rules, or folders of them, relative to the project; test files, to hear whether they have a rule. */
  readonly paths: readonly string[];
  /** Name of the target for whose tuning cases are that name none. */
  readonly target: string;
  readonly filter?: (name: string) => boolean;
  /** Cases that pass are explained too. */
  readonly explain?: ExplainRequest;
  readonly now: Date;
}

export interface ProjectTests {
  readonly files: readonly TestFileResult[];
  /** What keeps rules or test files from being run, and what no case shows. */
  readonly diagnostics: readonly Diagnostic[];
}

/** `root` is the absolute path of the project. */
export function openTestProject(root: string, config: Config): TestProject {
  return projectOf(root, config, { ...readKnowledge(root, config), fixtures: fixturesOf(root, config) });
}

/** What the rules of a project share. */
interface Shared {
  readonly knowledge: Knowledge;
  /** Why functions, watchlists or tables of the project are not there. */
  readonly unread: readonly Diagnostic[];
  readonly fixtures: Fixtures;
}

function projectOf(root: string, config: Config, shared: Shared): TestProject {
  return {
    run: (request) => runTests(request, { root, config, ...shared }),
    changed(paths) {
      const kinds = new Set(paths.map((path) => kindOfChange(path, config)));
      return projectOf(root, config, {
        ...shared,
        ...(kinds.has('knowledge') ? readKnowledge(root, config) : {}),
        ...(kinds.has('fixture') ? { fixtures: fixturesOf(root, config) } : {}),
      });
    },
  };
}

function readKnowledge(root: string, config: Config): Pick<Shared, 'knowledge' | 'unread'> {
  const { catalog: knowledge, diagnostics } = projectCatalog(root, config);
  return { knowledge, unread: diagnostics.filter(({ severity }) => severity === 'error') };
}

function fixturesOf(root: string, { detections }: Config): Fixtures {
  return fixturesIn(join(root, detections, '_fixtures'));
}

interface World extends Shared {
  readonly root: string;
  readonly config: Config;
}

/** Findings of a rule's check that are about its tests too. */
const SHOWN = /^exclusion-/;

function runTests({ paths, target, filter, explain, now }: TestRequest, world: World): ProjectTests {
  const { root, config } = world;
  const rules = paths.filter((path) => !isTestPath(path));
  const project = loadProject({ root, paths: rules, now });
  const targets = testTargets(
    root,
    config,
    project.rules.map(({ rule }) => rule),
  );
  const files: TestFileResult[] = [];
  const shown = project.diagnostics.filter(({ severity, code }) => severity === 'error' || SHOWN.test(code));
  const diagnostics = [...world.unread, ...shown];
  for (const loaded of project.rules) {
    const { result, diagnostics: found } = runRule(loaded, { ...world, targets, target, filter, explain });
    diagnostics.push(...found);
    if (result !== undefined) files.push(result);
  }
  if (filter === undefined) diagnostics.push(...orphanedTests(root, paths));
  // what a target tunes of a rule that was not asked for is not known to be wrong
  const whole = paths.some((path) => posix.normalize(path) === posix.normalize(config.detections));
  const tuned = targets.diagnostics().filter(({ code }) => whole || code !== 'tuning-rule-unknown');
  return { files, diagnostics: [...diagnostics, ...tuned] };
}

interface RuleWorld extends World {
  readonly targets: TestTargets;
  readonly target: string;
  readonly filter: TestRequest['filter'] | undefined;
  readonly explain: TestRequest['explain'] | undefined;
}

function runRule(
  loaded: LoadedRule,
  { root, config, knowledge, fixtures, targets, target, filter, explain }: RuleWorld,
): { readonly result?: TestFileResult; readonly diagnostics: readonly Diagnostic[] } {
  const path = testPathOf(loaded.path);
  if (!existsSync(join(root, path))) {
    return { diagnostics: filter === undefined ? coverageFindings(loaded, [], config.tests) : [] };
  }
  const source = readSource(join(root, path), path);
  if ('failure' in source) return { diagnostics: [unreadableFile(path, source.failure)] };
  const { file, diagnostics } = loadTestFile(source);
  if (file === undefined) return { diagnostics };
  const own: TestTarget = targets.named(target, loaded.rule) ?? { name: target, portal: 'azure', overrides: {} };
  const result = runTestFile(file, loaded, {
    knowledge,
    fixtures,
    settings: config.tests,
    target: own,
    targetNamed: (name) => targets.named(name, loaded.rule),
    targetNames: targets.names,
    ...(filter === undefined ? {} : { filter }),
    ...(explain === undefined ? {} : { explain }),
  });
  return { result, diagnostics: [...diagnostics, ...result.diagnostics] };
}
