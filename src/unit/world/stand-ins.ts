import type { Knowledge, FunctionInfo, TableInfo, WatchlistInfo } from '../../rules';
import type { FunctionStub, GivenWatchlist } from '../test-file/model';
import { parserConditions } from './parser-filters';

/** What a case puts in the place of the workspace's own. */
export interface StandIns {
  readonly functions: readonly FunctionStub[];
  readonly watchlists: readonly GivenWatchlist[];
}

export interface TestCatalog {
  readonly catalog: Knowledge;
  /** Parsers that were asked for and have a filtering parameter whose meaning is not known. */
  readonly unknownFilters: ReadonlyMap<string, string>;
  /** Functions and watchlists (aliases in lower case) that a query was seen to ask for. */
  readonly asked: { readonly functions: ReadonlySet<string>; readonly watchlists: ReadonlySet<string> };
}

// In front, since a parser's name with more behind it is a parser too: `_Im_Dns_Native`.
const ROWS = 'GivenRowsOf';

/** The table under which the engine finds the rows that a test gives for a table or a parser. */
export function rowsTableOf(name: string, knowledge: Knowledge): string {
  return knowledge.table(name) === undefined && knowledge.function(name) !== undefined ? `${ROWS}${name}` : name;
}

/**
 * The catalog that a rule under test sees: functions with a stand-in have its body; a parser that is known by its columns
 * alone gets one that filters the rows given for it by the parser's own parameters; a watchlist that only the test
 * knows has the columns of its rows.
 */
export function testCatalog(knowledge: Knowledge, { functions, watchlists }: StandIns): TestCatalog {
  const unknownFilters = new Map<string, string>();
  const stubs = new Map(functions.map((stub) => [stub.name, stub]));
  const made = new Map<string, FunctionInfo>();
  const asked = { functions: new Set<string>(), watchlists: new Set<string>() };
  const functionNamed = (name: string): FunctionInfo | undefined => {
    asked.functions.add(name);
    const known = made.get(name);
    if (known !== undefined) return known;
    const own = knowledge.function(name);
    const stub = stubs.get(name);
    const info = stub === undefined ? own && withRows(own, unknownFilters) : stubbed(stub, own);
    if (info !== undefined) made.set(name, info);
    return info;
  };
  const own = new Map(
    watchlists
      .filter(({ alias }) => knowledge.watchlist(alias) === undefined)
      .map((given) => [given.alias.toLowerCase(), watchlistOf(given)] as const),
  );
  return {
    catalog: {
      ...knowledge,
      table: (name) => knowledge.table(name) ?? parserRows(name, knowledge),
      function: functionNamed,
      watchlist(alias) {
        asked.watchlists.add(alias.toLowerCase());
        return own.get(alias.toLowerCase()) ?? knowledge.watchlist(alias);
      },
    },
    unknownFilters,
    asked,
  };
}

function stubbed({ name, query, parameters }: FunctionStub, own: FunctionInfo | undefined): FunctionInfo {
  return { name, parameters: parameters ?? own?.parameters ?? '()', body: query, origin: 'project', complete: true };
}

function withRows(info: FunctionInfo, unknownFilters: Map<string, string>): FunctionInfo {
  if (info.body !== undefined || info.columns === undefined) return info;
  const filters = parserConditions(info.parameters, new Set(info.columns.map(({ name }) => name)));
  if ('unknown' in filters) unknownFilters.set(info.name, filters.unknown);
  const conditions = 'unknown' in filters ? [] : filters.conditions;
  return { ...info, body: [`${ROWS}${info.name}`, ...conditions.map((each) => `| where ${each}`)].join('\n') };
}

function parserRows(name: string, knowledge: Knowledge): TableInfo | undefined {
  if (!name.startsWith(ROWS)) return undefined;
  const parser = knowledge.function(name.slice(ROWS.length));
  if (parser?.columns === undefined) return undefined;
  return {
    name,
    columns: parser.columns,
    open: !parser.complete,
    origin: 'project',
    complete: parser.complete,
    connectors: [],
    plan: 'Analytics',
    mirrors: {},
    entities: [],
  };
}

function watchlistOf({ alias, columns }: GivenWatchlist): WatchlistInfo {
  const names = [...columns.keys()];
  return {
    alias,
    columns: names.map((name) => ({ name, type: 'string' })),
    name: alias,
    description: '',
    itemsSearchKey: names.includes('SearchKey') ? 'SearchKey' : (names[0] ?? 'SearchKey'),
    letterCase: 'any',
    items: [],
    path: '',
    provider: 'Microsoft',
    labels: [],
  };
}
