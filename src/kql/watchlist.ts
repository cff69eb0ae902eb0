import type { ColumnSchema, WatchlistSchema } from './catalog';

/**
 * The columns that `_GetWatchlist` puts before those of the CSV.
 * Source: FalconForceTeam/KQLAnalyzer's tests and Azure-Sentinel#10107, read 2026-11-24.
 */
const FIXED: readonly ColumnSchema[] = [
  { name: '_DTItemId', type: 'string' },
  { name: 'LastUpdatedTimeUTC', type: 'datetime' },
  { name: 'SearchKey', type: 'string' },
  { name: 'WatchlistItem', type: 'dynamic' },
];

/** What `_GetWatchlist` returns for a watchlist; without one, the fixed columns alone. */
export function watchlistColumns(watchlist: WatchlistSchema | undefined): readonly ColumnSchema[] {
  const own = (watchlist?.columns ?? []).filter(({ name }) => !FIXED.some((fixed) => fixed.name === name));
  return [...FIXED, ...own];
}
