import { tableWriter } from '../../src/kql';
import type {
  Catalog,
  ColumnSchema,
  FunctionDefinition,
  JsonRow,
  KqlType,
  Table,
  TableSchema,
  TableSource,
} from '../../src/kql';
import { watchlistTable } from '../../src/rules';
import type { BuiltCatalog } from '../../src/rules';
import type { DataFile, DataFolder } from '../data/data-folder';
import { exportedCell } from '../../src/unit';
import { UsageError } from '../command';
import { inferType } from '../data/infer-type';

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
  const read = new Map<string, Table | undefined>();
  /** A table is read when its name is first met: what columns it has, only its rows can tell. */
  const tableOf = (name: string): Table | undefined => {
    if (read.has(name)) return read.get(name);
    const file = data?.file(name);
    const shipped = known.table(name) ?? parserRows(name, known.function(name));
    const table = file === undefined ? undefined : tableIn(file, shipped);
    read.set(name, table);
    if (file !== undefined && table !== undefined) notes.push(...assumed(name, file, table, shipped));
    return table;
  };
  const schemaOf = (name: string): TableSchema | undefined => {
    const table = tableOf(name);
    return table === undefined ? known.table(name) : { name, columns: table.schema };
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

/**
 * A row of a CSV file, whose times and dynamic values are as the portal exports them. A time that cannot be read would be null, and
 * the row gone from every window.
 */
function typed(row: JsonRow, types: ReadonlyMap<string, KqlType>, place: string): JsonRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const type = types.get(name);
      if (type !== 'datetime' && type !== 'dynamic') return [name, value];
      const cell = exportedCell(value, type);
      if (cell.kind === 'bad')
        throw new UsageError(`${place}: ${name} is ${JSON.stringify(value)}, expected ${cell.expected}`);
      return [name, cell.kind === 'empty' ? null : cell.value];
    }),
  );
}

/** What a parser returns: a file may hold its rows. */
function parserRows(name: string, parser: FunctionDefinition | undefined): TableSchema | undefined {
  return parser?.columns === undefined ? undefined : { name, columns: parser.columns };
}

function tableIn(file: DataFile, shipped: TableSchema | undefined): Table {
  const writer = tableWriter({
    columns: shipped?.columns ?? [],
    ingested,
    typeOf: (name, values) => (name === '_IngestionTime' ? undefined : inferType(values, file.form)),
    ...(file.form === 'json' ? { from: 'json-text' } : {}),
  });
  const types = new Map(shipped?.columns.map(({ name, type }) => [name, type]));
  let count = 0;
  file.each((row) => writer.push(file.form === 'text' ? typed(row, types, `${file.path}: row ${++count}`) : row));
  return writer.finish();
}

function assumed(name: string, { path }: DataFile, table: Table, shipped: TableSchema | undefined): readonly string[] {
  const extra = table.schema.slice(shipped?.columns.length ?? 0);
  if (extra.length === 0) return [];
  const words =
    shipped === undefined ? `the table ${name} is in no schema` : `columns of ${name} that its schema does not have`;
  return [`${words}; read from ${path} as ${extra.map(printed).join(', ')}`];
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
