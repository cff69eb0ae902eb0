import { createHash } from 'node:crypto';
import type { Catalog, ColumnSchema, Syntax, Table, TableSource } from '../../../src/kql';
import { analyze, rowsToTable, seededRandom } from '../../../src/kql';
import { eventRows } from './event-rows';
import { standInCatalog } from './stand-in-catalog';
import { usageOf } from './usage';

/** What a query needs to run: names that mean something, and events. */
export interface QueryWorld {
  readonly catalog: Catalog;
  readonly source: TableSource;
  /** What no catalog knows and was made up for it. */
  readonly assumed: readonly string[];
}

/** Tables that `search` and wildcards find, beside those that a query names: all would be a thousand. */
const COMMON: ReadonlySet<string> = new Set([
  'SecurityEvent',
  'SigninLogs',
  'Syslog',
  'DeviceProcessEvents',
  'OfficeActivity',
]);

/** A world of generated events for one query; the same query and seed make the same world. */
export function queryWorld(query: string, known: Catalog, { now, seed }: { now: Date; seed: number }): QueryWorld {
  const few: Catalog = { ...known, tableNames: () => namedIn(query, known) };
  const { catalog, assumed } = standInCatalog(query, few);
  const { root } = analyze(query, catalog);
  const declared = externalColumns(root);
  const words = new Set(query.match(/[\p{L}_][\p{L}\p{N}_ ]*|\w+/gu)?.flatMap((each) => [each, ...each.split(' ')]));
  const columnNames = new Set(
    [...words].flatMap((word) => catalog.table(word)?.columns ?? []).map((column) => column.name),
  );
  const usage = usageOf(root, (name) => columnNames.has(name));
  const tables = new Map<string, Table>();
  const rowsOf = (name: string, columns: readonly ColumnSchema[]): Table => {
    const made = tables.get(name) ?? generated(name, columns);
    tables.set(name, made);
    return made;
  };
  const generated = (name: string, columns: readonly ColumnSchema[]): Table => {
    // what the query does not name stays null
    const used = columns.filter((column) => words.has(column.name) || column.type === 'datetime');
    const random = seededRandom(seed ^ createHash('sha256').update(name).digest().readInt32LE());
    return rowsToTable(eventRows({ columns: used, usage, now, random }), { columns: used, ingested: () => now });
  };
  return {
    catalog,
    assumed,
    source: {
      table(name) {
        const columns = (catalog.table(name) ?? catalog.function(name))?.columns;
        return columns === undefined ? undefined : rowsOf(name, columns);
      },
      watchlist(alias) {
        const columns = catalog.watchlist(alias)?.columns ?? [];
        return rowsOf(`watchlist ${alias}`, [...columns, { name: 'SearchKey', type: 'string' }]);
      },
      external: (uris) => rowsOf(uris.join(' '), declared),
    },
  };
}

function namedIn(query: string, known: Catalog): readonly string[] {
  const words = new Set(query.match(/\w+/g));
  const prefixes = (query.match(/\w+(?=\*)/g) ?? []).filter((prefix) => prefix.length > 2);
  return known
    .tableNames()
    .filter((name) => words.has(name) || COMMON.has(name) || prefixes.some((prefix) => name.startsWith(prefix)));
}

function externalColumns(node: Syntax): readonly ColumnSchema[] {
  const own = node.kind === 'ExternalDataExpression' ? (node.table?.columns ?? []) : [];
  const known = own.flatMap(({ name, type }) => (type === 'unknown' ? [] : [{ name, type }]));
  const all = [...known, ...node.children.flatMap(externalColumns)];
  return all.filter(({ name }, index) => all.findIndex((each) => each.name === name) === index);
}
