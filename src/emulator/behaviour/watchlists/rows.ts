import { badRequest } from '../../errors';
import type { Refusal } from '../../errors';
import { isObject, member, textMember } from '../../json';
import type { Json, JsonObject } from '../../json';
import { separatedLines } from './separated-text';

/** [S] Microsoft Learn, "Watchlists in Microsoft Sentinel" (2025-05-27, read 2026-11-24): files up to 3.8 MB. In bytes. */
const MOST_BYTES = 3.8 * 1024 * 1024;

/** A row: column name to text. A file of separated values has no types. */
export type Row = Readonly<Record<string, string>>;

export type ReadRows = { readonly rows: readonly Row[] } | { readonly refusal: Refusal };

/** Reads the rows of a file that came as text; no rows without one. */
export function readRows(properties: JsonObject): ReadRows {
  const content = member(properties, 'rawContent');
  if (typeof content !== 'string') return { rows: [] };
  if (Buffer.byteLength(content) > MOST_BYTES) return refused('the file is larger than 3.8 MB');
  const skip = member(properties, 'numberOfLinesToSkip');
  const tabs = member(properties, 'contentType') === 'text/tsv';
  const all = separatedLines(content, tabs ? '\t' : ',');
  const [header, ...lines] = all.slice(typeof skip === 'number' ? skip : 0);
  // [C] Azure/Azure-Sentinel#5040
  if (header === undefined || lines.length === 0) {
    return refused('no watchlist items found in the provided rawContent');
  }
  const key = textMember(properties, 'itemsSearchKey');
  const column = header.findIndex((name) => name === key);
  if (column < 0) return refused(`the search key '${key}' is not a column of the provided rawContent`);
  // [S] Microsoft Learn, "Manage watchlists" (2026-06-15): no blank values in the column of the search key.
  const blank = lines.findIndex((cells) => (cells[column] ?? '').trim() === '');
  if (blank >= 0) return refused(`row ${blank + 1} has no value for the search key '${key}'`);
  return {
    rows: lines.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? '']))),
  };
}

function refused(reason: string): ReadRows {
  return { refusal: badRequest(`Invalid csv content : ${reason}`) };
}

/** Equal for two rows that are duplicates: all columns equal. */
export function rowKey(row: Json | undefined): string {
  if (!isObject(row)) return '';
  return JSON.stringify(Object.entries(row).sort(([left], [right]) => (left < right ? -1 : 1)));
}
