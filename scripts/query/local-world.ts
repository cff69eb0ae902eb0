import { rowsToTable } from '../../src/kql';
import type { Catalog, ColumnSchema, JsonRow, Table, TableSchema, TableSource } from '../../src/kql';
import { watchlistTable } from '../../src/rules';
import type { BuiltCatalog } from '../../src/rules';
import type { DataFolder, TableData } from '../data/data-folder';

/** What a local query sees: schemas and rows, with what was assumed about them. */
export interface LocalWorld {
  readonly catalog: Catalog;
  readonly source: TableSource;
  /** What was inferred or assumed while reading, for people. */
  readonly notes: readonly string[];
}

/** Where `ingestion_time()` comes from, the first that a row has. */
const INGESTED = ['_IngestionTime', '_TimeReceived', 'TimeGenerated'];

/**
 * A project's catalog over a folder of log files. A table keeps the types of its schema; columns and tables that no
 * schema knows are taken as the data shows them, and said in `notes`.
 */
export function localWorld(
  { catalog: known }: Pick<BuiltCatalog, 'catalog'>,
  data: DataFolder | undefined,
): LocalWorld {
  const notes: string[] = [];
  const schemas = new Map<string, TableSchema>();
  const schemaOf = (name: string): TableSchema | undefined => {
    const made = schemas.get(name);
    if (made !== undefined) return made;
    const shipped = known.table(name);
    const rows = data?.table(name);
    if (rows === undefined) return shipped;
    const schema = merged(name, shipped, rows, notes);
    schemas.set(name, schema);
    return schema;
  };
  const tables = new Map<string, Table>();
  const tableOf = (name: string): Table | undefined => {
    const made = tables.get(name);
    const schema = made === undefined ? schemaOf(name) : undefined;
    const rows = data?.table(name)?.rows;
    if (schema === undefined || rows === undefined) return made;
    const table = rowsToTable(rows, { columns: schema.columns, ingested });
    tables.set(name, table);
    return table;
  };
  return {
    catalog: {
      table: schemaOf,
      function: (name) => known.function(name),
      watchlist: (alias) => known.watchlist(alias),
      tableNames: () => [...new Set([...known.tableNames(), ...(data?.tableNames ?? [])])],
    },
    source: {
      table: tableOf,
      watchlist: (alias) => {
        const info = known.watchlist(alias);
        return info === undefined ? undefined : watchlistTable(info);
      },
    },
    notes,
  };
}

function merged(name: string, shipped: TableSchema | undefined, data: TableData, notes: string[]): TableSchema {
  const own = new Set(shipped?.columns.map((column) => column.name));
  const extra = data.columns.filter((column) => !own.has(column.name) && column.name !== '_IngestionTime');
  if (extra.length > 0) {
    const words =
      shipped === undefined ? `the table ${name} is in no schema` : `columns of ${name} that its schema does not have`;
    notes.push(`${words}; read from ${data.path} as ${extra.map(printed).join(', ')}`);
  }
  return { name, columns: [...(shipped?.columns ?? []), ...extra] };
}

const printed = ({ name, type }: ColumnSchema): string => `${name}:${type}`;

function ingested(row: JsonRow): Date | undefined {
  for (const name of INGESTED) {
    const value = row[name];
    if (typeof value !== 'string') continue;
    const date = new Date(value);
    if (!Number.isNaN(date.getTime())) return date;
  }
  return undefined;
}
