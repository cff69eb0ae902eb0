import { parseRoute, workspacePathOf } from '../contract/routes';
import type { Outcome } from '../emulator';
import type { Delivery, EmulatorRequest } from '../exchange';
import { principalOf } from '../principal';
import { applyChange } from '../state/change';
import type { Change } from '../state/change';
import { lookup, workspaceOf } from '../state/state';
import type { CollectionName, EmulatorState, StoredResource } from '../state/state';
import { contentHash } from './content-hash';

/** A version of a resource, as it was stored. */
export interface StoredVersion {
  readonly etag: string;
  /** See `contentHash`. */
  readonly bodyHash: string;
  readonly resource: StoredResource;
}

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
  readonly before?: StoredVersion;
  readonly after?: StoredVersion;
  /** Ids of the faults that struck. */
  readonly struck: readonly string[];
}

interface Handled {
  readonly request: EmulatorRequest;
  /** The state before the request. */
  readonly state: EmulatorState;
  readonly outcome: Outcome;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const WRITES: ReadonlySet<string> = new Set(['PUT', 'PATCH', 'DELETE', 'POST']);

/** What a request wrote or tried to write, and before it what others wrote. Nothing for a read. */
export function recordWrites({ request, state, outcome, now }: Handled): readonly WriteRecord[] {
  const { others, response, delivery, struck } = outcome;
  const theirs =
    others === undefined
      ? []
      : recordChanges(state, others.changes, {
          ...others,
          time: new Date(now).toISOString(),
          status: 200,
          delivery: 'sent',
          struck: [],
        });
  if (!WRITES.has(request.method)) return theirs;
  const between = others === undefined ? state : others.changes.reduce(applyChange, state);
  const clientRequestId = request.headers['x-ms-client-request-id'];
  const requestId = response.headers['x-ms-request-id'];
  const told: Told = {
    time: new Date(now).toISOString(),
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
  let current = state;
  for (const change of changes) {
    const before = current;
    current = applyChange(current, change);
    if (change.type === 'reset') continue;
    const name = change.type === 'put' ? change.resource.name : change.name;
    const place = { workspace: change.workspace, collection: change.collection, name };
    const [old, young] = [versionOf(before, place), versionOf(current, place)];
    records.push({
      ...told,
      ...place,
      effect: young === undefined ? 'deleted' : old === undefined ? 'created' : 'replaced',
      ...(old === undefined ? {} : { before: old }),
      ...(young === undefined ? {} : { after: young }),
    });
  }
  return records;
}

function attempt(request: EmulatorRequest, state: EmulatorState, told: Told): readonly WriteRecord[] {
  const route = parseRoute(new URL(request.url).pathname);
  if ('code' in route || route.name === undefined) return [];
  const place = { workspace: workspacePathOf(route.address), collection: route.type, name: route.name };
  const there = versionOf(state, place);
  return [{ ...told, ...place, effect: 'none', ...(there === undefined ? {} : { before: there, after: there }) }];
}

type Place = Pick<WriteRecord, 'workspace' | 'collection' | 'name'>;

function versionOf(state: EmulatorState, { workspace, collection, name }: Place): StoredVersion | undefined {
  const resource = lookup(workspaceOf(state, workspace).collections[collection], name);
  return resource === undefined ? undefined : asVersion(resource);
}

/** The hash is made when somebody asks: most records of most runs are never looked at. */
export function asVersion(resource: StoredResource): StoredVersion {
  return {
    etag: resource.etag,
    get bodyHash() {
      return contentHash(resource);
    },
    resource,
  };
}
