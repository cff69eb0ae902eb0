import { cloudAt } from './clouds';
import { readEndpoint } from './endpoint';
import { WorkspaceFailure } from './workspace';

/** Where the query API of a workspace is, without its version. */
export interface QueryEndpoint {
  readonly base: string;
  readonly secure: boolean;
}

/**
 * The query API that belongs to where a workspace is managed; an emulator answers both at one address. Throws a
 * `WorkspaceFailure` for a cloud whose query API is not known here.
 */
export function queryEndpoint(endpoint: string): QueryEndpoint {
  const read = readEndpoint(endpoint);
  if (read.kind === 'loopback') return { base: read.url, secure: false };
  const cloud = read.kind === 'secure' ? cloudAt(read.url) : undefined;
  if (cloud !== undefined) return { base: cloud.query, secure: true };
  const message = "only of Azure's clouds and of the emulator is it known where tables and functions are told";
  throw new WorkspaceFailure({ kind: 'refused', message });
}
