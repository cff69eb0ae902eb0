import { escapeMarkdown, formatters, positionAt, printable } from '../../../src/diagnostics';
import { mismatchWords } from '../../../src/unit';
import type { CaseResult } from '../../../src/unit';
import { failureLines } from './failure';
import type { TestFormat } from './test-format';
import { isFailed, testTotals } from './test-format';

/** A comment on a pull request has a limit of length: failed cases beyond these are counted. */
const MOST = 20;

/** A summary for a pull request or a job: totals, then each failed case folded, then what else was found. */
export const markdown: TestFormat = (tests, { color }) => {
  const { passed, failed, errors } = testTotals(tests);
  const all = tests.files.flatMap(({ cases }) => cases.filter(isFailed));
  const more = all.length - MOST;
  return [
    `${failed + errors === 0 ? '✅' : '❌'} **rule tests**: ${passed} passed, ${failed} failed`,
    ...all.slice(0, MOST).map(block),
    ...(more > 0 ? [`and ${more} more`] : []),
    ...(tests.diagnostics.length === 0
      ? []
      : [formatters.markdown(tests.diagnostics, { color, files: tests.files.length }).trimEnd()]),
    '',
  ].join('\n\n');
};

function block(result: CaseResult): string {
  const { line, column } = positionAt(result.source, result.span.start);
  const place = `${result.source.path}:${line}:${column}`;
  const words = result.mismatches.map(mismatchWords).join('; ');
  const lines = failureLines(result);
  // a fence that no line of the text can close
  const fence = '`'.repeat(Math.max(3, ...lines.map((text) => (/`+/.exec(text)?.[0].length ?? 0) + 1)));
  return [
    `<details><summary>❌ ${escapeMarkdown(printable(result.name))}</summary>`,
    `${escapeMarkdown(printable(place))}<br>${escapeMarkdown(printable(words))}`,
    `${fence}text\n${lines.join('\n')}\n${fence}`,
    '</details>',
  ].join('\n\n');
}
