import type { WorkspaceId } from '../src/sentinel';
import type { JsonObject, PlanIdentity, Resource, ResourceRef, ResourceType } from '../src/state';

/** One listing of a workspace: every resource of a type with its etag and its whole body. */
export interface Listing {
  readonly resources: readonly Resource[];
  /** Requests that it took. */
  readonly pages: number;
}

/** What may keep a request from being sent although it was asked for: a run that is to stop. */
export interface Gate {
  /** Why nothing may be written any more; undefined as long as it may. */
  readonly reason: string | undefined;
  /** Ends waits early. Reads are made all the same, as long as they need not wait. */
  readonly signal?: AbortSignal;
}

/**
 * When a write may take effect. `seen` is the body that the caller saw: where a version does not tell of all its parts
 * (the rows of a watchlist), nothing else is written over.
 */
export type Precondition =
  /** Only over exactly this version. */
  | { readonly kind: 'version'; readonly etag: string; readonly seen?: JsonObject }
  /** Only if nothing of that id is there. */
  | { readonly kind: 'absent' }
  /** Whatever is there: for a caller that has just looked. */
  | { readonly kind: 'none'; readonly seen?: JsonObject };

/** What the service said of a write: its own time, and its own name for the request. */
export interface Receipt {
  readonly date?: string;
  readonly requestId?: string;
  readonly correlationId?: string;
}

/** A resource as the service has it after a write. */
export interface Written extends Receipt {
  readonly resource: Resource;
}

/** What one assignment of a role lets the caller do: patterns of operations, and those that it leaves out. */
export interface Permission {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}

/** The seam: all that planning and applying ask of a workspace. Every method rejects with a `WorkspaceFailure`. */
export interface Workspace {
  readonly id: WorkspaceId;
  /** What the service itself calls the workspace. */
  identify(): Promise<PlanIdentity>;
  /** Watchlists come with their rows only if their alias is named in `whole`. */
  list(type: ResourceType, whole?: readonly string[], gate?: Gate): Promise<Listing>;
  /** The plan of each of its tables by name; undefined where the service tells none. */
  tables(): Promise<ReadonlyMap<string, string | undefined>>;
  /** What role assignments let us do there; undefined where the service does not say. */
  permissions(): Promise<readonly Permission[] | undefined>;
  /** Undefined if there is none. */
  get(ref: ResourceRef, gate?: Gate): Promise<Resource | undefined>;
  /** Writes the whole resource and returns it as the service then has it. Sends nothing that the gate keeps back. */
  put(resource: Resource, condition: Precondition, gate?: Gate): Promise<Written>;
  /** Takes the resource away; one that is not there is taken away already. */
  delete(ref: ResourceRef, condition: Precondition, gate?: Gate): Promise<Receipt>;
}

/**
 * What went wrong, as far as the next step depends on it:
 * - `refused`: the service read the request and said no to it; the same request will fail again
 * - `conflict`: the service has another version, or something is in the way (409, 412)
 * - `denied`: who we are or what we may do (401, 403, no credentials): nothing else will work either
 * - `throttled`: too many requests; nothing was written
 * - `unavailable`: the service failed (5xx); whether a write took effect is unknown
 * - `lost`: no answer that can be read; whether a write took effect is unknown
 * - `stopped`: not sent, since the run was told to stop
 */
export type FailureKind = 'refused' | 'conflict' | 'denied' | 'throttled' | 'unavailable' | 'lost' | 'stopped';

export interface FailureDetails {
  readonly kind: FailureKind;
  readonly message: string;
  readonly status?: number;
  /** The service's own code. */
  readonly code?: string;
  /** How long the service asked to wait. */
  readonly retryAfterMs?: number;
  /** Some of what was asked for had been done before. */
  readonly partial?: true;
}

/** A call to a workspace that did not succeed. Its message is the service's own or ours, never a token or a header. */
export class WorkspaceFailure extends Error {
  override readonly name = 'WorkspaceFailure';
  readonly details: FailureDetails;

  constructor(details: FailureDetails) {
    super(details.message);
    this.details = details;
  }
}
