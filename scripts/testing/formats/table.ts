const MOST_WIDE = 60;

/** Rows of cells in columns of equal width, each line behind a mark such as `-` or `+`. Long cells are cut. */
export function alignedTable(
  head: readonly string[],
  rows: readonly { readonly mark: string; readonly cells: readonly string[] }[],
): readonly string[] {
  const cut = (text: string): string => (text.length > MOST_WIDE ? `${text.slice(0, MOST_WIDE - 1)}…` : text);
  const all = [{ mark: ' ', cells: head }, ...rows].map(({ mark, cells }) => ({ mark, cells: cells.map(cut) }));
  const widths = head.map((_, column) => Math.max(...all.map(({ cells }) => (cells[column] ?? '').length)));
  return all.map(({ mark, cells }) =>
    `${mark} ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join('  ')}`.trimEnd(),
  );
}
