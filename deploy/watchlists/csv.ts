import type { WatchlistRow } from '../../src/state';

/**
 * Rows as a file of comma-separated values (RFC 4180), the search key's column first, every cell quoted: text that looks
 * like a number, and line breaks, come through as they are.
 */
export function csvOf(rows: readonly WatchlistRow[], searchKey: string): string {
  const columns = [...new Set([searchKey, ...rows.flatMap((row) => Object.keys(row))])];
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))];
  return lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}
