import type { Diagnostic } from '../diagnostic';
import { codeFrame } from '../code-frame';
import { positionAt } from '../source';
import type { Formatter } from './formatter';
import { escapeXml } from './escape';

/**
 * JUnit XML: a suite a file, a failure an error. Warnings and notes stand in the suite's output: they fail nothing. A file
 * without errors is one passed case.
 */
export const formatJunit: Formatter = (diagnostics, { taken = [] }) => {
  const files = new Set([...taken.map(({ file }) => file), ...diagnostics.map(({ source }) => source.path)]);
  const suites = [...files].toSorted().map((file) =>
    suite(
      file,
      diagnostics.filter(({ source }) => source.path === file),
    ),
  );
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const tests = suites.reduce((sum, { tests: count }) => sum + count, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="sentinel-rules check" tests="${tests}" failures="${errors}" errors="0">`,
    ...suites.map(({ xml }) => xml),
    '</testsuites>',
    '',
  ].join('\n');
};

function suite(file: string, found: readonly Diagnostic[]): { readonly tests: number; readonly xml: string } {
  const errors = found.filter(({ severity }) => severity === 'error');
  const others = found.filter(({ severity }) => severity !== 'error');
  const cases =
    errors.length === 0
      ? [`    <testcase name="no errors" classname="${escapeXml(file)}"/>`]
      : errors.map((each) => failure(file, each));
  const output = others.map((each) => escapeXml(`${placeOf(each)} ${each.severity} ${each.message} (${each.code})`));
  return {
    tests: cases.length,
    xml: [
      `  <testsuite name="${escapeXml(file)}" tests="${cases.length}" failures="${errors.length}" errors="0">`,
      ...cases,
      ...(output.length === 0 ? [] : [`    <system-out>${output.join('\n')}</system-out>`]),
      '  </testsuite>',
    ].join('\n'),
  };
}

function failure(file: string, diagnostic: Diagnostic): string {
  const { code, message, source, span, help } = diagnostic;
  const { line } = positionAt(source, span.start);
  const text = [placeOf(diagnostic), codeFrame(source, span, 1), ...(help === undefined ? [] : [`help: ${help}`])];
  return [
    `    <testcase name="${escapeXml(`${code} at line ${line}`)}" classname="${escapeXml(file)}">`,
    `      <failure message="${escapeXml(message)}" type="${escapeXml(code)}">${escapeXml(text.join('\n'))}</failure>`,
    '    </testcase>',
  ].join('\n');
}

function placeOf({ source, span }: Diagnostic): string {
  const { line, column } = positionAt(source, span.start);
  return `${source.path}:${line}:${column}`;
}
