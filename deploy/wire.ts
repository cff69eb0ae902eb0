import { isJsonArray, isJsonObject } from '../src/state';
import type { JsonObject, Resource, ResourceType } from '../src/state';
import { WorkspaceFailure } from './workspace';
import type { Precondition } from './workspace';

/** What the service adds to a body to say where it is. */
const ADDRESS = new Set(['id', 'name', 'type', 'etag', 'systemData']);

/**
 * An etag that no resource has. Sent with a create, it makes the service refuse to overwrite what has appeared since the
 * plan; the official examples create rules with an etag in the body (azure-rest-api-specs, CreateScheduledAlertRule.json,
 * read 2026-11-24).
 */
const NO_VERSION = '"00000000-0000-0000-0000-000000000000"';

/**
 * The body that a PUT carries: the etag of the plan travels in it, as the service wants. Of saved searches a new one is
 * written without: one that is there then refuses (MicrosoftDocs/azure-docs#49275, read 2026-11-24); `*` overrides.
 */
export function toWire({ type, body }: Resource, condition: Precondition): JsonObject {
  if (type === 'function' && condition.kind !== 'version') {
    return condition.kind === 'absent' ? body : { ...body, etag: '*' };
  }
  switch (condition.kind) {
    case 'version':
      return { ...body, etag: condition.etag };
    case 'absent':
      return { ...body, etag: NO_VERSION };
    case 'none':
      return body;
  }
}

/** A resource as the service returned it, whole: properties and kinds that nobody here knows included. */
export function fromWire(value: unknown, type: ResourceType): Resource {
  if (!isJsonObject(value) || typeof value['name'] !== 'string' || value['name'] === '') {
    throw unreadable('a resource without a name');
  }
  const { name, etag } = value;
  const entries = Object.entries(value).filter(([key]) => !ADDRESS.has(key));
  const body = type === 'function' ? withPlainNames(Object.fromEntries(entries)) : Object.fromEntries(entries);
  return { type, id: name, body, ...(typeof etag === 'string' ? { etag } : {}) };
}

/** Saved searches were told with names such as `Category` (the specification's own example, read 2026-11-24). */
function withPlainNames(body: JsonObject): JsonObject {
  const properties = body['properties'];
  if (!isJsonObject(properties)) return body;
  const named = Object.entries(properties).map(([key, value]) => [key.charAt(0).toLowerCase() + key.slice(1), value]);
  return { ...body, properties: Object.fromEntries(named) as JsonObject };
}

/** The resources on one page of a list, and the link to the next. */
export function fromWirePage(
  value: unknown,
  type: ResourceType,
): { readonly resources: readonly Resource[]; readonly next?: string } {
  if (!isJsonObject(value) || !isJsonArray(value['value'])) throw unreadable('a list without its `value`');
  const next = value['nextLink'];
  const resources = value['value'].map((one) => fromWire(one, type));
  return typeof next === 'string' && next !== '' ? { resources, next } : { resources };
}

/** The JSON of a response. */
export function parseWire(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    throw unreadable('something that is not JSON');
  }
}

function unreadable(what: string): WorkspaceFailure {
  return new WorkspaceFailure({ kind: 'lost', message: `the service answered with ${what}` });
}
