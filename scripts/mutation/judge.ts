import { join } from 'node:path';
import type { Diagnostic } from '../../src/diagnostics';
import { checkLoaded, loadRuleFile } from '../../src/rules';
import type { Knowledge, LoadedRule } from '../../src/rules';
import { loadTestFile, runTestFile } from '../../src/unit';
import type { TestContext } from '../../src/unit';
import { UsageError } from '../command';
import { projectCatalog } from '../files/catalog';
import { loadProject } from '../files/load-project';
import { readSource } from '../files/read-source';
import { loadConfig, pickTarget } from '../targets/load-target';
import { fixturesIn } from '../testing/fixtures';
import { testPathOf } from '../testing/test-paths';
import { testTargets } from '../testing/test-targets';

export interface JudgeProject {
  readonly rules: readonly LoadedRule[];
  readonly catalog: Knowledge;
  /** The folder of the rules, relative to the project. */
  readonly detections: string;
  /** Makes the judge of a rule's mutants. Throws a UsageError for a rule that fails as it is: nothing could be told. */
  judgeOf(loaded: LoadedRule): Judge;
}

/** Which of the two noticed a fault, if any did. */
export type Verdict = 'check' | 'test' | undefined;
/** Takes the whole text of the rule's file. */
export type Judge = (text: string) => Verdict;

/** A project with its rules, read once. `root` is its absolute path. */
export function openJudgeProject(root: string, paths: readonly string[], now: Date): JudgeProject {
  const config = loadConfig({ cwd: root, color: false });
  const { catalog } = projectCatalog(root, config);
  const { rules } = loadProject({ root, paths: paths.length === 0 ? [config.detections] : paths, now });
  const fixtures = fixturesIn(join(root, config.detections, '_fixtures'));
  const targets = testTargets(
    root,
    config,
    rules.map(({ rule }) => rule),
  );
  const options = { today: now.toISOString().slice(0, 10), catalog, settings: config.checks };
  const judgeOf = (original: LoadedRule): Judge => {
    const path = testPathOf(original.path);
    const source = readSource(join(root, path), path);
    if ('failure' in source) throw new UsageError(`${path}: ${source.failure}`);
    const { file } = loadTestFile(source);
    if (file === undefined) throw new UsageError(`${path} cannot be read as a test file: run \`test\` first`);
    const target = pickTarget(config, undefined).name;
    const context: TestContext = {
      knowledge: catalog,
      fixtures,
      settings: config.tests,
      target: targets.named(target, original.rule) ?? { name: target, portal: 'azure', overrides: {} },
      targetNamed: (name) => targets.named(name, original.rule),
      targetNames: targets.names,
      stop: 'at first failure',
    };
    // the case that noticed most so far is asked first
    const noticed = new Map<string, number>();
    const isNoticed = (loaded: LoadedRule): boolean => {
      const cases = file.cases.toSorted((a, b) => (noticed.get(b.name) ?? 0) - (noticed.get(a.name) ?? 0));
      const result = runTestFile({ ...file, cases }, loaded, context);
      const failed = result.cases.find(({ mismatches }) => mismatches.length > 0);
      if (failed !== undefined) noticed.set(failed.name, (noticed.get(failed.name) ?? 0) + 1);
      return failed !== undefined || result.diagnostics.some(isError);
    };
    const judge = (text: string): Verdict => {
      const changed = loadRuleFile({ path: original.path, text });
      // first, since most faults end here, and with the first case that fails
      if (changed.loaded !== undefined && isNoticed(changed.loaded)) return 'test';
      return checkLoaded([changed], options, new Map()).diagnostics.some(isError) ? 'check' : undefined;
    };
    const own = judge(original.document.source.text);
    if (own !== undefined) throw new UsageError(`${original.path} fails \`${own}\` as it is: make it pass first`);
    return judge;
  };
  return { rules, catalog, detections: config.detections, judgeOf };
}

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}
