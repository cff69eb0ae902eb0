import { resourceId } from '../../contract/routes';
import { findTenant } from '../../directory/directory';
import { without } from '../../json';
import type { JsonObject } from '../../json';
import { keyOf } from '../../state/state';
import type { StoredResource } from '../../state/state';
import { serverTime } from '../defaults';
import type { Call } from '../call';
import { workUnderWay } from './operations';

/** Who wrote: the service tells an object id, an address and a name. Made up, always the same. */
const USER: JsonObject = {
  objectId: '00000000-0000-4000-8000-00000000feed',
  email: 'somebody@example.invalid',
  name: 'Somebody',
};

const READ_ONCE = ['rawContent', 'contentType', 'numberOfLinesToSkip'];

export type Standing = 'there' | 'deleting';

/** A watchlist as a response carries it: never with its rows. */
export function presentWatchlist(call: Call, watchlist: StoredResource, standing: Standing = 'there'): JsonObject {
  const { name, etag, properties } = watchlist;
  const uploading = workUnderWay(call, name, 'upload') !== undefined;
  const own = READ_ONCE.reduce<JsonObject>((rest, key) => without(rest, key), properties);
  return {
    id: resourceId(call.route.address, 'watchlists', name),
    name,
    type: 'Microsoft.SecurityInsights/Watchlists',
    etag,
    properties: {
      watchlistAlias: name,
      watchlistType: 'watchlist',
      isDeleted: false,
      labels: [],
      ...common(call),
      ...own,
      uploadStatus: uploading ? 'InProgress' : 'Complete',
      provisioningState: standing === 'deleting' ? 'Deleting' : uploading ? 'InProgress' : 'Succeeded',
    },
  };
}

/** A row as a response carries it. */
export function presentItem(call: Call, { name, etag, properties }: StoredResource): JsonObject {
  const id = name.split('/')[1] ?? '';
  return {
    id: resourceId(call.route.address, 'watchlistItems', name),
    name: id,
    type: 'Microsoft.SecurityInsights/Watchlists/WatchlistItems',
    etag,
    properties: {
      watchlistItemType: 'watchlist-item',
      watchlistItemId: id,
      isDeleted: false,
      entityMapping: {},
      ...common(call),
      ...properties,
    },
  };
}

function common({ route, settings }: Call): JsonObject {
  const tenantId = findTenant(settings.directory, route.address.subscriptionId);
  return { ...(typeof tenantId === 'string' ? { tenantId } : {}), createdBy: USER, updatedBy: USER };
}

/** When a resource was written first and last. */
export function writtenAt(call: Call, existing: StoredResource | undefined): JsonObject {
  const now = serverTime(call.now);
  return { created: existing?.properties['created'] ?? now, updated: now };
}

export const isOf = (alias: string, { name }: StoredResource): boolean => keyOf(name).startsWith(`${keyOf(alias)}/`);
