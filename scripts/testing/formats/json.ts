import { compareDiagnostics, formatters, positionAt } from '../../../src/diagnostics';
import { mismatchWords } from '../../../src/unit';
import type { TestFormat } from './test-format';
import { testTotals } from './test-format';

/** For other programs; public and stable. Lines and columns count from 1. */
export const json: TestFormat = (tests) => {
  const files = tests.files.map(({ path, rule, cases }) => ({
    file: path,
    rule: rule.rule.id,
    cases: cases.map(({ name, source, span, mismatches, alerts, explanation }) => ({
      name,
      ...positionAt(source, span.start),
      passed: mismatches.length === 0,
      problems: mismatches.map(mismatchWords),
      alerts: alerts.map(({ rows, time, ...alert }) => ({
        ...alert,
        rows: rows.length,
        time: new Date(time).toISOString(),
      })),
      ...(explanation === undefined
        ? {}
        : {
            steps: explanation.steps.map(({ text, rowCount }) => ({ clause: text, rowCount })),
            lostAt: explanation.losses.map(({ text, words }) => ({ clause: text, words })),
          }),
    })),
  }));
  const { diagnostics } = JSON.parse(
    formatters.json(tests.diagnostics.toSorted(compareDiagnostics), { color: false, files: files.length }),
  ) as { readonly diagnostics: unknown };
  return `${JSON.stringify({ files, diagnostics, summary: testTotals(tests) }, null, 2)}\n`;
};
