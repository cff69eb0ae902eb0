import { createColors } from 'picocolors';
import { printable } from '../../src/diagnostics';
import { textOf } from '../../src/kql';
import type { CaseResult } from '../../src/unit';
import type { ExplainedRule } from './explain-rule';
import { explanationLines } from './formats';
import { alignedTable } from './formats/table';

type Told = Extract<ExplainedRule, { readonly title: string }>;

export interface ExplainFormatOptions {
  readonly color: boolean;
}

/** How an explanation is shown, one row a format. */
export const explainFormats = {
  stylish(told: Told, { color }: ExplainFormatOptions): string {
    const paint = createColors(color);
    const { rule, title, explanation, problems, notes } = told;
    const lines = [
      `${rule.path}, ${title}`,
      ...problems.map((words) => paint.red(printable(words))),
      '',
      ...(explanation === undefined ? ['no run: nothing arrives'] : explanationLines(explanation).map(printable)),
      ...resultLines(told).map(printable),
      ...notes.map((note) => paint.dim(printable(note))),
    ];
    return `${lines.join('\n')}\n`;
  },
  /** For other programs; public and stable. */
  json({ rule, title, explanation, alerts, problems, notes }: Told): string {
    const told = {
      rule: rule.rule.id,
      file: rule.path,
      of: title,
      problems,
      notes,
      ...(explanation === undefined ? {} : { run: runOf(explanation) }),
      alerts: alerts.map(({ title: shown, severity, rows }) => ({ title: shown, severity, rows: rows.length })),
    };
    return `${JSON.stringify(told, null, 2)}\n`;
  },
} as const;

function runOf(explanation: NonNullable<CaseResult['explanation']>) {
  const { scheduled, executed, tables, steps, losses, resultCount, results } = explanation;
  return {
    scheduled: new Date(scheduled).toISOString(),
    executed: new Date(executed).toISOString(),
    tables,
    steps: steps.map(({ text, rowCount }) => ({ clause: text, rowCount })),
    lostAt: losses.map(({ text, words }) => ({ clause: text, words })),
    notes: explanation.notes,
    resultCount,
    results: results.rows.map((row) => Object.fromEntries(results.columns.map((name, index) => [name, row[index]]))),
  };
}

/** So few results are shown with their columns below each other: they have many. */
const MOST_UPRIGHT = 3;

function resultLines({ explanation, alerts }: Told): readonly string[] {
  if (explanation === undefined || explanation.resultCount === 0) return [];
  const { resultCount, results } = explanation;
  const cells = results.rows.map((row) => row.map((value) => textOf(value).replace(/\s+/g, ' ')));
  const filled = results.columns.flatMap((name, at) => (cells.some((row) => row[at] !== '') ? [{ name, at }] : []));
  const more = resultCount - results.rows.length;
  return [
    `${resultCount} result${resultCount === 1 ? '' : 's'}, columns without a value left out:`,
    ...(cells.length <= MOST_UPRIGHT
      ? alignedTable(
          ['', ...cells.map((_, index) => `result ${index + 1}`)],
          filled.map(({ name, at }) => ({ mark: ' ', cells: [name, ...cells.map((row) => row[at] ?? '')] })),
        )
      : alignedTable(
          filled.map(({ name }) => name),
          cells.map((row) => ({ mark: ' ', cells: filled.map(({ at }) => row[at] ?? '') })),
        )),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...alerts.slice(0, 10).map(({ severity, title }) => `alert: ${severity} ${JSON.stringify(title)}`),
    ...(alerts.length > 10 ? [`and ${alerts.length - 10} more alerts`] : []),
  ];
}
