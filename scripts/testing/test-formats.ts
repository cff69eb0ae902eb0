import { createColors } from 'picocolors';
import { compareDiagnostics, formatters, positionAt, printable } from '../../src/diagnostics';
import type { Diagnostic } from '../../src/diagnostics';
import type { CaseResult } from '../../src/unit';
import type { ProjectTests } from './run-project-tests';

export type TestFormat = 'stylish' | 'json' | 'junit' | 'github' | 'markdown';

interface TestFormatOptions {
  readonly color: boolean;
}

type Format = (tests: ProjectTests, options: TestFormatOptions) => string;

/** How test results are shown, one row a format. */
export const testFormats: Readonly<Record<TestFormat, Format>> = {
  stylish,
  json,
  junit: (tests, { color }) =>
    formatters.junit(findingsOf(tests), { color, files: tests.files.length, taken: takenOf(tests) }),
  github: (tests, { color }) => formatters.github(findingsOf(tests), { color, files: tests.files.length }),
  markdown,
};

export interface TestTotals {
  readonly passed: number;
  readonly failed: number;
  readonly errors: number;
}

export function testTotals({ files, diagnostics }: ProjectTests): TestTotals {
  const cases = files.flatMap((file) => file.cases);
  const failed = cases.filter(({ problems }) => problems.length > 0).length;
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  return { passed: cases.length - failed, failed, errors };
}

function takenOf({ files }: ProjectTests) {
  return files.map(({ path }) => ({ file: path, kind: 'rule' as const }));
}

/** Failed cases as findings at their names, with everything else that was found. */
function findingsOf({ files, diagnostics }: ProjectTests): readonly Diagnostic[] {
  const failed = files.flatMap(({ cases }) =>
    cases
      .filter(({ problems }) => problems.length > 0)
      .map((each): Diagnostic => ({
        code: 'test-failed',
        severity: 'error',
        message: `${each.name}: ${each.problems.join('; ')}`,
        source: each.source,
        span: each.span,
      })),
  );
  return [...failed, ...diagnostics].toSorted(compareDiagnostics);
}

function stylish(tests: ProjectTests, { color }: TestFormatOptions): string {
  const paint = createColors(color);
  const blocks = tests.files.map(({ path, cases }) => {
    const failed = cases.filter(({ problems }) => problems.length > 0);
    const mark = failed.length === 0 ? paint.green('✔') : paint.red('✖');
    const head = `${mark} ${printable(path)}  ${cases.length - failed.length} of ${cases.length} passed\n`;
    return head + failed.map((each) => failure(each, paint)).join('');
  });
  const { passed, failed, errors } = testTotals(tests);
  const found = tests.diagnostics.toSorted(compareDiagnostics);
  const findings = found.length === 0 ? '' : `\n${formatters.stylish(found, { color, files: tests.files.length })}`;
  const mark = failed + errors === 0 ? paint.green('✔') : paint.red('✖');
  return `${blocks.join('')}${findings}${mark} ${passed} passed, ${failed} failed\n`;
}

function failure(
  { name, source, span, problems, steps, query }: CaseResult,
  paint: ReturnType<typeof createColors>,
): string {
  const { line, column } = positionAt(source, span.start);
  const rows = steps.map(({ span: at, rowCount }) => {
    const piece = printable(query.slice(at.start, at.end).replace(/\s+/g, ' ').trim());
    return `      ${String(rowCount).padStart(6)}  ${piece.length > 90 ? `${piece.slice(0, 89)}…` : piece}\n`;
  });
  return [
    `  ${paint.red('✖')} ${printable(name)}  ${paint.dim(`${printable(source.path)}:${line}:${column}`)}\n`,
    ...problems.map((problem) => `      ${printable(problem)}\n`),
    ...(rows.length === 0 ? [] : [`      ${paint.dim('rows after each step of the last run:')}\n`, ...rows]),
  ].join('');
}

function json(tests: ProjectTests): string {
  const files = tests.files.map(({ path, rule, cases }) => ({
    file: path,
    rule: rule.rule.id,
    cases: cases.map(({ name, source, span, problems, alerts }) => ({
      name,
      ...positionAt(source, span.start),
      passed: problems.length === 0,
      problems,
      alerts: alerts.map(({ rows, ...alert }) => ({ ...alert, rows: rows.length })),
    })),
  }));
  const { diagnostics } = JSON.parse(
    formatters.json(tests.diagnostics.toSorted(compareDiagnostics), { color: false, files: files.length }),
  ) as { readonly diagnostics: unknown };
  return `${JSON.stringify({ files, diagnostics, summary: testTotals(tests) }, null, 2)}\n`;
}

function markdown(tests: ProjectTests, { color }: TestFormatOptions): string {
  const { passed, failed } = testTotals(tests);
  const found = findingsOf(tests);
  const head = `${failed === 0 ? '✅' : '❌'} **rule tests**: ${passed} passed, ${failed} failed\n`;
  return found.length === 0 ? head : `${head}\n${formatters.markdown(found, { color, files: tests.files.length })}`;
}
