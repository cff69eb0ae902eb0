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

interface EventTable {
  readonly events: readonly Event[];
  /** Made when a query first asks for it. */
  table(): Table;
}

/** Rows are typed once for a case, however often its rule runs. */
export function workspaceOf(
  events: readonly Event[],
  watchlists: readonly GivenWatchlist[],
  { knowledge, catalog }: { readonly knowledge: Knowledge; readonly catalog: Knowledge },
): Workspace {
  const tables = new Map(
    [...byTable(events)].map(([name, own]) => [
      rowsTableOf(name, knowledge),
      eventTable(own, columnsOf(name, knowledge)),
    ]),
  );
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
          const given = tables.get(name);
          if (known !== undefined || given === undefined) return known;
          const rows = given.events.flatMap((event, index) => (sees(event) ? [index] : []));
          const whole = given.table();
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
