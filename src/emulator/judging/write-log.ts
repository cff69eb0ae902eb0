import { parseRoute, workspacePathOf } from '../contract/routes';
import type { Outcome } from '../emulator';
import type { Delivery, EmulatorRequest } from '../exchange';
import { principalOf } from '../principal';
import { applyChange } from '../state/change';
import type { Change } from '../state/change';
import { keyOf, lookup, workspaceOf } from '../state/state';
import type { CollectionName, EmulatorState, StoredResource } from '../state/state';

/** One attempt to write one resource, by whomever. */
export interface WriteRecord {
  /** ISO 8601, by the emulated clock. */
  readonly time: string;
  readonly principal: string;
  /** Of the request; `SERVICE` for what the service does by itself, `CONTROL` for what a test put in place. */
  readonly method: string;
  /** Path of the workspace, as it was addressed. */
  readonly workspace: string;
  readonly collection: CollectionName;
  readonly name: string;
  /** The service's own id of the request, which the answer carries. */
  readonly requestId?: string;
  readonly clientRequestId?: string;
  /** What the client was told; 0 if it was told nothing. */
  readonly status: number;
  readonly delivery: Delivery['kind'];
  /** What happened, whatever was told. */
  readonly effect: 'created' | 'replaced' | 'deleted' | 'none';
  readonly before?: StoredResource;
  readonly after?: StoredResource;
  /** Ids of the faults that struck. */
  readonly struck: readonly string[];
}

interface Handled {
  readonly request: EmulatorRequest;
  /** The state before the request. */
  readonly state: EmulatorState;
  readonly outcome: Outcome;
  /** Milliseconds since 1970, when the request came. */
  readonly now: number;
}

const WRITES: ReadonlySet<string> = new Set(['PUT', 'PATCH', 'DELETE', 'POST']);

/** What a request wrote or tried to write, and before it what others wrote. Nothing for a read. */
export function recordWrites({ request, state, outcome, now }: Handled): readonly WriteRecord[] {
  const { others, response, delivery, struck } = outcome;
  const time = new Date(now + outcome.secondsPassed * 1000).toISOString();
  const theirs =
    others === undefined
      ? []
      : recordChanges(state, others.changes, {
          ...others,
          time,
          status: 200,
          delivery: 'sent',
          struck: [],
        });
  if (!WRITES.has(request.method)) return theirs;
  const between = others === undefined ? state : others.changes.reduce(applyChange, state);
  const clientRequestId = request.headers['x-ms-client-request-id'];
  const requestId = response.headers['x-ms-request-id'];
  const told: Told = {
    time,
    principal: principalOf(request),
    method: request.method,
    status: delivery.kind === 'lost' || delivery.kind === 'never' ? 0 : response.status,
    delivery: delivery.kind,
    struck,
    ...(requestId === undefined ? {} : { requestId }),
    ...(clientRequestId === undefined ? {} : { clientRequestId }),
  };
  const own = outcome.changes.slice(others?.changes.length ?? 0);
  return [...theirs, ...(own.length === 0 ? attempt(request, between, told) : recordChanges(between, own, told))];
}

type Told = Omit<WriteRecord, 'workspace' | 'collection' | 'name' | 'effect' | 'before' | 'after'>;

/** What changes did, one record each. A reset leaves none. */
export function recordChanges(state: EmulatorState, changes: readonly Change[], told: Told): readonly WriteRecord[] {
  const records: WriteRecord[] = [];
  for (const change of changes) {
    // rows that go with their file, or with their watchlist, are part of its own record
    if (change.type !== 'put' && change.type !== 'delete') continue;
    if (change.collection === 'watchlistStatuses') continue;
    const name = change.type === 'put' ? change.resource.name : change.name;
    const place = { workspace: change.workspace, collection: change.collection, name };
    const before = lastOf(records, place) ?? { after: storedAt(state, place) };
    const after = change.type === 'put' ? change.resource : undefined;
    records.push({
      ...told,
      ...place,
      effect: after === undefined ? 'deleted' : before.after === undefined ? 'created' : 'replaced',
      ...(before.after === undefined ? {} : { before: before.after }),
      ...(after === undefined ? {} : { after }),
    });
  }
  return records;
}

/** The last record of the same resource. */
function lastOf(records: readonly WriteRecord[], place: Place): { readonly after?: StoredResource } | undefined {
  const key = ({ workspace, collection, name }: Place): string => keyOf(`${workspace} ${collection} ${name}`);
  return records.length === 0 ? undefined : records.findLast((record) => key(record) === key(place));
}

function attempt(request: EmulatorRequest, state: EmulatorState, told: Told): readonly WriteRecord[] {
  const route = parseRoute(new URL(request.url).pathname);
  if ('code' in route || route.name === undefined) return [];
  const place = { workspace: workspacePathOf(route.address), collection: route.type, name: route.name };
  const there = storedAt(state, place);
  return [{ ...told, ...place, effect: 'none', ...(there === undefined ? {} : { before: there, after: there }) }];
}

type Place = Pick<WriteRecord, 'workspace' | 'collection' | 'name'>;

function storedAt(state: EmulatorState, { workspace, collection, name }: Place): StoredResource | undefined {
  return lookup(workspaceOf(state, workspace).collections[collection], name);
}
