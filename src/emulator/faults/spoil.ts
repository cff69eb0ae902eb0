import { isList, isObject, member, without } from '../json';
import type { Json, JsonObject } from '../json';
import type { FaultEffect } from './fault';

/** The request's body as faults let it arrive: without the properties that they lose, with the values that they change. */
export function spoilSent(body: string, effects: readonly FaultEffect[]): string {
  const value = effects.length === 0 ? undefined : parse(body);
  if (!isObject(value)) return body;
  let arrived = value;
  for (const effect of effects) {
    if (effect.kind === 'lostProperty') arrived = at(arrived, effect.path.split('.'), without);
    if (effect.kind !== 'changedProperty') continue;
    arrived = at(arrived, effect.path.split('.'), (object, name) => ({ ...object, [name]: effect.value }));
  }
  return arrived === value ? body : JSON.stringify(arrived);
}

/** Changes the object that holds a path's last name; unchanged if the path leads to none. */
function at(
  value: JsonObject,
  [name = '', ...rest]: readonly string[],
  change: (object: JsonObject, name: string) => JsonObject,
): JsonObject {
  if (rest.length === 0) return change(value, name);
  const inner = member(value, name);
  return isObject(inner) ? { ...value, [name]: at(inner, rest, change) } : value;
}

/** A body with every resource's etag replaced by one that the service never gave. */
export function wrongEtags(body: JsonObject): JsonObject {
  const list = member(body, 'value');
  return isList(list) ? { ...body, value: list.map(wrongEtag) } : wrongEtagOf(body);
}

const wrongEtag = (resource: Json): Json => (isObject(resource) ? wrongEtagOf(resource) : resource);

const wrongEtagOf = (resource: JsonObject): JsonObject =>
  Object.hasOwn(resource, 'etag') ? { ...resource, etag: '"ffffffff-0000-0000-0000-000000000000"' } : resource;

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
