import type { Catalog } from '../../kql';
import type { ApiVersion } from '../contract/api-versions';
import type { Route } from '../contract/routes';
import type { Refusal } from '../errors';
import type { EmulatorRequest } from '../exchange';
import type { JsonObject } from '../json';
import type { EmulatorSettings } from '../settings';
import type { Change } from '../state/change';
import { lookup, workspaceOf } from '../state/state';
import type { CollectionName, EmulatorState, StoredResource, WorkspaceState } from '../state/state';
import { workspacePathOf } from '../contract/routes';
import type { QueryValidator } from './query-validation';

/** A request that found its operation, with all that the operation may look at. */
export interface Call {
  readonly request: EmulatorRequest;
  readonly url: URL;
  readonly route: Route;
  readonly version: ApiVersion;
  readonly state: EmulatorState;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly settings: EmulatorSettings;
  readonly validateQuery: QueryValidator | undefined;
  /** The tables that are there without anybody having written them; without it a few samples. */
  readonly catalog: Catalog | undefined;
}

export type Reply =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body?: JsonObject;
      readonly changes: readonly Change[];
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'refusal'; readonly refusal: Refusal };

export const answer = (status: number, body?: JsonObject, changes: readonly Change[] = []): Reply => ({
  kind: 'answer',
  status,
  ...(body === undefined ? {} : { body }),
  changes,
});

export const refuse = (refusal: Refusal): Reply => ({ kind: 'refusal', refusal });

export type Operation = (call: Call) => Reply;

export const nameOf = (call: Call): string => call.route.name ?? '';

export const workspacePath = (call: Call): string => workspacePathOf(call.route.address);

export const workspace = (call: Call): WorkspaceState => workspaceOf(call.state, workspacePath(call));

/** The resource that the call addresses. */
export function addressed(call: Call, collection: CollectionName): StoredResource | undefined {
  return lookup(workspace(call).collections[collection], nameOf(call));
}

export function listed(call: Call, collection: CollectionName): readonly (readonly [string, StoredResource])[] {
  return Object.entries(workspace(call).collections[collection]).sort(([left], [right]) => (left < right ? -1 : 1));
}

/** The change that stores a resource: the next revision of the state. */
export function putChange(call: Call, collection: CollectionName, resource: StoredResource): Change {
  return { type: 'put', revision: call.state.revision + 1, workspace: workspacePath(call), collection, resource };
}

export function deleteChange(call: Call, collection: CollectionName, name: string): Change {
  return {
    type: 'delete',
    revision: call.state.revision + 1,
    workspace: workspacePath(call),
    collection,
    name,
    at: call.now,
  };
}
