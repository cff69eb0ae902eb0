import type { ColumnSchema, Table, TableSource } from '../../kql';
import { rowsToTable } from '../../kql';
import { watchlistTable } from '../../rules';
import type { Knowledge } from '../../rules';
import type { Event } from '../events/event';
import type { GivenWatchlist } from '../test-file/model';
import { rowsTableOf } from './stand-ins';

/** The tables of a case as they are once every event has arrived, and what a run sees of them. */
export interface Workspace {
  /** The rows for which `sees` is true. Watchlists are whole: the window of a rule does not apply to them. */
  seen(sees: (event: Event) => boolean): TableSource;
}

/** The rows of a table together with their times, one event a row. */
export interface EventTable {
  readonly events: readonly Event[];
  /** Made when a query first asks for it. */
  table(): Table;
}

export interface WorkspaceCatalogs {
  /** What the project knows. */
  readonly knowledge: Knowledge;
  /** What stands in for some of it. */
  readonly catalog: Knowledge;
}

/** Rows are typed once for a case, however often its rule runs. */
export function workspaceOf(
  events: readonly Event[],
  watchlists: readonly GivenWatchlist[],
  catalogs: WorkspaceCatalogs,
): Workspace {
  const { knowledge } = catalogs;
  const tables = [...byTable(events)].map(
    ([name, own]) => [name, eventTable(own, columnsOf(name, knowledge))] as const,
  );
  return workspaceOfTables(new Map(tables), watchlists, catalogs);
}

/** The same of tables that are there already, by the name of the table or parser whose rows they are. */
export function workspaceOfTables(
  given: ReadonlyMap<string, EventTable>,
  watchlists: readonly GivenWatchlist[],
  { knowledge, catalog }: WorkspaceCatalogs,
): Workspace {
  const tables = new Map([...given].map(([name, table]) => [rowsTableOf(name, knowledge), table]));
  const lists = new Map<string, Table | undefined>();
  const watchlist = (alias: string): Table | undefined => {
    const key = alias.toLowerCase();
    if (!lists.has(key)) lists.set(key, listTable(key, watchlists, catalog));
    return lists.get(key);
  };
  return {
    seen(sees) {
      const made = new Map<string, Table>();
      return {
        watchlist,
        table(name) {
          const known = made.get(name);
          const own = tables.get(name);
          if (known !== undefined || own === undefined) return known;
          const rows = own.events.flatMap((event, index) => (sees(event) ? [index] : []));
          const whole = own.table();
          const table = rows.length === whole.rowCount ? whole : whole.gather(Int32Array.from(rows));
          made.set(name, table);
          return table;
        },
      };
    },
  };
}

function columnsOf(name: string, knowledge: Knowledge): readonly ColumnSchema[] {
  return knowledge.table(name)?.columns ?? knowledge.function(name)?.columns ?? [];
}

/** Only columns that an event has: what the others hold, the engine knows by their type. */
function eventTable(events: readonly Event[], columns: readonly ColumnSchema[]): EventTable {
  let made: Table | undefined;
  const make = (): Table => {
    const given = new Set(events.flatMap(({ cells }) => Object.keys(cells)));
    const known = columns.filter(({ name }) => given.has(name));
    const others = [...given].filter((name) => !columns.some((column) => column.name === name));
    const times = events.map(({ ingested }) => (Number.isNaN(ingested) ? undefined : new Date(ingested)));
    return rowsToTable(
      events.map(({ cells }) => cells),
      {
        columns: [...known, ...others.map((name) => ({ name, type: 'string' }) as const)],
        ingested: (_, index) => times[index],
      },
    );
  };
  return { events, table: () => (made ??= make()) };
}

function listTable(key: string, watchlists: readonly GivenWatchlist[], catalog: Knowledge): Table | undefined {
  const items = watchlists.find(({ alias }) => alias.toLowerCase() === key)?.rows;
  const info = catalog.watchlist(key);
  if (info === undefined) return undefined;
  return watchlistTable(items === undefined ? info : { ...info, items });
}

function byTable(events: readonly Event[]): ReadonlyMap<string, readonly Event[]> {
  const tables = new Map<string, Event[]>();
  for (const event of events) {
    const rows = tables.get(event.table);
    if (rows === undefined) tables.set(event.table, [event]);
    else rows.push(event);
  }
  return tables;
}
