import type { Catalog, ColumnSchema, FunctionDefinition, TableSchema } from '../catalog';
import { watchlistColumns } from '../watchlist';
import type { BridgeGlobals, BridgeType, CustomReturnContext } from './bridge';
import { kustoLanguage } from './load';
import type { ReferencedNames } from './referenced-names';

/** The binder's world: one database that holds what the query names, and `_GetWatchlist`. */
export function bindGlobals(names: ReferencedNames, catalog: Catalog): BridgeGlobals {
  const { GlobalState, Symbols } = kustoLanguage();
  const tables = names.tables.map(tableSymbol);
  const members = [
    ...tables,
    ...names.functions.map(functionSymbol),
    ...otherWorkspaces(names, tables),
    ...(names.functions.some(({ name }) => name === '_GetWatchlist') ? [] : [watchlistSymbol(catalog)]),
  ];
  return GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor('workspace', members)).WithCache();
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

function functionSymbol({ name, parameters, body, columns }: FunctionDefinition): object {
  const { Symbols } = kustoLanguage();
  const text = body ?? emptyTable(columns ?? []);
  return new Symbols.FunctionSymbol.$ctor16(name, parameters, text, null);
}

/** A parser known by its columns alone is bound as a function that returns an empty table of them. */
function emptyTable(columns: readonly ColumnSchema[]): string {
  return `datatable(${columns.map(({ name, type }) => `['${name}']: ${type}`).join(', ')})[]`;
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
