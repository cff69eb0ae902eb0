import type { FunctionDefinition, WatchlistSchema } from '../kql';
import { objectMember, textMember } from './json';
import type { Row } from './behaviour/watchlists/rows';
import { keyOf } from './state/state';
import type { Collection, WorkspaceState } from './state/state';

/** What the queries of a workspace may name beside its tables: functions that were saved, and watchlists. */
export interface Holdings {
  function(name: string): FunctionDefinition | undefined;
  watchlist(alias: string): HeldWatchlist | undefined;
  readonly functions: readonly FunctionDefinition[];
}

export interface HeldWatchlist extends WatchlistSchema {
  readonly itemsSearchKey: string;
  readonly rows: readonly HeldRow[];
}

export interface HeldRow {
  readonly id: string;
  readonly values: Row;
  /** ISO 8601. */
  readonly updated: string;
}

type Parts = Pick<WorkspaceState['collections'], 'savedSearches' | 'watchlists' | 'watchlistItems'>;

let last: { readonly of: Parts; readonly holdings: Holdings } | undefined;

/** The same value for the same content, so that whoever reads queries with it can keep what was made of it. */
export function holdingsOf({ collections }: WorkspaceState): Holdings {
  const { savedSearches, watchlists, watchlistItems } = collections;
  const of = { savedSearches, watchlists, watchlistItems };
  const same =
    last?.of.savedSearches === savedSearches &&
    last.of.watchlists === watchlists &&
    last.of.watchlistItems === watchlistItems;
  if (same && last !== undefined) return last.holdings;
  const holdings = makeHoldings(of);
  last = { of, holdings };
  return holdings;
}

function makeHoldings({ savedSearches, watchlists, watchlistItems }: Parts): Holdings {
  const functions = functionsOf(savedSearches);
  const made = new Map<string, HeldWatchlist | undefined>();
  return {
    functions,
    function: (name) => functions.find((each) => each.name === name),
    watchlist: (alias) => {
      const key = keyOf(alias);
      if (!made.has(key)) made.set(key, watchlistOf(watchlists, watchlistItems, key));
      return made.get(key);
    },
  };
}

function functionsOf(searches: Collection): readonly FunctionDefinition[] {
  return Object.values(searches).flatMap(({ properties }): readonly FunctionDefinition[] => {
    const name = textMember(properties, 'functionAlias');
    const body = textMember(properties, 'query');
    return name === '' ? [] : [{ name, parameters: `(${textMember(properties, 'functionParameters')})`, body }];
  });
}

function watchlistOf(watchlists: Collection, items: Collection, key: string): HeldWatchlist | undefined {
  const list = watchlists[key];
  if (list === undefined) return undefined;
  const rows = Object.entries(items)
    .filter(([name]) => name.startsWith(`${key}/`))
    .map(([, { name, properties }]): HeldRow => ({
      id: name.split('/')[1] ?? '',
      values: textsOf(objectMember(properties, 'itemsKeyValue') ?? {}),
      updated: textMember(properties, 'updated'),
    }));
  const names = new Set(rows.flatMap(({ values }) => Object.keys(values)));
  return {
    alias: list.name,
    columns: [...names].map((name) => ({ name, type: 'string' })),
    itemsSearchKey: textMember(list.properties, 'itemsSearchKey'),
    rows,
  };
}

function textsOf(values: Readonly<Record<string, unknown>>): Row {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}
