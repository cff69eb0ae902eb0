import { answer, refuse } from '../behaviour/call';
import type { Reply } from '../behaviour/call';
import type { Directory } from '../directory/directory';
import { methodNotAllowed } from '../errors';
import type { Refusal } from '../errors';
import samples from './samples.json';

const PATH = /^\/v1\/workspaces\/([^/]+)\/metadata\/?$/i;

/** The workspace's GUID in a path of the query API that asks for metadata; undefined for every other path. */
export function parseMetadataRoute(pathname: string): string | undefined {
  return PATH.exec(pathname)?.[1];
}

/**
 * Tells which tables and functions a workspace has: the same sample in every one. [S] shape of the answer: Azure Monitor
 * query API, "Metadata - Get" (read 2026-11-24); it has no api-version and takes GET and POST.
 */
export function tellMetadata(customerId: string, method: string, directory: Directory): Reply {
  if (method !== 'GET' && method !== 'POST') return refuse(methodNotAllowed(method));
  if (!isKnown(customerId, directory)) return refuse(pathNotFound());
  return answer(200, {
    tables: samples.tables.map(({ columns, ...table }) => ({
      id: `t/${table.name}`,
      timespanColumn: 'TimeGenerated',
      ...table,
      columns: Object.entries(columns).map(([name, type]) => ({ name, type })),
    })),
    functions: samples.functions.map((each) => ({ id: `f/${each.name}`, ...each })),
    workspaces: [{ id: customerId, name: 'emulated', region: 'westeurope' }],
  });
}

function isKnown(customerId: string, directory: Directory): boolean {
  if (directory.kind === 'open') return true;
  const ids = directory.subscriptions.flatMap(({ workspaces }) => workspaces.map((each) => each.customerId));
  return ids.some((id) => id.toLowerCase() === customerId.toLowerCase());
}

/** [S] code of the query API; [U] its text. */
const pathNotFound = (): Refusal => ({
  status: 404,
  code: 'PathNotFoundError',
  message: 'The requested path does not exist',
});
