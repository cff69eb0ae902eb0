import type { Change } from './change';
import type { JsonObject } from '../json';

/** All that planning needs to know about a type of resource. */
export interface ResourceTypeRow {
  /** The one form of all bodies that mean the same resource. Idempotent. */
  canonical(body: JsonObject): JsonObject;
  /** A live body as a write may carry it: without what the service alone writes. */
  writable(body: JsonObject): JsonObject;
  /** Differences between two canonical bodies, each judged for what it does to detection. */
  diff(before: JsonObject, after: JsonObject): readonly Change[];
  /** What people call it. */
  title(body: JsonObject): string | undefined;
  /** Why an update from one canonical body to the other cannot be written at all, and what to do instead. */
  blocker(before: JsonObject, after: JsonObject): string | undefined;
  /** Why a resource that is not ours cannot become ours by this update, and what to do instead. */
  unadoptable?(before: JsonObject, after: JsonObject): string | undefined;
  /**
   * Whether what is live lies on the way from what the plan saw (nothing, if it is undefined) to what it wants: of a
   * resource that is written in several steps. Absent for what is written in one.
   */
  underWay?(seen: JsonObject | undefined, wanted: JsonObject, live: JsonObject): boolean;
}
