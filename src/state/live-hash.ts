import { hashJson } from '../json';
import type { Resource } from './resource';
import { resourceTypes } from './resource-types';

/** Hash of what a body means: the same for every way of writing it. */
export function liveHash({ type, body }: Pick<Resource, 'type' | 'body'>): string {
  return hashJson(resourceTypes[type].canonical(body));
}
