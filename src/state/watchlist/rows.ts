import { isArray, isObject } from '../../json';
import type { JsonObject } from '../../json';

/** A row of a watchlist: column to text. A file of separated values has no types. */
export type WatchlistRow = Readonly<Record<string, string>>;

/** The rows that a body holds; undefined where nobody read them. */
export function rowsOf(body: JsonObject): readonly WatchlistRow[] | undefined {
  const rows = body['rows'];
  return isArray(rows) ? rows.filter(isObject).map(textsOf) : undefined;
}

/** Values that came otherwise than as texts (a row that somebody wrote through the API) are told as their JSON. */
function textsOf(row: JsonObject): WatchlistRow {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

/** Rows as a set: sorted, each once, an empty cell as if it was not there. */
export function canonicalRows(rows: readonly WatchlistRow[]): readonly WatchlistRow[] {
  const byText = new Map(rows.map((row) => [rowKey(row), filled(row)]));
  return [...byText].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, row]) => row);
}

/** Equal for rows that say the same. */
export function rowKey(row: WatchlistRow): string {
  return JSON.stringify(Object.entries(filled(row)));
}

function filled(row: WatchlistRow): WatchlistRow {
  const cells = Object.entries(row).filter(([, value]) => value !== '');
  return Object.fromEntries(cells.sort(([left], [right]) => (left < right ? -1 : 1)));
}
