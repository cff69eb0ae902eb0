import type { Diagnostic } from '../diagnostics';
import type { LoadedRule } from '../rules';
import type { TestCase, TestFile } from './test-file';
import type { CaseResult } from './test-result';

/** Exclusions that no case proves, and names that no exclusion has. */
export function exclusionFindings(file: TestFile, { rule, document }: LoadedRule): readonly Diagnostic[] {
  const named = new Set(file.cases.flatMap(silencedBy));
  const own = new Set(rule.exclusions.map(({ name }) => name));
  const untested = rule.exclusions.flatMap(({ name }, index): readonly Diagnostic[] =>
    named.has(name)
      ? []
      : [
          {
            code: 'exclusion-untested',
            severity: 'warning',
            message: `no case shows that the exclusion ${name} silences anything`,
            help: `add a case with \`silentBecause: [${name}]\`, and one that fires when only half of the scenario holds`,
            source: document.source,
            span: document.spanOf(['exclusions', index, 'name'], 'value'),
          },
        ],
  );
  const unknown = file.cases.flatMap((testCase): readonly Diagnostic[] =>
    silencedBy(testCase)
      .filter((name) => !own.has(name))
      .map((name) => ({
        code: 'test-exclusion-unknown',
        severity: 'error' as const,
        message: `the rule has no exclusion named ${name}`,
        help: own.size === 0 ? 'it has none' : `it has: ${[...own].join(', ')}`,
        source: file.source,
        span: testCase.expectSpan,
      })),
  );
  return [...untested, ...unknown];
}

/** A production rule has a case that fires and a case that is silent. */
export function coverageFindings(
  file: TestFile,
  { rule, document }: LoadedRule,
  results: readonly CaseResult[],
): readonly Diagnostic[] {
  if (rule.maturity !== 'production') return [];
  const fires = results.some(({ alerts }) => alerts.length > 0);
  const silent = file.cases.some((testCase) => isSilent(testCase));
  const missing = [...(fires ? [] : ['one that fires']), ...(silent ? [] : ['one that is silent'])];
  if (missing.length === 0) return [];
  return [
    {
      code: 'test-coverage',
      severity: 'error',
      message: `a production rule needs at least one case that fires and one that is silent; missing: ${missing.join(' and ')}`,
      help: `add it to ${file.source.path}, or set \`maturity: experimental\``,
      source: document.source,
      span: document.spanOf(['id'], 'key'),
    },
  ];
}

/** A production rule without any test file. */
export function untestedRule({ rule, document, path }: LoadedRule): readonly Diagnostic[] {
  if (rule.maturity !== 'production') return [];
  return [
    {
      code: 'test-coverage',
      severity: 'error',
      message: 'a production rule needs tests: at least one case that fires and one that is silent',
      help: `write ${path.replace(/\.ya?ml$/, '.test.yaml')}, or set \`maturity: experimental\``,
      source: document.source,
      span: document.spanOf(['id'], 'key'),
    },
  ];
}

function silencedBy({ expect }: TestCase): readonly string[] {
  return typeof expect === 'object' ? (expect.silentBecause ?? []) : [];
}

function isSilent({ expect }: TestCase): boolean {
  if (typeof expect === 'string') return expect === 'silent';
  if (expect.silentBecause !== undefined) return true;
  return expect.alerts === 0 || (Array.isArray(expect.alerts) && expect.alerts.length === 0);
}
