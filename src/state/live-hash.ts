import { hashJson } from '../json';
import type { JsonObject } from '../json';
import { onceForEach } from './once-for-each';
import { RESOURCE_TYPES } from './resource';
import type { Resource, ResourceType } from './resource';
import { resourceTypes } from './resource-types';

const hashOf = new Map(
  RESOURCE_TYPES.map((type): [ResourceType, (body: JsonObject) => string] => [
    type,
    onceForEach((body) => hashJson(resourceTypes[type].canonical(body))),
  ]),
);

/** Hash of what a body means: the same for every way of writing it. */
export function liveHash({ type, body }: Pick<Resource, 'type' | 'body'>): string {
  return hashOf.get(type)?.(body) ?? hashJson(resourceTypes[type].canonical(body));
}
