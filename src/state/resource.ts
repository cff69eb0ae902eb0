import type { AlertRuleBody } from '../sentinel';
import { toJson } from '../json';
import type { JsonObject } from '../json';

/**
 * What a workspace holds and a plan writes, in the order in which things may depend on each other: watchlists, saved
 * functions, rules, and the marks (metadata resources) that say whose each is.
 */
export const RESOURCE_TYPES = ['watchlist', 'function', 'alertRule', 'mark'] as const;

export type ResourceType = (typeof RESOURCE_TYPES)[number];

/** What people call each type. */
export const NOUNS: Readonly<Record<ResourceType, string>> = {
  watchlist: 'watchlist',
  function: 'function',
  alertRule: 'rule',
  mark: 'mark',
};

export interface ResourceRef {
  readonly type: ResourceType;
  /** The last segment of the ARM id, as its owner writes it; compared without regard to case. */
  readonly id: string;
}

/** One resource of either side. `body` is what a PUT carries, without address and etag. */
export interface Resource extends ResourceRef {
  /** Opaque; only live resources have one. */
  readonly etag?: string;
  readonly body: JsonObject;
}

/** A resource that the repository wants, with the file that it came from. */
export interface DesiredResource extends Resource {
  readonly path?: string;
  /** Hash of the tests beside it. */
  readonly tests?: string;
  /** Why it must not be written as things are, such as a table that the workspace does not have. */
  readonly blocked?: string;
  /** What whoever agrees to it should know, one line each. */
  readonly notes?: readonly string[];
  readonly tuning?: TuningMark;
  /** Keys of what it reads and the repository wants too: it is written after them, or not at all. */
  readonly needs?: readonly string[];
  /** Names of rules whose exclusions read it: what is added to it hides events. */
  readonly feeds?: readonly string[];
  /** Names of the rules whose result depends on it, through functions too. */
  readonly readBy?: readonly string[];
}

/** That a target wants a resource otherwise than the shared file says. */
export interface TuningMark {
  /** The tuning file, relative to the project. */
  readonly path: string;
  /** What it decides: places in the body, dotted, as changes name them (`properties.severity`). */
  readonly decides: readonly string[];
}

/** Equal for two references to the same resource: ARM ids know no letter case. */
export function resourceKey({ type, id }: ResourceRef): string {
  return `${type}/${id.toLowerCase()}`;
}

/** A compiled alert rule as a resource. A body etag would make the write conditional behind the plan's back: dropped. */
export function alertRuleResource(id: string, { kind, properties }: AlertRuleBody): Resource {
  return { type: 'alertRule', id, body: toJson({ kind, properties }) };
}
