import { createColors } from 'picocolors';
import { compareDiagnostics, formatters, positionAt, printable } from '../../../src/diagnostics';
import type { CaseResult } from '../../../src/unit';
import { failureLines } from './failure';
import type { TestFormat } from './test-format';
import { isFailed, testTotals } from './test-format';

/** For a person at a terminal or in a log: failed cases with what differs and why, then what else was found. */
export const stylish: TestFormat = (tests, { color }) => {
  const paint = createColors(color);
  const blocks = tests.files.map(({ path, cases }) => {
    const failed = cases.filter(isFailed);
    const mark = failed.length === 0 ? paint.green('✔') : paint.red('✖');
    const head = `${mark} ${printable(path)}  ${cases.length - failed.length} of ${cases.length} passed\n`;
    return head + failed.map((each) => failure(each, paint)).join('');
  });
  const { passed, failed, errors } = testTotals(tests);
  const found = tests.diagnostics.toSorted(compareDiagnostics);
  const sources = new Set([...tests.files.map(({ path }) => path), ...found.map(({ source }) => source.path)]);
  const findings = found.length === 0 ? '' : `\n${formatters.stylish(found, { color, files: sources.size })}`;
  const mark = failed + errors === 0 ? paint.green('✔') : paint.red('✖');
  const cases = `${passed} case${passed === 1 ? '' : 's'} passed, ${failed} failed`;
  return `${blocks.join('')}${findings}${mark} ${cases}${errors === 0 ? '' : `, ${errors} error${errors === 1 ? '' : 's'}`}\n`;
};

function failure(result: CaseResult, paint: ReturnType<typeof createColors>): string {
  const { name, source, span } = result;
  const { line, column } = positionAt(source, span.start);
  const place = paint.dim(`${printable(source.path)}:${line}:${column}`);
  const lines = failureLines(result).map((text) => `      ${colored(text, paint)}`.trimEnd());
  return `\n  ${paint.red('✖')} ${printable(name)}  ${place}\n${lines.join('\n')}\n\n`;
}

function colored(text: string, paint: ReturnType<typeof createColors>): string {
  if (text.startsWith('- ')) return paint.red(text);
  return text.startsWith('+ ') ? paint.green(text) : text;
}
