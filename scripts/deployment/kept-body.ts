import { hashJson } from '../../src/json';
import type { JsonObject } from '../../src/json';
import { readBody } from '../../src/ledger';
import type { BodyRef, LedgerStore } from '../../src/ledger';
import { liveHash, sameBody } from '../../src/state';
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

/** Whether something live is what a write wanted: the same, or with what the service adds to every rule of its own. */
export async function isAsWanted(live: Resource, wanted: BodyRef, store: LedgerStore): Promise<boolean> {
  if (liveHash(live) === wanted.hash) return true;
  const body = await readBody(store, wanted.body);
  return body !== undefined && sameBody(live, { type: live.type, id: live.id, body });
}
