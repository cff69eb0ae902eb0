import type { JsonObject } from '../../json';

/** Steps that read columns which nobody names. */
const ALL = /\*|\b(?:search|find|pack_all|bag_unpack|getschema|invoke|evaluate)\b/;

/**
 * The rows with the columns that a text may read: those that it names, those that somebody asks for, and the time. An event
 * of eighty columns is not read by anybody. Where the text reads columns without naming them, all are kept.
 */
export function columnsThatMatter(
  rows: readonly JsonObject[],
  { text, also }: { readonly text: string; readonly also: readonly string[] },
): readonly JsonObject[] {
  if (ALL.test(text)) return rows;
  const words = new Set(['TimeGenerated', ...also, ...(text.match(/[A-Za-z_]\w*/g) ?? [])]);
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => words.has(column))));
}
