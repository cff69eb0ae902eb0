import { answer, refuse } from '../behaviour/call';
import type { Reply } from '../behaviour/call';
import type { Catalog } from '../../kql';
import { customerIdOf } from '../directory/directory';
import type { Directory } from '../directory/directory';
import { methodNotAllowed } from '../errors';
import type { Refusal } from '../errors';
import type { EmulatorRequest } from '../exchange';
import { isObject, member } from '../json';
import type { Json } from '../json';
import { NO_WORKSPACE } from '../state/state';
import type { EmulatorState, WorkspaceState } from '../state/state';
import { tellMetadata } from './metadata';
import { refusal, runWorkspaceQuery } from './query';
import type { SeededRows } from './rows';
import { readTimespan } from './timespan';

const PATH = /^\/v1\/workspaces\/([^/]+)\/(metadata|query)\/?$/i;

export interface QueryCircumstances {
  readonly now: number;
  readonly directory: Directory;
  readonly catalog: Catalog | undefined;
  readonly rows: SeededRows | undefined;
}

/**
 * Answers what is asked of the query API; undefined for every other path. [S] It has no api-version, is addressed by the
 * workspace's GUID, and takes GET and POST (azure-rest-api-specs, operationalinsights data plane, read 2026-11-24).
 */
export function serveLogAnalytics(
  request: EmulatorRequest,
  state: EmulatorState,
  circumstances: QueryCircumstances,
): Reply | undefined {
  const url = new URL(request.url);
  const [, customerId = '', operation = ''] = PATH.exec(url.pathname) ?? [];
  if (operation === '') return undefined;
  if (request.method !== 'GET' && request.method !== 'POST') return refuse(methodNotAllowed(request.method));
  const workspace = workspaceWith(customerId, state, circumstances.directory);
  if (workspace === undefined) return refuse(pathNotFound());
  if (operation.toLowerCase() === 'metadata') return tellMetadata(customerId, workspace);
  const asked = questionOf(request, url);
  // [S] Microsoft Learn, "Azure Monitor Log Analytics API errors": a POST without JSON is an empty 200.
  if (asked === undefined) return answer(200);
  const { now, catalog, rows = {} } = circumstances;
  const span = asked.timespan === undefined ? undefined : readTimespan(asked.timespan, now);
  if (asked.timespan !== undefined && span === undefined) {
    return answer(400, refusal({ code: 'InvalidTimespan', message: `The timespan '${asked.timespan}' is not valid.` }));
  }
  return runWorkspaceQuery(asked.query, span, {
    workspace,
    rows: member(rows, customerId.toLowerCase()) ?? {},
    catalog,
    now,
  });
}

interface Question {
  readonly query: string;
  readonly timespan: string | undefined;
}

function questionOf({ method, body }: EmulatorRequest, url: URL): Question | undefined {
  if (method === 'GET') {
    return { query: url.searchParams.get('query') ?? '', timespan: url.searchParams.get('timespan') ?? undefined };
  }
  const value = parsed(body);
  const [query, timespan] = isObject(value) ? [member(value, 'query'), member(value, 'timespan')] : [];
  if (typeof query !== 'string') return undefined;
  return { query, timespan: typeof timespan === 'string' ? timespan : undefined };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** What the workspace of that GUID holds; undefined if there is no such workspace. */
function workspaceWith(customerId: string, state: EmulatorState, directory: Directory): WorkspaceState | undefined {
  const id = customerId.toLowerCase();
  const found = Object.entries(state.workspaces).find(([path]) => customerIdOf(directory, path)?.toLowerCase() === id);
  if (found !== undefined) return found[1];
  if (directory.kind === 'open') return NO_WORKSPACE;
  const ids = directory.subscriptions.flatMap(({ workspaces }) => workspaces.map((each) => each.customerId));
  return ids.some((each) => each.toLowerCase() === id) ? NO_WORKSPACE : undefined;
}

/** [S] code of the query API; [U] its text. */
const pathNotFound = (): Refusal => ({
  status: 404,
  code: 'PathNotFoundError',
  message: 'The requested path does not exist',
});
