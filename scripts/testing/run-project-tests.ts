import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../../src/diagnostics';
import type { JsonRow } from '../../src/kql';
import { unreadableFile } from '../../src/rules';
import { loadTestFile, runTestFile, untestedRule } from '../../src/unit';
import type { Fixtures, TestFileResult } from '../../src/unit';
import { openDataFolder } from '../data/data-folder';
import { loadTunings } from '../deployment/load-tunings';
import { projectCatalog } from '../files/catalog';
import { loadProject } from '../files/load-project';
import { readSource } from '../files/read-source';
import type { Config } from '../targets/read-config';

export interface TestRequest {
  /** Absolute path of the project. */
  readonly root: string;
  readonly config: Config;
  /** Rules (or their test files, or folders of them) relative to the project; empty for all. */
  readonly paths: readonly string[];
  /** Name of the target whose tuning is tested. */
  readonly target: string;
  readonly filter?: (name: string) => boolean;
  readonly now: Date;
}

export interface ProjectTests {
  readonly files: readonly TestFileResult[];
  /** What keeps rules or test files from being run, and what no case shows. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Runs the tests of a project's rules: `<rule>.test.yaml` beside each. */
export function runProjectTests(request: TestRequest): ProjectTests {
  const { root, config, target, filter, now } = request;
  const { catalog: knowledge } = projectCatalog(root, config);
  const paths = request.paths.length === 0 ? [config.detections] : request.paths.map(ruleOfTest);
  const project = loadProject({ root, paths, now });
  const { byRule } = loadTunings(
    { root, detections: config.detections, target },
    project.rules.map(({ rule }) => rule),
  );
  const fixtures = fixturesIn(join(root, config.detections, '_fixtures'));
  const files: TestFileResult[] = [];
  const diagnostics: Diagnostic[] = project.diagnostics.filter(({ severity }) => severity === 'error');
  for (const loaded of project.rules) {
    const path = loaded.path.replace(/\.ya?ml$/i, '.test.yaml');
    if (!existsSync(join(root, path))) {
      diagnostics.push(...untestedRule(loaded));
      continue;
    }
    const source = readSource(join(root, path), path);
    if ('failure' in source) {
      diagnostics.push(unreadableFile(path, source.failure));
      continue;
    }
    const { file, diagnostics: found } = loadTestFile(source);
    diagnostics.push(...found);
    if (file === undefined) continue;
    const overrides = byRule.get(loaded.rule.id)?.overrides ?? {};
    const result = runTestFile(file, loaded, {
      knowledge,
      fixtures,
      overrides,
      ...(filter === undefined ? {} : { filter }),
    });
    files.push(result);
    diagnostics.push(...result.diagnostics);
  }
  return { files, diagnostics };
}

/** People may name the test file: it stands for its rule. */
function ruleOfTest(path: string): string {
  return path.replace(/\.test\.ya?ml$/i, '.yaml');
}

function fixturesIn(folder: string): Fixtures {
  if (!existsSync(folder)) return () => undefined;
  const data = openDataFolder(folder);
  return (name): readonly JsonRow[] | undefined =>
    data.table(name.replace(/\.(?:ndjson|jsonl|json|csv)(?:\.gz)?$/i, ''))?.rows;
}
