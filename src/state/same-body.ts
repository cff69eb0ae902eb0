import type { Resource } from './resource';
import { resourceTypes } from './resource-types';

/** Whether two bodies of one type mean the same resource: whether there is nothing to write. */
export function sameBody(live: Resource, wanted: Resource): boolean {
  const row = resourceTypes[wanted.type];
  return row.diff(row.canonical(live.body), row.canonical(wanted.body)).length === 0;
}
