import { isList, isObject, member, without } from './json';
import type { Json, JsonObject } from './json';

/** The body without one property; unchanged if it is no JSON object or has no such property. */
export function loseProperty(body: string, path: string): string {
  const value = parse(body);
  return isObject(value) ? JSON.stringify(lose(value, path.split('.'))) : body;
}

function lose(value: JsonObject, [name = '', ...rest]: readonly string[]): JsonObject {
  if (rest.length === 0) return without(value, name);
  const inner = member(value, name);
  return isObject(inner) ? { ...value, [name]: lose(inner, rest) } : value;
}

/** The body with every resource's etag replaced by one that the service never gave. */
export function wrongEtags(body: string): string {
  const value = parse(body);
  if (!isObject(value)) return body;
  const list = member(value, 'value');
  if (isList(list)) return JSON.stringify({ ...value, value: list.map(wrongEtag) });
  return JSON.stringify(wrongEtag(value));
}

const wrongEtag = (resource: Json): Json =>
  isObject(resource) && Object.hasOwn(resource, 'etag')
    ? { ...resource, etag: '"ffffffff-0000-0000-0000-000000000000"' }
    : resource;

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
