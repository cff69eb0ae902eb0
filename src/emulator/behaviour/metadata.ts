import { METADATA, METADATA_KINDS, METADATA_PATCH } from '../contract/metadata-shape';
import { parseRoute, resourceId, workspacePathOf } from '../contract/routes';
import { badRequest, invalidName, resourceNotFound } from '../errors';
import type { Refusal } from '../errors';
import { objectMember } from '../json';
import type { JsonObject } from '../json';
import type { Change } from '../state/change';
import { keyOf, lookup, workspaceOf } from '../state/state';
import type { StoredResource } from '../state/state';
import { addressed, answer, deleteChange, listed, nameOf, putChange, refuse } from './call';
import type { Call, Operation, Reply } from './call';
import { checkEtag, makeEtag } from './etag';
import { selectListed } from './odata';
import { page } from './paging';
import { readObject, readShaped } from './read-body';

const VALID_NAME = /^[^<>%&:\\?/]{1,260}$/;

export const listMetadata: Operation = (call) => {
  const all = listed(call, 'metadata').map(([key, resource]) => [key, present(call, resource)] as const);
  const selected = selectListed(call, all);
  if ('refusal' in selected) return refuse(selected.refusal);
  return selected.cut === 'here'
    ? answer(200, { value: selected.items.map(([, body]) => body) })
    : page(call, { items: selected.items, tell: (body) => body });
};

export const getMetadata: Operation = (call) => {
  const resource = addressed(call, 'metadata');
  return resource === undefined
    ? refuse(resourceNotFound('metadata', nameOf(call)))
    : answer(200, present(call, resource));
};

export const putMetadata: Operation = (call) => {
  if (!VALID_NAME.test(nameOf(call))) return refuse(invalidName(nameOf(call)));
  const sent = readObject(call);
  if ('refusal' in sent) return refuse(sent.refusal);
  const body = readShaped(call, sent.value, METADATA);
  if ('refusal' in body) return refuse(body.refusal);
  const properties = objectMember(body.value, 'properties') ?? {};
  const parentId = properties['parentId'];
  // [C] Sentinel-As-Code adds the slash because the service insists on it.
  if (typeof parentId === 'string' && !parentId.startsWith('/')) {
    return refuse(badRequest(`The parentId '${parentId}' is not a full resource ID: it must start with '/'.`));
  }
  const strange = refuseReferences(call, properties);
  if (strange !== undefined) return refuse(strange);
  return store(call, { body: body.value, properties });
};

export const patchMetadata: Operation = (call) => {
  const existing = addressed(call, 'metadata');
  if (existing === undefined) return refuse(resourceNotFound('metadata', nameOf(call)));
  const sent = readObject(call);
  if ('refusal' in sent) return refuse(sent.refusal);
  const body = readShaped(call, sent.value, METADATA_PATCH);
  if ('refusal' in body) return refuse(body.refusal);
  const properties = { ...existing.properties, ...objectMember(body.value, 'properties') };
  const strange = refuseReferences(call, properties);
  return strange === undefined ? store(call, { body: body.value, properties }) : refuse(strange);
};

export const deleteMetadata: Operation = (call) => {
  const existing = addressed(call, 'metadata');
  if (existing === undefined) return answer(204);
  const stale = checkEtag(call, existing, undefined);
  return stale === undefined ? answer(200, undefined, [deleteChange(call, 'metadata', existing.name)]) : refuse(stale);
};

/** [U] That the service looks at either is not known: settings have it look. */
function refuseReferences(call: Call, { parentId, kind }: JsonObject): Refusal | undefined {
  const { parents, kinds } = call.settings.metadata;
  if (kinds === 'known' && typeof kind === 'string' && !METADATA_KINDS.has(kind)) {
    return badRequest(`Error converting value "${kind}" to type 'Kind'. Path 'properties.kind'.`);
  }
  if (parents === 'any' || typeof parentId !== 'string') return undefined;
  const parent = parseRoute(parentId);
  if ('code' in parent || parent.type !== 'alertRules') return undefined;
  const { alertRules } = workspaceOf(call.state, workspacePathOf(parent.address)).collections;
  return parent.name !== undefined && lookup(alertRules, parent.name) !== undefined
    ? undefined
    : badRequest(`The parent resource '${parentId}' of the metadata does not exist.`);
}

/** The changes that remove the metadata whose parent is this rule. */
export function orphanedBy(call: Call, rule: StoredResource): readonly Change[] {
  if (call.settings.metadata.ofDeletedRules === 'stays') return [];
  const id = keyOf(resourceId(call.route.address, 'alertRules', rule.name));
  return listed(call, 'metadata')
    .filter(([, { properties }]) => typeof properties['parentId'] === 'string' && keyOf(properties['parentId']) === id)
    .map(([, { name }], index) => ({
      ...deleteChange(call, 'metadata', name),
      revision: call.state.revision + 2 + index,
    }));
}

function store(call: Call, write: { readonly body: JsonObject; readonly properties: JsonObject }): Reply {
  const existing = addressed(call, 'metadata');
  const stale = checkEtag(call, existing, write.body);
  if (stale !== undefined) return refuse(stale);
  const resource: StoredResource = {
    name: existing?.name ?? nameOf(call),
    etag: makeEtag(call.state.revision + 1, call.now),
    properties: write.properties,
  };
  return answer(existing === undefined ? 201 : 200, present(call, resource), [putChange(call, 'metadata', resource)]);
}

function present(call: Call, { name, etag, properties }: StoredResource): JsonObject {
  return {
    id: resourceId(call.route.address, 'metadata', name),
    name,
    type: 'Microsoft.SecurityInsights/metadata',
    etag,
    properties,
  };
}
