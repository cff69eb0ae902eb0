import { isJsonObject, resourceTypes, sameBody, watchlistRows } from '../../src/state';
import type { JsonObject, Resource, WatchlistRow } from '../../src/state';
import { allPages, answered, isAbsent, matching } from '../calls';
import type { Answer } from '../calls';
import { onePage } from '../resource-operations';
import type { ResourceService } from '../resource-service';
import { fromWirePage, parseWire, toWire } from '../wire';
import { WorkspaceFailure } from '../workspace';
import type { Gate, Precondition } from '../workspace';
import { convergeRows } from './converge';
import { csvOf } from './csv';
import { isLeaving, readWatchlist, withItems } from './live';
import type { LiveWatchlist, Watchlists } from './live';
import { workDone } from './work';

const row = resourceTypes.watchlist;

/**
 * Watchlists with their rows as one resource. The rows of a new one go as a file; those of one that is there are brought
 * to what is wanted one by one.
 */
export function watchlistService(lists: Watchlists): ResourceService {
  const { client, place } = lists;
  return {
    list: async (whole) => {
      const { items, pages } = await allPages(
        lists,
        (link, options) => onePage(client.watchlists.list(...place, options), link),
        (text) => {
          const { resources, ...rest } = fromWirePage(parseWire(text), 'watchlist');
          return { items: resources, ...rest };
        },
      );
      const there = items.filter((list) => !isLeaving(list));
      const resources = await Promise.all(
        there.map(async (list) => (whole.has(list.id.toLowerCase()) ? (await withItems(lists, list)).resource : list)),
      );
      return { resources, pages };
    },
    get: async (id) => (await readWatchlist(lists, id))?.resource,
    put: async (resource, condition, gate) => put(lists, resource, { condition, gate }),
    delete: async (id, condition, gate) => {
      const done = await remove(lists, id, { condition, gate });
      const url = done?.header('azure-asyncoperation');
      if (url !== undefined) {
        const isOver = async (): Promise<boolean> => (await readWatchlist(lists, id)) === undefined;
        await workDone(client, lists, { url, isOver, what: `deleting the watchlist ${id}`, gate });
      }
      return done?.receipt ?? {};
    },
  };
}

interface Conditions {
  readonly condition: Precondition;
  readonly gate: Gate | undefined;
}

async function put(
  lists: Watchlists,
  resource: Resource,
  { condition, gate }: Conditions,
): ReturnType<ResourceService['put']> {
  const { id, body } = resource;
  let written = 0;
  try {
    const before = condition.kind === 'absent' ? undefined : await readWatchlist(lists, id);
    let first: Answer | undefined;
    if (before === undefined) first = await create(lists, resource, { condition, gate });
    else first = await describe(lists, resource, { condition, gate, before });
    if (first !== undefined) written++;
    const there = before ?? (await readWatchlist(lists, id));
    if (there === undefined) throw lost(id);
    const wanted = watchlistRows(body) ?? [];
    const converged = await convergeRows(lists, id, { items: there.items, wanted, gate, wrote: () => written++ });
    const after = converged === 0 && first === undefined ? there : await readWatchlist(lists, id);
    if (after === undefined) throw lost(id);
    return { resource: after.resource, ...first?.receipt };
  } catch (error) {
    // some of it was done: whoever asks what became of the whole has to look
    if (!(error instanceof WorkspaceFailure) || written === 0) throw error;
    throw new WorkspaceFailure({ ...error.details, partial: true });
  }
}

/** A new watchlist, filled from a file; what the service did not read of it follows row by row. */
async function create(lists: Watchlists, resource: Resource, { condition, gate }: Conditions): Promise<Answer> {
  const { properties, rows } = partsOf(resource);
  const searchKey = typeof properties['itemsSearchKey'] === 'string' ? properties['itemsSearchKey'] : '';
  const content = rows.length === 0 ? {} : { contentType: 'text/csv', rawContent: csvOf(rows, searchKey) };
  const answer = await send(
    lists,
    { ...resource, body: { properties: { ...properties, ...content } } },
    { condition, gate },
  );
  const url = answer.header('azure-asyncoperation');
  if (url !== undefined) {
    const isOver = (): Promise<boolean> => Promise.resolve(false);
    await workDone(lists.client, lists, { url, isOver, what: `filling the watchlist ${resource.id}`, gate });
  }
  return answer;
}

/** Writes what describes a watchlist, if that differs. Refuses one that is not as the plan saw it, nor on its way. */
async function describe(
  lists: Watchlists,
  resource: Resource,
  { condition, gate, before }: Conditions & { readonly before: LiveWatchlist },
): Promise<Answer | undefined> {
  const seen = condition.kind === 'absent' ? undefined : condition.seen;
  if (row.underWay?.(seen, resource.body, before.resource.body) === false) {
    throw new WorkspaceFailure({ kind: 'conflict', message: 'its rows changed after the plan was made' });
  }
  const { rows } = partsOf(before.resource);
  if (sameBody(before.resource, { ...resource, body: { ...resource.body, rows } })) return undefined;
  return send(lists, { ...resource, body: { properties: partsOf(resource).properties } }, { condition, gate });
}

interface Parts {
  readonly properties: JsonObject;
  readonly rows: readonly WatchlistRow[];
}

function partsOf({ body }: Pick<Resource, 'body'>): Parts {
  const properties = isJsonObject(body['properties']) ? body['properties'] : {};
  return { properties: { provider: 'Microsoft', ...properties }, rows: watchlistRows(body) ?? [] };
}

async function send(lists: Watchlists, resource: Resource, { condition, gate }: Conditions): Promise<Answer> {
  const { client, place, limiter, bodies, timeLimit } = lists;
  return limiter.run(
    'write',
    async () => {
      const { headers, release } = bodies.attach(toWire(resource, condition));
      const requestOptions = { customHeaders: { ...headers, ...matching(condition) } };
      // The policy sends the whole body; the SDK asks for these.
      const named = { displayName: '', provider: '', itemsSearchKey: '' };
      try {
        return await answered((onResponse) =>
          client.watchlists.createOrUpdate(...place, resource.id, named, {
            ...timeLimit(),
            requestOptions,
            onResponse,
          }),
        );
      } finally {
        release();
      }
    },
    gate,
  );
}

async function remove(lists: Watchlists, id: string, { condition, gate }: Conditions): Promise<Answer | undefined> {
  const { client, place, limiter, timeLimit } = lists;
  const requestOptions = { customHeaders: matching(condition) };
  try {
    return await limiter.run(
      'delete',
      () =>
        answered((onResponse) =>
          client.watchlists.delete(...place, id, { ...timeLimit(), requestOptions, onResponse }),
        ),
      gate,
    );
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

function lost(id: string): WorkspaceFailure {
  return new WorkspaceFailure({ kind: 'unavailable', message: `the watchlist ${id} was written and cannot be read` });
}
