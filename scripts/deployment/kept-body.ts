import { hashJson } from '../../src/json';
import type { JsonObject } from '../../src/json';
import type { BodyRef } from '../../src/ledger';
import { liveHash } from '../../src/state';
import type { Resource } from '../../src/state';

/** Keeps a body for a record, and gives what leads to it. */
export function kept(resource: Pick<Resource, 'type' | 'body'>, bodies: Map<string, JsonObject>): BodyRef {
  const body = hashJson(resource.body);
  bodies.set(body, resource.body);
  return { hash: liveHash(resource), body };
}

/** The same of something live, with its version. */
export function liveRef(live: Resource, bodies: Map<string, JsonObject>): BodyRef & { readonly etag?: string } {
  return { ...kept(live, bodies), ...(live.etag === undefined ? {} : { etag: live.etag }) };
}
