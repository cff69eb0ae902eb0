import { createHash } from 'node:crypto';
import { isList, isObject, member, without } from '../json';
import type { Json } from '../json';
import type { StoredResource } from '../state/state';

const known = new WeakMap<StoredResource, string>();

/**
 * SHA-256 of what a resource says: kind and properties with their keys in order, without the time of the last write. Two
 * versions of one content have one hash, and two etags.
 */
export function contentHash(resource: StoredResource): string {
  const before = known.get(resource);
  if (before !== undefined) return before;
  const { kind = null, properties } = resource;
  const text = ordered({ kind, properties: without(properties, 'lastModifiedUtc') });
  const hash = createHash('sha256').update(text, 'utf8').digest('hex');
  known.set(resource, hash);
  return hash;
}

function ordered(value: Json): string {
  if (isList(value)) return `[${value.map(ordered).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${ordered(member(value, key) ?? null)}`);
  return `{${members.join(',')}}`;
}
