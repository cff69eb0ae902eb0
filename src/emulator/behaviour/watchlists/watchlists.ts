import { WATCHLIST } from '../../contract/watchlist-shape';
import { badRequest, conflict, resourceNotFound } from '../../errors';
import type { Refusal } from '../../errors';
import { objectMember, textMember } from '../../json';
import type { JsonObject } from '../../json';
import type { Change } from '../../state/change';
import { keyOf } from '../../state/state';
import type { StoredResource } from '../../state/state';
import { addressed, answer, deleteChange, listed, nameOf, putChange, refuse, workspacePath } from '../call';
import type { Call, Operation } from '../call';
import { checkEtag, makeEtag } from '../etag';
import { page } from '../paging';
import { readObject, readShaped } from '../read-body';
import { madeGuid, startWork, takenAway, workUnderWay, workUrl } from './operations';
import { isOf, presentWatchlist, writtenAt } from './present';
import { readRows, rowKey } from './rows';
import type { Row } from './rows';

/** [S] Microsoft Learn, "Watchlists in Microsoft Sentinel" (2025-05-27, read 2026-11-24). */
const VALID_ALIAS = /^[A-Za-z0-9][A-Za-z0-9 _-]{1,62}[A-Za-z0-9]$/;

export const listWatchlists: Operation = (call) => {
  const there = listed(call, 'watchlists').map(([key, list]) => [key, presentWatchlist(call, list)] as const);
  const leaving = deletions(call).map((list) => [keyOf(list.name), presentWatchlist(call, list, 'deleting')] as const);
  return page(call, { items: [...there, ...leaving], tell: (body) => body });
};

export const getWatchlist: Operation = (call) => {
  const there = addressed(call, 'watchlists');
  if (there !== undefined) return answer(200, presentWatchlist(call, there));
  const leaving = deletions(call).find(({ name }) => keyOf(name) === keyOf(nameOf(call)));
  if (leaving !== undefined) return answer(200, presentWatchlist(call, leaving, 'deleting'));
  return refuse(resourceNotFound('watchlists', nameOf(call)));
};

/** Creates a watchlist or replaces what describes it. The rows of a file are added, and none is taken away. */
export const putWatchlist: Operation = (call) => {
  const alias = nameOf(call);
  if (!VALID_ALIAS.test(alias)) {
    return refuse(badRequest(`The watchlist alias '${alias}' is not valid: 3 to 64 letters, digits, -, _ or spaces.`));
  }
  const sent = readObject(call);
  if ('refusal' in sent) return refuse(sent.refusal);
  const body = readShaped(call, sent.value, WATCHLIST);
  if ('refusal' in body) return refuse(body.refusal);
  const properties = objectMember(body.value, 'properties') ?? {};
  const existing = addressed(call, 'watchlists');
  const refusal = refuseWrite(call, existing, { body: body.value, properties });
  if (refusal !== undefined) return refuse(refusal);
  const read = readRows(properties);
  if ('refusal' in read) return refuse(read.refusal);
  const { rawContent: _, contentType: __, numberOfLinesToSkip: ___, ...kept } = properties;
  const watchlist: StoredResource = {
    name: existing?.name ?? alias,
    etag: makeEtag(call.state.revision + 1, call.now),
    properties: {
      watchlistId: existing?.properties['watchlistId'] ?? madeGuid(call, alias),
      ...kept,
      ...writtenAt(call, existing),
    },
  };
  const work = read.rows.length > 0 || existing === undefined ? startWork(call, watchlist.name, 'upload') : undefined;
  const changes = [
    putChange(call, 'watchlists', watchlist),
    ...addRows(call, watchlist, read.rows),
    ...(work === undefined ? [] : [putChange(call, 'watchlistStatuses', work)]),
  ];
  const told = answer(existing === undefined ? 201 : 200, presentWatchlist(call, watchlist), changes);
  if (told.kind === 'refusal' || work === undefined) return told;
  return { ...told, headers: { 'azure-asyncoperation': workUrl(call, work) } };
};

