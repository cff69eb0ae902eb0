import { listOf, object, optional, readOnly, required, text } from './shape';
import type { Member, Shape } from './shape';

// [S] azure-rest-api-specs, securityinsights `stable/2025-09-01/Watchlists.json` (read 2026-11-24).

const any: Shape = { type: 'any' };

/** [C] Azure/azure-cli#26332: the older texts `Local file` and `Remote storage` are refused. */
const sourceType: Shape = { type: 'enum', name: 'SourceType', values: ['Local', 'AzureStorage'] };

const wholeNumber: Shape = { type: 'integer', min: 0, max: 2_147_483_647 };

/** A hundred years: the specification names no bounds. */
const duration: Shape = { type: 'duration', min: 0, max: 3_155_760_000 };

const told = (...names: readonly string[]): Readonly<Record<string, Member>> =>
  Object.fromEntries(names.map((name) => [name, readOnly(any)]));

const envelope = told('id', 'name', 'type', 'systemData');

export const WATCHLIST = object('Watchlist', {
  ...envelope,
  etag: optional(text),
  properties: required(
    object('WatchlistProperties', {
      ...told('watchlistId', 'watchlistAlias', 'watchlistType', 'isDeleted', 'tenantId', 'provisioningState'),
      ...told('created', 'updated', 'createdBy', 'updatedBy', 'uploadStatus'),
      displayName: required(text),
      provider: required(text),
      itemsSearchKey: required(text),
      source: optional(text),
      sourceType: optional(sourceType),
      description: optional(text),
      labels: optional(listOf(text)),
      defaultDuration: optional(duration),
      contentType: optional(text),
      rawContent: optional(text),
      numberOfLinesToSkip: optional(wholeNumber),
    }),
  ),
});

export const WATCHLIST_ITEM = object('WatchlistItem', {
  ...envelope,
  etag: optional(text),
  properties: required(
    object('WatchlistItemProperties', {
      ...told('watchlistItemId', 'watchlistItemType', 'isDeleted', 'tenantId'),
      ...told('created', 'updated', 'createdBy', 'updatedBy'),
      itemsKeyValue: required({ type: 'map', values: any }),
      entityMapping: optional({ type: 'map', values: any }),
    }),
  ),
});
