import type { JsonObject } from '../json';
import type { Change } from './change';
import type { Guards, Refusal } from './guards/guards';
import type { Owner } from './mark/mark';
import type { ResourceRef, TuningMark } from './resource';

/** Version of the plan format; a reader refuses any other. */
export const PLAN_FORMAT = 2;

/** How long a plan may be carried out. */
export const PLAN_LIFE_MS = 24 * 3_600_000;

/** Which workspace a plan is for. Apply refuses to write anywhere else. */
export interface PlanTarget {
  readonly name: string;
  readonly kind: 'emulator' | 'azure';
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly workspace: string;
  readonly apiVersion: string;
}

/** The workspace as the service itself reports it. A name can be given to another workspace; its GUID cannot. */
export interface PlanIdentity {
  /** Host of the management API. */
  readonly cloud: string;
  readonly tenantId: string | null;
  readonly workspaceGuid: string | null;
}

interface ActionBase extends ResourceRef {
  readonly title: string;
  /** The file that wants it, relative to the project. */
  readonly path?: string;
  /** The target's tuning of it. */
  readonly tuning?: TuningMark;
  /** What whoever agrees to it should know. */
  readonly notes?: readonly string[];
  /** Keys of what must be done before it: what it reads, or what read it. Without them it is not done. */
  readonly needs?: readonly string[];
}

/** What was live when the plan was made: a write that meets anything else is a conflict. */
export interface Seen {
  readonly etag?: string;
  /** Hash of the canonical form of `body`. */
  readonly hash: string;
  /** As it was listed, without address and etag. */
  readonly body: JsonObject;
}

interface CreateAction extends ActionBase {
  readonly action: 'create';
  /** What a PUT carries, whole. */
  readonly desired: JsonObject;
  readonly tests?: string;
  /** Why it is written although nothing about its rule changes. */
  readonly why?: string;
  /** Why this is not to be written; such an action is shown and never sent. */
  readonly blocked?: string;
}

interface UpdateAction extends ActionBase {
  readonly action: 'update';
  readonly desired: JsonObject;
  readonly live: Seen;
  /** Empty where nothing is written and only our records change: `settles` or `adopts` says why. */
  readonly changes: readonly Change[];
  readonly tests?: string;
  /** Why this is not to be written; such an action is shown and never sent. */
  readonly blocked?: string;
  /** What somebody changed in the workspace since we last wrote the rule; the update overwrites it. */
  readonly edit?: readonly Change[];
  /** The rule was not ours before. */
  readonly adopts?: true;
  /** It is as wanted already, by somebody else's hand or by a write whose answer was lost. */
  readonly settles?: true;
  /** Dangers that no single change shows. */
  readonly concerns?: readonly string[];
  /** Names of rules whose exclusions read it. */
  readonly feeds?: readonly string[];
  /** Names of the rules whose result moves with it. */
  readonly readBy?: readonly string[];
}

/** A rule that the repository does not want any more is first disabled, and can be had back. */
interface QuarantineAction extends ActionBase {
  readonly action: 'quarantine';
  readonly desired: JsonObject;
  readonly live: Seen;
  readonly changes: readonly Change[];
  readonly why: string;
}

interface DeleteAction extends ActionBase {
  readonly action: 'delete';
  readonly live: Seen;
  readonly why: string;
  /** Why this is not to be done; such an action is shown and never sent. */
  readonly blocked?: string;
}

/** Something to write, or to write down. */
export type Action = CreateAction | UpdateAction | QuarantineAction | DeleteAction;

/** A live resource that is not ours: shown, never touched. */
export interface Unmanaged extends ResourceRef {
  readonly title: string;
  /** What a person should know of it. */
  readonly note?: string;
}

/** What a person should know before agreeing, and what holds nothing up. */
export interface Warning extends ResourceRef {
  /** `twin`: a live rule that is not ours would alert beside it. `unmet`: it is live, and lacks what its query reads. */
  readonly kind: 'twin' | 'unmet';
  readonly title: string;
  /** The file that wants it, relative to the project. */
  readonly path?: string;
  readonly message: string;
  /** What to do about it. */
  readonly help: string;
}

/** A rule, watchlist or function that is ours or that the plan touches, as the plan saw it. */
export interface Owned extends ResourceRef {
  readonly etag: string | null;
  /** Canonical hashes; null where there is none. */
  readonly live: string | null;
  readonly last: string | null;
  readonly desired: string | null;
}

/** Ours, disabled, and not deleted yet. */
export interface Quarantined extends ResourceRef {
  readonly title: string;
  readonly since: string;
  /** ISO 8601: from when on a plan deletes it. */
  readonly until: string;
  /** Why it is not deleted although its time has come. */
  readonly kept?: string;
}

/**
 * What a deployment would do, as a value: sorted, serialisable, with a hash over all that people agree to. Apply takes
 * only a plan and does nothing that the plan does not say.
 */
export interface Plan {
  readonly format: typeof PLAN_FORMAT;
  readonly target: PlanTarget;
  readonly identity: PlanIdentity;
  readonly owner: Owner;
  readonly tool: { readonly name: string; readonly version: string; readonly build: string };
  /** Commit of the repository; null outside of one. */
  readonly commit: string | null;
  /** ISO 8601, UTC. */
  readonly created: string;
  readonly expires: string;
  /** Hash of the last entry of the chain of deployments; null before the first. */
  readonly ledger: string | null;
  readonly guards: Guards;
  /** In dependency order of their types, then by id. */
  readonly actions: readonly Action[];
  /** What the guards have against it. With any, it is not carried out unless somebody else agrees. */
  readonly refusals: readonly Refusal[];
  /** Not part of what is agreed to, as `unmanaged` is not. */
  readonly warnings: readonly Warning[];
  readonly owned: readonly Owned[];
  readonly quarantined: readonly Quarantined[];
  /** Whether the service was seen to refuse a stale etag. Until then each update looks first, and a short window stays. */
  readonly etags: 'honoured' | 'ignored' | 'unproven';
  /** Number of resources that are live as the repository wants them. */
  readonly unchanged: number;
  /** Where only some rules were asked for: how many others differ, and are not part of this plan. */
  readonly left?: number;
  /** Not part of what is agreed to: rules that are not ours may come and go. */
  readonly unmanaged: readonly Unmanaged[];
  /** SHA-256 over everything but `unmanaged` and `warnings`, lower-case hex. */
  readonly hash: string;
}
