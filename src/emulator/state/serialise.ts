import { isObject, member, objectMember } from '../json';
import type { Json, JsonObject } from '../json';
import { COLLECTIONS, NO_RESOURCES, NO_TRAFFIC } from './state';
import type { EmulatorState, WorkspaceState } from './state';

const FORMAT = 1;

/** The state as one line of JSON. Traffic is left behind: it does not survive a restart. */
export function serialiseState({ revision, workspaces }: EmulatorState): string {
  return JSON.stringify({ format: FORMAT, revision, workspaces });
}

/** Reads what `serialiseState` wrote. Throws on anything else: state must not be guessed. */
export function parseState(text: string): EmulatorState {
  const value = JSON.parse(text) as Json;
  if (!isObject(value) || value['format'] !== FORMAT) throw new Error(`not an emulator state of format ${FORMAT}`);
  const revision = member(value, 'revision');
  const workspaces = objectMember(value, 'workspaces');
  if (typeof revision !== 'number' || workspaces === undefined || !Object.values(workspaces).every(isWorkspace)) {
    throw new Error('a damaged emulator state');
  }
  return {
    revision,
    workspaces: Object.fromEntries(
      Object.entries(workspaces as unknown as Readonly<Record<string, WorkspaceState>>).map(([path, workspace]) => [
        path,
        { ...workspace, collections: { ...NO_RESOURCES, ...workspace.collections } },
      ]),
    ),
    traffic: NO_TRAFFIC,
  };
}

function isWorkspace(value: Json): boolean {
  if (!isObject(value)) return false;
  const collections = objectMember(value, 'collections');
  return (
    objectMember(value, 'tombstones') !== undefined &&
    collections !== undefined &&
    // a state from before a collection was served does not have it
    COLLECTIONS.every((name) => !Object.hasOwn(collections, name) || areResources(objectMember(collections, name)))
  );
}

function areResources(collection: JsonObject | undefined): boolean {
  return (
    collection !== undefined &&
    Object.values(collection).every(
      (resource) =>
        isObject(resource) &&
        typeof resource['name'] === 'string' &&
        typeof resource['etag'] === 'string' &&
        isObject(resource['properties']),
    )
  );
}
