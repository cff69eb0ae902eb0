import type { JsonObject } from '../json';
import { member } from '../json';

/** Names a collection of resources that the emulator keeps for a workspace. */
export const COLLECTIONS = [
  'alertRules',
  'metadata',
  'alertRuleTemplates',
  'watchlists',
  /** Named `alias/id`. */
  'watchlistItems',
  /** Operations on watchlists that take time, named `alias/id`. */
  'watchlistStatuses',
  'savedSearches',
  'tables',
] as const;

export type CollectionName = (typeof COLLECTIONS)[number];

export interface StoredResource {
  /** As the client first wrote it. */
  readonly name: string;
  readonly etag: string;
  /** Alert rules and their templates have one at this level. */
  readonly kind?: string;
  readonly properties: JsonObject;
}

/** Keyed by the name in lower case: the Resource Manager compares names without regard to case. */
export type Collection = Readonly<Record<string, StoredResource>>;

export interface WorkspaceState {
  readonly collections: Readonly<Record<CollectionName, Collection>>;
  /** When each alert rule was deleted, in milliseconds since 1970, keyed as the collection was. */
  readonly tombstones: Readonly<Record<string, number>>;
}

/** A token bucket, as it stood at a moment in milliseconds since 1970. */
export interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** Writes of a workspace that lagging reads may not show yet. */
export interface WorkspaceLag {
  /** How many reads lagged since the first of the writes. */
  readonly reads: number;
  /** The oldest first. */
  readonly writes: readonly {
    readonly before: WorkspaceState;
    /** Milliseconds since 1970. */
    readonly at: number;
    /** The count of lagging reads when it was written. */
    readonly reads: number;
  }[];
}

/** How many requests a fault has matched, and struck. */
export interface FaultHits {
  readonly matched: number;
  readonly struck: number;
}

/** What passed by. Not part of what survives a restart. */
export interface Traffic {
  readonly requests: number;
  /** By the fault's id. */
  readonly hits: Readonly<Record<string, FaultHits>>;
  /** Throttling, by principal, subscription and sort of operation. */
  readonly buckets: Readonly<Record<string, Bucket>>;
  /** What lagging reads do not show yet, by workspace. */
  readonly lag: Readonly<Record<string, WorkspaceLag>>;
  /** The workspaces before the last write, for reads that lag. */
  readonly before?: EmulatorState['workspaces'];
}

/** All that the emulated service remembers. A value: JSON-serialisable, never changed in place. */
export interface EmulatorState {
  /** Number of the last write; etags are made from it. */
  readonly revision: number;
  /** Keyed by the workspace's path in lower case. A workspace that nobody wrote to is absent, and empty. */
  readonly workspaces: Readonly<Record<string, WorkspaceState>>;
  readonly traffic: Traffic;
}

export const NO_RESOURCES = Object.fromEntries(COLLECTIONS.map((name) => [name, {}])) as Readonly<
  Record<CollectionName, Collection>
>;

/** A workspace that nobody wrote to. */
export const NO_WORKSPACE: WorkspaceState = { collections: NO_RESOURCES, tombstones: {} };

export const NO_TRAFFIC: Traffic = { requests: 0, hits: {}, buckets: {}, lag: {} };

export function emptyState(): EmulatorState {
  return { revision: 0, workspaces: {}, traffic: NO_TRAFFIC };
}

export const keyOf = (name: string): string => name.toLowerCase();

export function workspaceOf(state: EmulatorState, path: string): WorkspaceState {
  return member(state.workspaces, keyOf(path)) ?? NO_WORKSPACE;
}

/** The state with another content of one workspace. */
export function withWorkspace(state: EmulatorState, path: string, workspace: WorkspaceState): EmulatorState {
  return { ...state, workspaces: { ...state.workspaces, [keyOf(path)]: workspace } };
}

export function lookup(collection: Collection, name: string): StoredResource | undefined {
  return member(collection, keyOf(name));
}
