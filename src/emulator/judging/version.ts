import type { StoredResource } from '../state/state';
import { contentHash } from './content-hash';

/** A version of a resource, as it was stored. */
export interface StoredVersion {
  readonly etag: string;
  /** See `contentHash`. */
  readonly bodyHash: string;
  readonly resource: StoredResource;
}

/** The hash is made when somebody asks. */
export function asVersion(resource: StoredResource): StoredVersion {
  return {
    etag: resource.etag,
    get bodyHash() {
      return contentHash(resource);
    },
    resource,
  };
}
