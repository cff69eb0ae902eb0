import { inertLine } from '../../state';

/** Columns of plain text, each as wide as its widest cell; the last is not padded. Cells are made harmless. */
export function table(rows: readonly (readonly string[])[], indent = '  '): readonly string[] {
  const safe = rows.map((row) => row.map(inertLine));
  const widths = safe.reduce<readonly number[]>(
    (wide, row) => row.map((cell, index) => Math.max(cell.length, wide[index] ?? 0)),
    [],
  );
  return safe.map((row) =>
    `${indent}${row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))).join('  ')}`.trimEnd(),
  );
}

/** Rows of a markdown table; cells stand in code, for their text may be hostile. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [
    `| ${head.join(' | ')} |`,
    `|${head.map(() => ' --- |').join('')}`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ];
}

/** A time to the second, as people read it. */
export function timeWords(time: string | null): string {
  return time === null ? 'unknown' : time.replace(/\.\d+Z$/, 'Z');
}
