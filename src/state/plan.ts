import type { Change } from './change';
import type { JsonObject } from './json';
import type { ResourceRef } from './resource';

/** Version of the plan format; a reader refuses any other. */
export const PLAN_FORMAT = 1;

/** Which workspace a plan is for. Apply refuses to write anywhere else. */
export interface PlanTarget {
  readonly name: string;
  readonly kind: 'emulator' | 'azure';
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly workspace: string;
  readonly apiVersion: string;
}

interface ActionBase extends ResourceRef {
  readonly title: string;
  /** The file that wants it, relative to the project. */
  readonly path?: string;
  /** What a PUT carries, whole. */
  readonly desired: JsonObject;
}

interface CreateAction extends ActionBase {
  readonly action: 'create';
}

/** What was live when the plan was made: a write that meets anything else is a conflict. */
interface Seen {
  readonly etag?: string;
  /** Hash of `body`. */
  readonly hash: string;
  /** The canonical form. */
  readonly body: JsonObject;
}

interface UpdateAction extends ActionBase {
  readonly action: 'update';
  readonly live: Seen;
  readonly changes: readonly Change[];
  /** Why the service would refuse this update; such an action is shown and never sent. */
  readonly blocked?: string;
}

/** Something to write. Later verbs (retire, adopt) are further members. */
export type Action = CreateAction | UpdateAction;

/** A live resource that the repository does not name: shown, never touched. */
export interface Unmanaged extends ResourceRef {
  readonly title: string;
}

/**
 * What a deployment would do, as a value: sorted, serialisable, with a checksum over all of it. Apply takes only a plan
 * and does nothing that the plan does not say.
 */
export interface Plan {
  readonly format: typeof PLAN_FORMAT;
  readonly target: PlanTarget;
  readonly tool: { readonly name: string; readonly version: string };
  /** Commit of the repository; null outside of one. */
  readonly commit: string | null;
  /** ISO 8601, UTC. */
  readonly created: string;
  /** In dependency order of their types, then by id. */
  readonly actions: readonly Action[];
  /** Number of resources that are live as the repository wants them. */
  readonly unchanged: number;
  readonly unmanaged: readonly Unmanaged[];
  /** SHA-256 over everything above, lower-case hex. Guards against accidents and edits, not against a forger. */
  readonly checksum: string;
}
