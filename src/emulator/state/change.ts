import { without } from '../json';
import { keyOf, workspaceOf } from './state';
import type { CollectionName, EmulatorState, StoredResource, WorkspaceState } from './state';

/** One thing that a request did to the state: what a journal keeps. */
export type Change =
  | {
      readonly type: 'put';
      readonly revision: number;
      readonly workspace: string;
      readonly collection: CollectionName;
      readonly resource: StoredResource;
    }
  /** Many of one collection at once: rows of a file. */
  | {
      readonly type: 'putAll';
      readonly revision: number;
      readonly workspace: string;
      readonly collection: CollectionName;
      readonly resources: readonly StoredResource[];
    }
  /** Takes away all whose name begins so. */
  | {
      readonly type: 'deleteUnder';
      readonly revision: number;
      readonly workspace: string;
      readonly collection: CollectionName;
      readonly name: string;
      /** Milliseconds since 1970. */
      readonly at: number;
    }
  | {
      readonly type: 'delete';
      readonly revision: number;
      readonly workspace: string;
      readonly collection: CollectionName;
      readonly name: string;
      /** Milliseconds since 1970. */
      readonly at: number;
    }
  /** Forgets everything, but for the revision: etags do not come back. */
  | { readonly type: 'reset'; readonly revision: number };

/** The only way that state moves on: behaviour answers with changes, and a journal replays the same ones. */
export function applyChange(state: EmulatorState, change: Change): EmulatorState {
  if (change.type === 'reset') {
    return { ...state, revision: Math.max(state.revision, change.revision), workspaces: {} };
  }
  const workspace = changed(workspaceOf(state, change.workspace), change);
  return {
    ...state,
    revision: Math.max(state.revision, change.revision),
    workspaces: { ...state.workspaces, [keyOf(change.workspace)]: workspace },
  };
}

function changed(
  { collections, tombstones }: WorkspaceState,
  change: Exclude<Change, { type: 'reset' }>,
): WorkspaceState {
  const collection = collections[change.collection];
  switch (change.type) {
    case 'put': {
      const key = keyOf(change.resource.name);
      return {
        collections: { ...collections, [change.collection]: { ...collection, [key]: change.resource } },
        tombstones: change.collection === 'alertRules' ? without(tombstones, key) : tombstones,
      };
    }
    case 'putAll': {
      const added = Object.fromEntries(change.resources.map((resource) => [keyOf(resource.name), resource]));
      return { collections: { ...collections, [change.collection]: { ...collection, ...added } }, tombstones };
    }
    case 'deleteUnder': {
      const under = keyOf(change.name);
      const kept = Object.entries(collection).filter(([key]) => !key.startsWith(under));
      return { collections: { ...collections, [change.collection]: Object.fromEntries(kept) }, tombstones };
    }
    case 'delete': {
      const key = keyOf(change.name);
      return {
        collections: { ...collections, [change.collection]: without(collection, key) },
        tombstones: change.collection === 'alertRules' ? { ...tombstones, [key]: change.at } : tombstones,
      };
    }
  }
}
