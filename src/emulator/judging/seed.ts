import { resourceId, workspaceAddressOf } from '../contract/routes';
import { handle } from '../emulator';
import type { JsonObject } from '../json';
import { DEFAULT_SETTINGS } from '../settings';
import { emptyState, keyOf, NO_RESOURCES, workspaceOf } from '../state/state';
import type { Collection, EmulatorState, StoredResource } from '../state/state';

export interface Seed {
  /** Paths of workspaces that all hold the same rules. */
  readonly workspaces: readonly string[];
  /** Bodies of PUT requests, by rule id. */
  readonly rules: Readonly<Record<string, unknown>>;
  /** Metadata of each rule: its name and its properties. `parentId` is the rule's id in its workspace. */
  readonly mark?: (rule: { readonly ruleId: string; readonly parentId: string }) => {
    readonly name: string;
    readonly properties: JsonObject;
  };
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * A state to start from: the rules as the service stores them, put into one workspace and shared by all. A hundred
 * thousand rules take as long as the rules of one workspace. Throws if the service refuses one.
 */
export function seedState({ workspaces, rules, mark, now }: Seed): EmulatorState {
  const [first] = workspaces;
  if (first === undefined) return emptyState();
  const { state, collection } = putAll(first, rules, now);
  const marked = (path: string): Collection =>
    mark === undefined
      ? {}
      : Object.fromEntries(
          Object.values(collection).map(({ name, etag }): [string, StoredResource] => {
            const parentId = resourceId(workspaceAddressOf(path), 'alertRules', name);
            const { name: markName, properties } = mark({ ruleId: name, parentId });
            return [keyOf(markName), { name: markName, etag, properties: { ...properties, parentId } }];
          }),
        );
  return {
    ...emptyState(),
    revision: state.revision,
    workspaces: Object.fromEntries(
      workspaces.map((path) => [
        keyOf(path),
        { collections: { ...NO_RESOURCES, alertRules: collection, metadata: marked(path) }, tombstones: {} },
      ]),
    ),
  };
}

function putAll(
  workspace: string,
  rules: Seed['rules'],
  now: number,
): { readonly state: EmulatorState; readonly collection: Collection } {
  const settings = { ...DEFAULT_SETTINGS, enabledRules: {} };
  let state = emptyState();
  for (const [ruleId, body] of Object.entries(rules)) {
    const path = resourceId(workspaceAddressOf(workspace), 'alertRules', encodeURIComponent(ruleId));
    const url = `http://seed.invalid${path}?api-version=2025-07-01-preview`;
    const request = { method: 'PUT', url, headers: {}, body: JSON.stringify(body) };
    const { response, state: after } = handle(request, state, { now, settings, faults: [] });
    if (response.status !== 201) throw new Error(`rule ${ruleId} was refused: ${response.status} ${response.body}`);
    state = after;
  }
  return { state, collection: workspaceOf(state, workspace).collections.alertRules };
}
