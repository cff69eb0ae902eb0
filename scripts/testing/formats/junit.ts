import { compareDiagnostics, escapeXml, positionAt } from '../../../src/diagnostics';
import type { Diagnostic } from '../../../src/diagnostics';
import { mismatchWords } from '../../../src/unit';
import type { CaseResult } from '../../../src/unit';
import { failureLines } from './failure';
import type { TestFormat } from './test-format';
import { isFailed, testTotals } from './test-format';

/** JUnit XML: a suite a test file, a test case a case; what is wrong beside the cases is a suite of its own. */
export const junit: TestFormat = (tests) => {
  const { passed, failed } = testTotals(tests);
  const found = tests.diagnostics.filter(({ severity }) => severity === 'error').toSorted(compareDiagnostics);
  const suites = tests.files.map(({ path, cases }) =>
    suite(
      path,
      cases.map((each) => testCase(path, each)),
      cases.filter(isFailed).length,
    ),
  );
  if (found.length > 0) suites.push(suite('findings', found.map(finding), found.length));
  const total = passed + failed + found.length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="sentinel-rules test" tests="${total}" failures="${failed + found.length}" errors="0">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
};

function suite(name: string, cases: readonly string[], failures: number): string {
  return [
    `  <testsuite name="${escapeXml(name)}" tests="${cases.length}" failures="${failures}" errors="0">`,
    ...cases,
    '  </testsuite>',
  ].join('\n');
}

function testCase(file: string, result: CaseResult): string {
  const head = `    <testcase name="${escapeXml(result.name)}" classname="${escapeXml(file)}"`;
  if (!isFailed(result)) return `${head}/>`;
  const { line, column } = positionAt(result.source, result.span.start);
  const text = [`${result.source.path}:${line}:${column}`, ...failureLines(result)].join('\n');
  const message = result.mismatches.map(mismatchWords).join('; ');
  return [
    `${head}>`,
    `      <failure message="${escapeXml(message)}" type="test-failed">${escapeXml(text)}</failure>`,
    '    </testcase>',
  ].join('\n');
}

function finding({ code, message, source, span, help = '' }: Diagnostic): string {
  const { line, column } = positionAt(source, span.start);
  const place = `${source.path}:${line}:${column}`;
  return [
    `    <testcase name="${escapeXml(`${code} at line ${line}`)}" classname="${escapeXml(source.path)}">`,
    `      <failure message="${escapeXml(message)}" type="${escapeXml(code)}">${escapeXml(`${place}\n${help}`)}</failure>`,
    '    </testcase>',
  ].join('\n');
}
