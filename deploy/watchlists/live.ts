import type { SecurityInsights } from '@azure/arm-securityinsight';
import { isJsonArray, isJsonObject } from '../../src/state';
import type { JsonObject, Resource, WatchlistRow } from '../../src/state';
import { allPages, answered, isAbsent } from '../calls';
import type { Calling } from '../calls';
import { fromWire, fromWirePage, parseWire } from '../wire';
import { onePage } from '../resource-operations';

export type Place = readonly [resourceGroup: string, workspace: string];

/** A row of a live watchlist, with what a write needs to name it. */
export interface LiveItem {
  readonly id: string;
  readonly etag: string | undefined;
  readonly row: WatchlistRow;
}

export interface LiveWatchlist {
  /** Whole: its rows are in the body. */
  readonly resource: Resource;
  readonly items: readonly LiveItem[];
}

export interface Watchlists extends Calling {
  readonly client: SecurityInsights;
  readonly place: Place;
}

/** A watchlist with its rows; undefined if there is none, or one that is being deleted. */
export async function readWatchlist(lists: Watchlists, alias: string): Promise<LiveWatchlist | undefined> {
  const { client, place, limiter, timeLimit } = lists;
  try {
    const resource = await limiter.run('read', async () => {
      const { text } = await answered((onResponse) =>
        client.watchlists.get(...place, alias, { ...timeLimit(), onResponse }),
      );
      return fromWire(parseWire(text), 'watchlist');
    });
    return isLeaving(resource) ? undefined : await withItems(lists, resource);
  } catch (error) {
    if (isAbsent(error) || isGone(error)) return undefined;
    throw error;
  }
}

/** The same watchlist with its rows, which only a list of its own tells. */
export async function withItems(lists: Watchlists, { type, id, etag, body }: Resource): Promise<LiveWatchlist> {
  const { client, place } = lists;
  const { items } = await allPages(
    lists,
    (link, options) => onePage(client.watchlistItems.list(...place, id, options), link),
    readItems,
  );
  const rows = items.map(({ row }) => row) as unknown as JsonObject['rows'];
  return {
    resource: { type, id, body: { ...body, rows: rows ?? [] }, ...(etag === undefined ? {} : { etag }) },
    items,
  };
}

/** Somebody took it away while it was read. */
function isGone(error: unknown): boolean {
  return (error as { readonly details?: { readonly status?: unknown } }).details?.status === 404;
}

/** The service still tells a watchlist that it is about to delete. */
export function isLeaving({ body }: Resource): boolean {
  const properties = body['properties'];
  return isJsonObject(properties) && properties['provisioningState'] === 'Deleting';
}

function readItems(text: string | null | undefined): { readonly items: readonly LiveItem[]; readonly next?: string } {
  const { resources, next } = fromWirePage(parseWire(text), 'watchlist');
  const items = resources.flatMap(({ id, etag, body }): readonly LiveItem[] => {
    const properties = body['properties'];
    if (!isJsonObject(properties) || properties['isDeleted'] === true) return [];
    return [{ id, etag, row: rowIn(properties['itemsKeyValue']) }];
  });
  return next === undefined ? { items } : { items, next };
}

/** A value that is no text is told as its JSON: a row that somebody wrote through the API may hold one. */
function rowIn(values: unknown): WatchlistRow {
  if (!isJsonObject(values) || isJsonArray(values)) return {};
  return Object.fromEntries(
    Object.entries(values).map(([column, value]) => [
      column,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
}
