import type { KqlType } from './values/type';

export interface ColumnSchema {
  readonly name: string;
  readonly type: KqlType;
}

/** Columns of a table. `open`: it may have more than are listed; any other name is then a column of unknown type. */
export interface TableSchema {
  readonly name: string;
  readonly columns: readonly ColumnSchema[];
  readonly open?: boolean;
}

/**
 * A saved function. With a `body` it is KQL that runs in the caller's query; with `columns` alone it is a parser whose
 * rows come from the table source under its own name (fixtures), whatever its arguments.
 */
export interface FunctionDefinition {
  readonly name: string;
  /** KQL text of the parameter list with its parentheses: `(T: (a: long), limit: long = 5)`. */
  readonly parameters: string;
  readonly body?: string;
  readonly columns?: readonly ColumnSchema[];
}

/** The columns of a watchlist's CSV; `_GetWatchlist` adds its own. */
export interface WatchlistSchema {
  readonly alias: string;
  readonly columns: readonly ColumnSchema[];
}

/**
 * All that a query may name. Look-ups, not lists: a catalog may know a thousand tables, and only those that a query
 * names are bound. `tableNames` serves wildcards (`union Device*`, `search`) alone.
 */
export interface Catalog {
  table(name: string): TableSchema | undefined;
  function(name: string): FunctionDefinition | undefined;
  watchlist(alias: string): WatchlistSchema | undefined;
  tableNames(): readonly string[];
}

/** A catalog of these tables and functions and nothing else. */
export function catalogOf(parts: {
  readonly tables?: readonly TableSchema[];
  readonly functions?: readonly FunctionDefinition[];
  readonly watchlists?: readonly WatchlistSchema[];
}): Catalog {
  const tables = new Map((parts.tables ?? []).map((table) => [table.name, table]));
  const functions = new Map((parts.functions ?? []).map((each) => [each.name, each]));
  const watchlists = new Map((parts.watchlists ?? []).map((list) => [list.alias.toLowerCase(), list]));
  return {
    table: (name) => tables.get(name),
    function: (name) => functions.get(name),
    watchlist: (alias) => watchlists.get(alias.toLowerCase()),
    tableNames: () => [...tables.keys()],
  };
}
