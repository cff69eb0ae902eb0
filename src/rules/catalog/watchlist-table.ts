import { rowsToTable } from '../../kql';
import type { Table } from '../../kql';
import type { WatchlistInfo } from './knowledge';

/**
 * A watchlist's items as `_GetWatchlist` returns them: the search key beside the item as a bag and one text column per
 * CSV column.
 */
export function watchlistTable({ columns, items, itemsSearchKey }: WatchlistInfo): Table {
  const rows = items.map((item) => ({ ...item, SearchKey: item[itemsSearchKey] ?? '', WatchlistItem: item }));
  const own = columns.filter(({ name }) => name !== 'SearchKey' && name !== 'WatchlistItem');
  return rowsToTable(rows, {
    columns: [{ name: 'SearchKey', type: 'string' }, { name: 'WatchlistItem', type: 'dynamic' }, ...own],
  });
}
