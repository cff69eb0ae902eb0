import { createHash } from 'node:crypto';
import { resourceId } from '../../contract/routes';
import { resourceNotFound } from '../../errors';
import { isObject, member } from '../../json';
import type { JsonObject } from '../../json';
import { keyOf } from '../../state/state';
import type { StoredResource } from '../../state/state';
import { serverTime } from '../defaults';
import { addressed, answer, listed, nameOf, refuse } from '../call';
import type { Call, Operation } from '../call';

/** What goes on with a watchlist after the answer: rows of a file are read, or it is deleted. */
type Work = 'upload' | 'delete';

/** A GUID that no other write to one state has. */
export function madeGuid(call: Call, ...about: readonly (string | number)[]): string {
  const seed = [call.state.revision + 1, call.now, ...about].join('/');
  const hex = createHash('sha256').update(seed).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/** The resource that remembers work on a watchlist; a deletion keeps what it takes away. */
export function startWork(call: Call, alias: string, work: Work, watchlist?: StoredResource): StoredResource {
  return {
    name: `${alias}/${madeGuid(call, alias, work)}`,
    etag: '',
    properties: {
      work,
      startedAt: call.now,
      ...(watchlist === undefined ? {} : { watchlist: { ...watchlist } }),
    },
  };
}

/** Where a client asks how far the work is, as the service's header has it. */
export function workUrl(call: Call, { name }: StoredResource): string {
  const id = resourceId(call.route.address, 'watchlistStatuses', encodeAlias(name));
  return `${call.url.origin}${id}?api-version=${call.version.id}`;
}

const encodeAlias = (name: string): string => name.split('/').map(encodeURIComponent).join('/');

/** The work on a watchlist that is not done yet, the latest; undefined if there is none. */
export function workUnderWay(call: Call, alias: string, work: Work): StoredResource | undefined {
  return listed(call, 'watchlistStatuses')
    .map(([, status]) => status)
    .filter(({ name, properties }) => keyOf(name).startsWith(`${keyOf(alias)}/`) && properties['work'] === work)
    .find((status) => progress(call, status) < 100);
}

/** Percent. */
function progress({ settings, now }: Call, { properties }: StoredResource): number {
  const { deletionSeconds, uploadSeconds } = settings.watchlists;
  const length = (properties['work'] === 'delete' ? deletionSeconds : uploadSeconds) * 1000;
  const since = now - Number(properties['startedAt']);
  return since >= length ? 100 : Math.max(0, Math.floor((100 * since) / length));
}

/** The watchlist that a deletion takes away. */
export function takenAway({ properties }: StoredResource): StoredResource | undefined {
  const watchlist = member(properties, 'watchlist');
  return isObject(watchlist) ? (watchlist as unknown as StoredResource) : undefined;
}

/**
 * How far a work is. [C] Azure/azure-sdk-for-go#26937: the status of a deletion that is long done may stay `Deleting` at
 * 100 percent; a setting has it so.
 */
export const getWatchlistStatus: Operation = (call) => {
  const status = addressed(call, 'watchlistStatuses');
  if (status === undefined) return refuse(resourceNotFound('watchlistStatuses', nameOf(call)));
  const percent = progress(call, status);
  const deletes = status.properties['work'] === 'delete';
  const stuck = deletes && call.settings.watchlists.deletionStatus === 'stuck';
  const body: JsonObject = {
    id: resourceId(call.route.address, 'watchlistStatuses', status.name),
    name: status.name.split('/')[1] ?? '',
    status: percent === 100 && !stuck ? 'Succeeded' : deletes ? 'Deleting' : 'InProgress',
    startTime: serverTime(Number(status.properties['startedAt'])),
    percentComplete: percent,
  };
  return answer(200, body);
};
