import { typeNamed } from '../../kql';
import { isList, isObject } from '../json';
import type { Json } from '../json';
import type { SeededRows, SeededTable } from './rows';

/** Reads rows of tables that came as JSON: `{ "SentinelHealth": { "columns": { ... }, "rows": [ ... ] } }`. Text: what is wrong. */
export function parseRows(value: Json | undefined): SeededRows[string] | string {
  if (!isObject(value)) return '`tables` must be an object: a table name to its `columns` and `rows`';
  const problem = Object.entries(value)
    .map(([name, table]) => problemOf(name, table))
    .find((found) => found !== undefined);
  return problem ?? (value as unknown as Readonly<Record<string, SeededTable>>);
}

function problemOf(name: string, table: Json): string | undefined {
  if (!isObject(table)) return `the table ${name} must be an object`;
  const { columns, rows } = table;
  if (!isObject(columns)) return `the columns of ${name} must be an object: a name to a type of KQL`;
  const strange = Object.entries(columns).find(([, type]) => typeof type !== 'string' || typeNamed(type) === undefined);
  if (strange !== undefined)
    return `the column ${name}.${strange[0]} has the type ${JSON.stringify(strange[1])}, which KQL has not`;
  return isList(rows) && rows.every(isObject) ? undefined : `the rows of ${name} must be a list of objects`;
}
