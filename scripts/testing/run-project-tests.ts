import { statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Diagnostic } from '../../src/diagnostics';
import type { Fixtures, TestFileResult } from '../../src/unit';
import { projectCatalog } from '../files/catalog';
import { loadProject } from '../files/load-project';
import type { Config } from '../targets/read-config';
import { testOnThreads } from '../workers/test-pool';
import { kindOfChange } from './affected-rules';
import { fixturesIn } from './fixtures';
import { runRule } from './run-rule';
import type { OtherCases, RuleOutcome, RuleRequest, SharedByRules } from './run-rule';
import { isTestPath, orphanedTests, testPathOf } from './test-paths';
import { testTargets } from './test-targets';

/** A project whose tests can be run again and again: what rules share is read once. */
export interface TestProject {
  run(request: TestRequest): ProjectTests;
  /** The same on several threads, where there are so many rules that it saves time. */
  runOnThreads(request: TestRequest): Promise<ProjectTests>;
  /** The tests of one rule, without what is found by comparing files. */
  runRule(path: string, request: Omit<TestRequest, 'paths'>, cases?: OtherCases): RuleOutcome;
  readonly fixtures: Fixtures;
  /** The project after these files changed, given relative to it: what does not depend on them is kept. */
  changed(paths: readonly string[]): TestProject;
}

export interface TestRequest extends RuleRequest {
  /** Rules, or folders of them, relative to the project; test files, to hear whether they have a rule. */
  readonly paths: readonly string[];
  readonly now: Date;
}

export interface ProjectTests {
  readonly files: readonly TestFileResult[];
  /** What keeps rules or test files from being run, and what no case shows. */
  readonly diagnostics: readonly Diagnostic[];
}

/** `root` is the absolute path of the project. */
export function openTestProject(root: string, config: Config): TestProject {
  const place = { root, config };
  return projectOf({ ...place, ...readKnowledge(place), fixtures: fixturesOf(place) });
}

type Place = Pick<SharedByRules, 'root' | 'config'>;

interface World extends SharedByRules {
  /** Why functions, watchlists or tables of the project are not there. */
  readonly unread: readonly Diagnostic[];
}

function projectOf(world: World): TestProject {
  const { root, config } = world;
  return {
    run(request) {
      const prepared = prepare(request, world);
      return told(
        prepared,
        prepared.rules.map((loaded) => runRule(loaded, world, { ...request, ...prepared })),
      );
    },
    async runOnThreads(request) {
      const prepared = prepare(request, world);
      const rules = new Map(prepared.rules.map((loaded) => [loaded.path, loaded]));
      const here = (path: string): readonly RuleOutcome[] => {
        const loaded = rules.get(path);
        return loaded === undefined ? [] : [runRule(loaded, world, { ...request, ...prepared })];
      };
      // the largest first, so that no thread is left with one when the others are done
      const paths = [...rules.keys()].toSorted((a, b) => sizeOfTests(root, b) - sizeOfTests(root, a));
      return told(prepared, await testOnThreads(paths, { root, request }, here));
    },
    fixtures: world.fixtures,
    runRule(path, request, cases) {
      const { rules, targets } = prepare({ ...request, paths: [path] }, world);
      const [loaded] = rules;
      return loaded === undefined
        ? { path, diagnostics: [] }
        : runRule(loaded, world, { ...request, targets, ...(cases === undefined ? {} : { cases }) });
    },
    changed(paths) {
      const kinds = new Set(paths.map((path) => kindOfChange(path, config)));
      return projectOf({
        ...world,
        ...(kinds.has('knowledge') ? readKnowledge(world) : {}),
        ...(kinds.has('fixture') ? { fixtures: fixturesOf(world) } : {}),
      });
    },
  };
}

function sizeOfTests(root: string, rule: string): number {
  return statSync(join(root, testPathOf(rule)), { throwIfNoEntry: false })?.size ?? 0;
}

function readKnowledge({ root, config }: Place): Pick<World, 'knowledge' | 'unread'> {
  const { catalog: knowledge, diagnostics } = projectCatalog(root, config);
  return { knowledge, unread: diagnostics.filter(({ severity }) => severity === 'error') };
}

function fixturesOf({ root, config }: Place): SharedByRules['fixtures'] {
  return fixturesIn(join(root, config.detections, '_fixtures'));
}

/** Findings of a rule's check that are about its tests too. */
const SHOWN = /^exclusion-/;

/** The rules that are asked for, and what is wrong before any test runs. */
function prepare(
  { paths, filter, now }: Pick<TestRequest, 'paths' | 'filter' | 'now'>,
  { root, config, unread }: World,
) {
  const project = loadProject({ root, paths: paths.filter((path) => !isTestPath(path)), now });
  const shown = project.diagnostics.filter(({ severity, code }) => severity === 'error' || SHOWN.test(code));
  const rules = project.rules.map(({ rule }) => rule);
  return {
    rules: project.rules,
    targets: testTargets(root, config, rules),
    /** Whether all rules are there. */
    whole: paths.some((path) => posix.normalize(path) === posix.normalize(config.detections)),
    diagnostics: [...unread, ...shown, ...(filter === undefined ? orphanedTests(root, paths) : [])],
  };
}

function told(
  { rules, targets, whole, diagnostics }: ReturnType<typeof prepare>,
  outcomes: readonly RuleOutcome[],
): ProjectTests {
  const byPath = new Map(outcomes.map((outcome) => [outcome.path, outcome]));
  const files = rules.flatMap((rule): readonly TestFileResult[] => {
    const result = byPath.get(rule.path)?.result;
    return result === undefined ? [] : [{ ...result, rule }];
  });
  const found = rules.flatMap(({ path }) => byPath.get(path)?.diagnostics ?? []);
  // what a target tunes of a rule that was not asked for is not known to be wrong
  const tuned = targets.diagnostics().filter(({ code }) => whole || code !== 'tuning-rule-unknown');
  return { files, diagnostics: [...diagnostics, ...found, ...tuned] };
}
