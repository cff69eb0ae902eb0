import { WATCHLIST_ITEM } from '../../contract/watchlist-shape';
import { badRequest, invalidName, resourceNotFound } from '../../errors';
import { member, objectMember, textMember } from '../../json';
import { keyOf, lookup } from '../../state/state';
import type { StoredResource } from '../../state/state';
import { addressed, answer, deleteChange, listed, nameOf, putChange, refuse, workspace } from '../call';
import type { Call, Operation } from '../call';
import { checkEtag, makeEtag } from '../etag';
import { page } from '../paging';
import { readObject, readShaped } from '../read-body';
import { workUnderWay } from './operations';
import { isOf, presentItem, writtenAt } from './present';

const VALID_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** The watchlist under which an item is addressed. */
function watchlistOf(call: Call): StoredResource | undefined {
  return lookup(workspace(call).collections.watchlists, aliasOf(call));
}

const aliasOf = ({ route }: Call): string => route.watchlist ?? '';

export const listWatchlistItems: Operation = (call) => {
  const list = watchlistOf(call);
  if (list === undefined) return refuse(resourceNotFound('watchlists', aliasOf(call)));
  // [U] what a list shows while its file is being read
  const hidden = workUnderWay(call, list.name, 'upload') !== undefined;
  const items = hidden ? [] : listed(call, 'watchlistItems').filter(([, item]) => isOf(list.name, item));
  return page(call, { items, tell: (item) => presentItem(call, item) });
};

export const getWatchlistItem: Operation = (call) => {
  const item = addressed(call, 'watchlistItems');
  return item === undefined
    ? refuse(resourceNotFound('watchlistItems', nameOf(call)))
    : answer(200, presentItem(call, item));
};

/** The client names a row; the service does not look whether another row says the same ([U]). */
export const putWatchlistItem: Operation = (call) => {
  const list = watchlistOf(call);
  if (list === undefined) return refuse(resourceNotFound('watchlists', aliasOf(call)));
  const id = nameOf(call).split('/')[1] ?? '';
  if (!VALID_ID.test(id)) return refuse(invalidName(id));
  const sent = readObject(call);
  if ('refusal' in sent) return refuse(sent.refusal);
  const body = readShaped(call, sent.value, WATCHLIST_ITEM);
  if ('refusal' in body) return refuse(body.refusal);
  const properties = objectMember(body.value, 'properties') ?? {};
  const key = textMember(list.properties, 'itemsSearchKey');
  const row = objectMember(properties, 'itemsKeyValue') ?? {};
  const value = member(row, key);
  if (value === undefined || value === '') {
    return refuse(badRequest(`The item has no value for the search key '${key}' of the watchlist.`));
  }
  const existing = addressed(call, 'watchlistItems');
  const stale = checkEtag(call, existing, body.value);
  if (stale !== undefined) return refuse(stale);
  const item: StoredResource = {
    name: existing?.name ?? `${list.name}/${id}`,
    etag: makeEtag(call.state.revision + 1, call.now),
    properties: { ...properties, ...writtenAt(call, existing) },
  };
  return answer(existing === undefined ? 201 : 200, presentItem(call, item), [putChange(call, 'watchlistItems', item)]);
};

export const deleteWatchlistItem: Operation = (call) => {
  const existing = addressed(call, 'watchlistItems');
  if (existing === undefined) return answer(204);
  const stale = checkEtag(call, existing, undefined);
  return stale === undefined
    ? answer(200, undefined, [deleteChange(call, 'watchlistItems', keyOf(existing.name))])
    : refuse(stale);
};
