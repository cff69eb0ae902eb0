import type { Catalog, ColumnSchema, FunctionDefinition, TableSchema } from '../catalog';
import { watchlistColumns } from '../watchlist';
import type { BridgeGlobals, BridgeType, CustomReturnContext } from './bridge';
import { kustoLanguage } from './load';
import type { ReferencedNames } from './referenced-names';
import { listOf } from './symbols';

/** What was made for a catalog before: symbols by name, worlds by the names in them. */
interface Made {
  readonly tables: Map<string, BridgeType>;
  readonly functions: Map<string, object>;
  readonly globals: Map<string, BridgeGlobals>;
}

const madeFor = new WeakMap<Catalog, Made>();

/** Worlds that are kept: each holds what the binder has worked out in it. */
const MOST_KEPT = 96;

/**
 * The binder's world: one database that holds what the query names, and `_GetWatchlist`. Queries that name the same
 * share it, and with it what the binder keeps: of real rules four in five do.
 */
export function bindGlobals(names: ReferencedNames, catalog: Catalog): BridgeGlobals {
  const made = madeFor.get(catalog) ?? { tables: new Map(), functions: new Map(), globals: new Map() };
  madeFor.set(catalog, made);
  const key = [...names.tables, ...names.functions]
    .map(({ name }) => name)
    .concat(names.others)
    .sort()
    .join('\n');
  const globals = made.globals.get(key) ?? makeGlobals(names, catalog, made);
  // the oldest is the first: what is used moves to the end
  made.globals.delete(key);
  made.globals.set(key, globals);
  const [oldest] = made.globals.keys();
  if (made.globals.size > MOST_KEPT && oldest !== undefined) made.globals.delete(oldest);
  return globals;
}

function makeGlobals(names: ReferencedNames, catalog: Catalog, made: Made): BridgeGlobals {
  const { GlobalState, Symbols } = kustoLanguage();
  const tables = names.tables.map((table) => kept(made.tables, table, tableSymbol));
  const members = [
    ...tables,
    ...names.functions.map((each) => kept(made.functions, each, functionSymbol)),
    ...otherWorkspaces(names, tables),
    ...(names.functions.some(({ name }) => name === '_GetWatchlist') ? [] : [watchlistSymbol(catalog)]),
  ];
  return GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor('workspace', members)).WithCache();
}

function kept<T extends { readonly name: string }, S>(made: Map<string, S>, value: T, make: (value: T) => S): S {
  const symbol = made.get(value.name) ?? make(value);
  made.set(value.name, symbol);
  return symbol;
}

/**
 * `workspace("name").Table`, `app(...)` and `resource(...)` reach other workspaces (source: Microsoft Learn, Azure Monitor
 * "cross-workspace query", read 2026-11-24). What is there beside the tables of this one, nobody here knows.
 */
function otherWorkspaces({ others }: ReferencedNames, tables: readonly BridgeType[]): readonly object[] {
  const { Symbols } = kustoLanguage();
  return others.map((name) => {
    const database = new Symbols.DatabaseSymbol.$ctor1('other', tables, true);
    const identifier = new Symbols.Parameter.$ctor2('identifier', Symbols.ScalarTypes.GetSymbol('string'));
    return new Symbols.FunctionSymbol.$ctor5(name, database, [identifier]);
  });
}

function tableSymbol({ name, columns, open }: TableSchema): BridgeType {
  const { Symbols } = kustoLanguage();
  const table = new Symbols.TableSymbol.$ctor4(name, columns.map(columnSymbol));
  return open === true && table.WithIsOpen !== undefined ? table.WithIsOpen(true) : table;
}

function columnSymbol({ name, type }: ColumnSchema): object {
  const { Symbols } = kustoLanguage();
  return new Symbols.ColumnSymbol.ctor(name, Symbols.ScalarTypes.GetSymbol(type));
}

/** A parser known by its columns alone needs no body: its rows come from elsewhere. */
function functionSymbol({ name, parameters, body, columns }: FunctionDefinition): object {
  const { Symbols } = kustoLanguage();
  if (body !== undefined) return new Symbols.FunctionSymbol.$ctor16(name, parameters, body, null);
  const rows = tableSymbol({ name, columns: columns ?? [] });
  return new Symbols.FunctionSymbol.$ctor5(name, rows, listOf(Symbols.Parameter.ParseList(parameters)));
}

function watchlistSymbol(catalog: Catalog): object {
  const { Symbols } = kustoLanguage();
  const text = Symbols.ScalarTypes.GetSymbol('string');
  const returns = (context: CustomReturnContext): BridgeType => {
    const alias = context.Arguments.Count === 0 ? undefined : context.Arguments.getItem(0).ConstantValue;
    const known = typeof alias === 'string' ? catalog.watchlist(alias) : undefined;
    return tableSymbol({ name: '_GetWatchlist', columns: watchlistColumns(known), open: known === undefined });
  };
  return new Symbols.FunctionSymbol.ctor('_GetWatchlist', returns, Symbols.Tabularity.Tabular, [
    new Symbols.Parameter.$ctor2('watchlistAlias', text),
    new Symbols.Parameter.$ctor3(
      'keys',
      Symbols.ScalarTypes.GetSymbol('dynamic'),
      0,
      null,
      null,
      false,
      null,
      0,
      1,
      null,
      null,
    ),
  ]);
}