/** [C] Azure/Azure-Sentinel#10044: from 2024-04-01-preview on it is answered with 202, before it is done. */
export const deleteWatchlist: Operation = (call) => {
  const existing = addressed(call, 'watchlists');
  const name = nameOf(call);
  if (existing === undefined) {
    return workUnderWay(call, name, 'delete') === undefined ? answer(204) : refuse(conflict(DELETING));
  }
  const stale = checkEtag(call, existing, undefined);
  if (stale !== undefined) return refuse(stale);
  // [S] Watchlists.json, `uploadStatus`; [U] status and code.
  if (workUnderWay(call, name, 'upload') !== undefined) {
    return refuse(conflict(`The watchlist '${name}' cannot be deleted while its upload is in progress.`));
  }
  const work = startWork(call, existing.name, 'delete', existing);
  const changes = [
    deleteChange(call, 'watchlists', existing.name),
    rowsOf(call, existing),
    putChange(call, 'watchlistStatuses', work),
  ];
  const url = workUrl(call, work);
  if (!call.version.features.has('laterDeletion')) {
    return { kind: 'answer', status: 200, changes, headers: { 'azure-asyncoperation': url } };
  }
  return { kind: 'answer', status: 202, changes, headers: { 'azure-asyncoperation': url, location: url } };
};

const rowsOf = (call: Call, { name }: StoredResource): Change => ({
  type: 'deleteUnder',
  revision: call.state.revision + 1,
  workspace: workspacePath(call),
  collection: 'watchlistItems',
  name: `${name}/`,
  at: call.now,
});

const DELETING = 'Delete is currently in progress';

function refuseWrite(
  call: Call,
  existing: StoredResource | undefined,
  { body, properties }: { readonly body: JsonObject; readonly properties: JsonObject },
): Refusal | undefined {
  const { reuse, providers } = call.settings.watchlists;
  if (reuse === 'refused' && workUnderWay(call, nameOf(call), 'delete') !== undefined) return conflict(DELETING);
  const stale = checkEtag(call, existing, body);
  if (stale !== undefined) return stale;
  const before = existing === undefined ? undefined : textMember(existing.properties, 'itemsSearchKey');
  if (before !== undefined && before !== textMember(properties, 'itemsSearchKey')) {
    return badRequest(`The itemsSearchKey of a watchlist cannot be changed from '${before}'.`);
  }
  const provider = textMember(properties, 'provider');
  return providers === 'Microsoft' && provider !== 'Microsoft'
    ? badRequest(`The provider '${provider}' is not supported. Supported: Microsoft.`)
    : undefined;
}

/** [S] Microsoft Learn, "Manage watchlists" (2026-06-15): a bulk update appends, then exact duplicates go. */
function addRows(call: Call, { name: alias }: StoredResource, rows: readonly Row[]): readonly Change[] {
  if (rows.length === 0 || call.settings.watchlists.rawContent === 'ignored') return [];
  const items = listed(call, 'watchlistItems').filter(([, item]) => isOf(alias, item));
  const seen = new Set(items.map(([, { properties }]) => rowKey(properties['itemsKeyValue'])));
  const resources = rows.flatMap((row, index): readonly StoredResource[] => {
    const key = rowKey(row);
    if (seen.has(key)) return [];
    seen.add(key);
    return [
      {
        name: `${alias}/${madeGuid(call, alias, index)}`,
        etag: makeEtag(call.state.revision + 1, call.now),
        properties: { itemsKeyValue: row, ...writtenAt(call, undefined) },
      },
    ];
  });
  if (resources.length === 0) return [];
  const revision = call.state.revision + 1;
  return [{ type: 'putAll', revision, workspace: workspacePath(call), collection: 'watchlistItems', resources }];
}

/** Watchlists that reads still show although they are being deleted. */
function deletions(call: Call): readonly StoredResource[] {
  if (call.settings.watchlists.whileDeleting === 'gone') return [];
  return listed(call, 'watchlistStatuses').flatMap(([, status]) => {
    const list = takenAway(status);
    if (list === undefined || workUnderWay(call, list.name, 'delete')?.name !== status.name) return [];
    return listed(call, 'watchlists').some(([key]) => key === keyOf(list.name)) ? [] : [list];
  });
}
