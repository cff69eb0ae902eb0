import type { Collection, EmulatorState } from '../state/state';
import { asVersion } from './version';
import type { StoredVersion } from './version';

/** What a workspace holds, as it is stored: not as any api-version, lag or fault tells it. */
export interface StoredWorkspace {
  /** Path, in lower case. */
  readonly workspace: string;
  /** By id, in lower case. */
  readonly alertRules: Readonly<Record<string, StoredVersion>>;
  readonly metadata: Readonly<Record<string, StoredVersion>>;
  readonly watchlists: Readonly<Record<string, StoredVersion>>;
  /** By alias and id: `vips/0f1e...`. */
  readonly watchlistItems: Readonly<Record<string, StoredVersion>>;
  readonly savedSearches: Readonly<Record<string, StoredVersion>>;
  /** Ids of deleted rules, in lower case, with the time of their deletion in milliseconds since 1970. */
  readonly tombstones: Readonly<Record<string, number>>;
}

/** Every workspace that was ever written to. */
export function rawStore({ workspaces }: EmulatorState): readonly StoredWorkspace[] {
  return Object.entries(workspaces).map(([workspace, { collections, tombstones }]) => ({
    workspace,
    alertRules: versions(collections.alertRules),
    metadata: versions(collections.metadata),
    watchlists: versions(collections.watchlists),
    watchlistItems: versions(collections.watchlistItems),
    savedSearches: versions(collections.savedSearches),
    tombstones,
  }));
}

function versions(collection: Collection): Readonly<Record<string, StoredVersion>> {
  return Object.fromEntries(Object.entries(collection).map(([key, resource]) => [key, asVersion(resource)]));
}
