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

/** The body that a PUT carries: the etag of the plan travels in it, as the service wants. */
export function toWire({ body }: Resource, condition: Precondition): JsonObject {
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
  const body = Object.fromEntries(Object.entries(value).filter(([key]) => !ADDRESS.has(key)));
  return { type, id: name, body, ...(typeof etag === 'string' ? { etag } : {}) };
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
