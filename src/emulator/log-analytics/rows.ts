import { rowsToTable } from '../../kql';
import type { ColumnSchema, JsonRow, Table } from '../../kql';
import type { HeldWatchlist } from '../holdings';

/** Rows that a test put into a table, with the columns that it has beside those of the catalog. */
export interface SeededTable {
  /** Name to KQL type. */
  readonly columns: Readonly<Record<string, ColumnSchema['type']>>;
  readonly rows: readonly JsonRow[];
}

/** By the workspace's GUID in lower case, then by the table's name. */
export type SeededRows = Readonly<Record<string, Readonly<Record<string, SeededTable>>>>;

export function seededColumns({ columns }: SeededTable): readonly ColumnSchema[] {
  return Object.entries(columns).map(([name, type]) => ({ name, type }));
}

/** Milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The rows as a query sees them: within the time span by TimeGenerated, if the request named one. */
export function seededTable({ rows }: SeededTable, columns: readonly ColumnSchema[], span: Span | undefined): Table {
  const within = ({ TimeGenerated: time }: JsonRow): boolean => {
    if (span === undefined || typeof time !== 'string') return true;
    const at = Date.parse(time);
    return at >= span.from && at <= span.to;
  };
  return rowsToTable(rows.filter(within), { columns });
}

/** [C] FalconForceTeam/KQLAnalyzer, Azure-Sentinel#10107: fixed columns, then a text column for each of the file. */
export function watchlistRows({ columns, itemsSearchKey, rows }: HeldWatchlist): Table {
  const own = columns.filter(({ name }) => name !== 'SearchKey' && name !== 'WatchlistItem');
  return rowsToTable(
    rows.map(({ id, values, updated }) => ({
      ...values,
      _DTItemId: id,
      LastUpdatedTimeUTC: updated,
      SearchKey: values[itemsSearchKey] ?? '',
      WatchlistItem: values,
    })),
    {
      columns: [
        { name: '_DTItemId', type: 'string' },
        { name: 'LastUpdatedTimeUTC', type: 'datetime' },
        { name: 'SearchKey', type: 'string' },
        { name: 'WatchlistItem', type: 'dynamic' },
        ...own,
      ],
    },
  );
}
