import type { ColumnSchema } from '../../kql';
import { typeNamed } from '../../kql';

/**
 * Columns in their compact form: names by spaces, `:type` behind each that is no string. Three quarters of all columns
 * are strings, so a thousand tables stay half a megabyte, and one table is one line of a diff.
 */
export function parseColumnList(text: string): readonly ColumnSchema[] {
  return text.split(' ').filter(Boolean).map(parseColumn);
}

export function formatColumnList(columns: readonly ColumnSchema[]): string {
  return columns.map(({ name, type }) => (type === 'string' ? name : `${name}:${type}`)).join(' ');
}

function parseColumn(text: string): ColumnSchema {
  const colon = text.indexOf(':');
  if (colon < 0) return { name: text, type: 'string' };
  const type = typeNamed(text.slice(colon + 1));
  if (type === undefined) throw new Error(`column list: '${text}' has no KQL type`);
  return { name: text.slice(0, colon), type };
}
