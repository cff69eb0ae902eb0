import type { Catalog, Table } from '../../src/kql';
import { catalogOf, compileQuery, jsonRows, runQuery } from '../../src/kql';

/** What a query answers: `name:type` of its columns and its rows as JSON, or the error. */
export interface Answer {
  readonly columns: string;
  readonly rows: readonly (readonly unknown[])[];
  readonly error?: string;
}

export interface World {
  readonly catalog?: Catalog;
  readonly tables?: Readonly<Record<string, Table>>;
  readonly now?: string;
}

/** Compiles and runs a query over given tables. */
export function answer(
  query: string,
  { catalog = catalogOf({}), tables = {}, now = '2026-01-10T00:00:00Z' }: World = {},
): Answer {
  const compiled = compileQuery(query, catalog);
  if (!compiled.ok) return failed(compiled.error);
  const result = runQuery(compiled.plan, { source: { table: (name) => tables[name] }, now: new Date(now) });
  if (!result.ok) return failed(result.error);
  return { columns: result.columns.map(({ name, type }) => `${name}:${type}`).join(' '), rows: jsonRows(result.table) };
}

function failed({ code, message }: { readonly code: string; readonly message: string }): Answer {
  return { columns: '', rows: [], error: `${code}: ${message}` };
}
