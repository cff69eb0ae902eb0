import { printable } from '../../src/diagnostics';
import { textOf } from '../../src/kql';
import type { ColumnSchema } from '../../src/kql';

/** The rows of an answer as JSON values, in the order of its columns. */
export interface Answer {
  readonly columns: readonly ColumnSchema[];
  readonly rows: readonly (readonly unknown[])[];
}

export type AnswerFormat = 'table' | 'json' | 'csv' | 'ndjson';

/** How an answer is shown, one row a format. */
export const answerFormats: Readonly<Record<AnswerFormat, (answer: Answer) => string>> = {
  table: formatTable,
  json: ({ columns, rows }) => `${JSON.stringify({ columns, rows })}\n`,
  csv: ({ columns, rows }) =>
    [columns.map(({ name }) => name), ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join(''),
  ndjson: ({ columns, rows }) =>
    rows
      .map((row) => `${JSON.stringify(Object.fromEntries(columns.map(({ name }, index) => [name, row[index]])))}\n`)
      .join(''),
};

const WIDEST = 60;

function formatTable({ columns, rows }: Answer): string {
  const cells = [columns.map(({ name }) => name), ...rows.map((row) => row.map(shown))];
  const widths = columns.map((_, index) => Math.max(1, ...cells.map((row) => row[index]?.length ?? 0)));
  const numeric = columns.map(({ type }) => ['int', 'long', 'real', 'decimal'].includes(type));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, index) =>
        numeric[index] === true ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  const [header = [], ...body] = cells;
  return `${[line(header), rule, ...body.map(line)].join('\n')}\n${rows.length} row${rows.length === 1 ? '' : 's'}\n`;
}

function shown(value: unknown): string {
  const text = printable(textOf(value));
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
}

function csvCell(value: unknown): string {
  const text = textOf(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
