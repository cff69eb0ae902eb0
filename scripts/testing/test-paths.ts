import { existsSync, readdirSync, statSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import type { Diagnostic } from '../../src/diagnostics';
import { isRulePath } from '../../src/rules';

const TEST = /\.test\.ya?ml$/i;
const RULE = /\.ya?ml$/i;

export function isTestPath(path: string): boolean {
  return TEST.test(path);
}

/** The test file of a rule: beside it, with the same name. */
export function testPathOf(rule: string): string {
  return rule.replace(RULE, '.test.yaml');
}

/** People may name the test file: it stands for its rule. */
export function rulePathOf(root: string, path: string): string {
  if (!TEST.test(path)) return path;
  const rules = ['.yaml', '.yml'].map((ending) => path.replace(TEST, ending));
  return rules.find((rule) => existsSync(resolve(root, rule))) ?? path.replace(TEST, '.yaml');
}

/** Test files among the paths, or below them, whose rule is not there: they test nothing, and nobody would notice. */
export function orphanedTests(root: string, paths: readonly string[]): readonly Diagnostic[] {
  const tests = paths.flatMap((path) => {
    const stat = statSync(resolve(root, path), { throwIfNoEntry: false });
    if (stat?.isFile() && isTestPath(path)) return [path];
    if (!stat?.isDirectory()) return [];
    return readdirSync(resolve(root, path), { recursive: true, encoding: 'utf8' })
      .map((file) => posix.join(path, file.replaceAll('\\', '/')))
      .filter((file) => TEST.test(file) && isRulePath(file.replace(TEST, '.yaml')));
  });
  return tests.sort().flatMap((path): readonly Diagnostic[] =>
    existsSync(resolve(root, rulePathOf(root, path)))
      ? []
      : [
          {
            code: 'test-without-rule',
            severity: 'error',
            message: `there is no rule ${rulePathOf(root, path)} that this file could test`,
            help: 'name the file like its rule, with .test before .yaml',
            source: { path, text: '' },
            span: { start: 0, end: 0 },
          },
        ],
  );
}
