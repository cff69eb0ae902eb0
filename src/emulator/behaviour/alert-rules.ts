import { resourceId, workspacePathOf } from '../contract/routes';
import { invalidJson, kindChange, recentlyDeleted, ruleNotFound } from '../errors';
import { isObject, member } from '../json';
import type { Json, JsonObject } from '../json';
import { keyOf, workspaceOf } from '../state/state';
import type { StoredResource } from '../state/state';
import { answer, refuse } from './call';
import type { Call, Operation, Reply } from './call';
import { withDefaults } from './defaults';
import { checkEtag, makeEtag } from './etag';
import { page } from './paging';
import type { Listed } from './paging';

const TYPE = 'alertRules';

export const listAlertRules: Operation = (call) => {
  const { alertRules } = workspaceOf(call.state, workspacePathOf(call.route.address)).collections;
  return page(
    call,
    Object.entries(alertRules).map(([key, rule]): Listed => [key, present(call, rule)]),
  );
};

export const getAlertRule: Operation = (call) => {
  const name = call.route.name ?? '';
  const rule = find(call, name);
  return rule === undefined ? refuse(ruleNotFound(name)) : answer(200, present(call, rule));
};

export const putAlertRule: Operation = (call) => {
  const body = readBody(call.request.body);
  if (!isObject(body)) return refuse(invalidJson('a JSON object was expected'));
  return put(call, body);
};

export const deleteAlertRule: Operation = (call) => {
  const name = call.route.name ?? '';
  const existing = find(call, name);
  if (existing === undefined) return answer(204);
  const stale = checkEtag(call, name, existing);
  if (stale !== undefined) return refuse(stale);
  const workspace = workspacePathOf(call.route.address);
  const revision = call.state.revision + 1;
  return answer(200, undefined, [
    { type: 'delete', revision, workspace, collection: TYPE, name: existing.name, at: call.now },
  ]);
};

function put(call: Call, body: JsonObject): Reply {
  const name = call.route.name ?? '';
  const workspace = workspacePathOf(call.route.address);
  const existing = find(call, name);
  const kind = member(body, 'kind');
  if (typeof kind !== 'string') return refuse(invalidJson("Required property 'kind' not found in JSON. Path ''"));
  const deleted = member(workspaceOf(call.state, workspace).tombstones, keyOf(name));
  if (existing === undefined && deleted !== undefined && call.now < deleted + call.settings.tombstoneSeconds * 1000) {
    return refuse(recentlyDeleted(name));
  }
  const stale = checkEtag(call, name, existing, body);
  if (stale !== undefined) return refuse(stale);
  if (existing?.kind !== undefined && existing.kind !== kind) return refuse(kindChange(name, existing.kind, kind));
  const revision = call.state.revision + 1;
  const properties = member(body, 'properties');
  const resource: StoredResource = {
    name: existing?.name ?? name,
    etag: makeEtag(revision, call.now),
    kind,
    properties: withDefaults(kind, isObject(properties) ? properties : {}, call.now),
  };
  return answer(existing === undefined ? 201 : 200, present(call, resource), [
    { type: 'put', revision, workspace, collection: TYPE, resource },
  ]);
}

function find(call: Call, name: string): StoredResource | undefined {
  return member(workspaceOf(call.state, workspacePathOf(call.route.address)).collections.alertRules, keyOf(name));
}

function present(call: Call, { name, etag, kind, properties }: StoredResource): JsonObject {
  return {
    id: resourceId(call.route.address, TYPE, name),
    name,
    type: `Microsoft.SecurityInsights/${TYPE}`,
    etag,
    ...(kind === undefined ? {} : { kind }),
    properties,
  };
}

function readBody(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
