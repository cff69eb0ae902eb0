import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import type { PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import { workspacePath } from '../src/sentinel';
import type { WorkspaceId } from '../src/sentinel';
import { isJsonArray, isJsonObject } from '../src/state';
import type { TimeLimit } from './calls';
import type { Limiter } from './limiter';
import { OWN_VERSION } from './policies';
import { parseWire } from './wire';
import { WorkspaceFailure } from './workspace';
import type { Permission } from './workspace';

/** Microsoft.Authorization, "Permissions - List For Resource" (Microsoft Learn, read 2026-11-24). */
const PERMISSIONS_API = '2022-04-01';

/** Nobody has more pages of roles on one workspace: a loop. */
const MOST_PAGES = 20;

export interface PermissionsPlace {
  readonly client: { sendRequest(request: PipelineRequest): Promise<PipelineResponse> };
  readonly id: WorkspaceId;
  readonly endpoint: string;
  readonly limiter: Limiter;
  readonly timeLimit: () => TimeLimit;
}

/**
 * What role assignments let the caller do at a workspace; undefined where the service does not say. Deny assignments and
 * locks are not in it: a write may be refused all the same.
 */
export async function readPermissions(place: PermissionsPlace): Promise<readonly Permission[] | undefined> {
  const base = place.endpoint.replace(/\/+$/, '');
  const first = `${base}${workspacePath(place.id)}/providers/Microsoft.Authorization/permissions?api-version=${PERMISSIONS_API}`;
  const found: Permission[] = [];
  let url: string | undefined = first;
  for (let page = 1; url !== undefined && page <= MOST_PAGES; page++) {
    const body = await read(url, place);
    if (!isJsonObject(body) || !isJsonArray(body['value'])) return undefined;
    found.push(
      ...body['value'].filter(isJsonObject).map((one) => ({
        actions: textsOf(one['actions']),
        notActions: textsOf(one['notActions']),
      })),
    );
    const next: unknown = body['nextLink'];
    // a token goes to the host that it is for
    url = typeof next === 'string' && next.startsWith(`${base}/`) ? next : undefined;
  }
  return found;
}

async function read(url: string, { client, limiter, timeLimit }: PermissionsPlace): Promise<unknown> {
  try {
    return await limiter.run('read', async () => {
      const headers = createHttpHeaders({ accept: 'application/json', [OWN_VERSION]: PERMISSIONS_API });
      const insecure = url.startsWith('http:') ? { allowInsecureConnection: true } : {};
      const { status, bodyAsText } = await client.sendRequest(
        createPipelineRequest({ url, headers, ...timeLimit(), ...insecure }),
      );
      return status === 200 ? parseWire(bodyAsText) : undefined;
    });
  } catch (error) {
    if (error instanceof WorkspaceFailure && error.details.kind === 'lost') throw error;
    return undefined;
  }
}

/**
 * Whether roles let somebody do an operation such as `Microsoft.SecurityInsights/alertRules/write`: what one of them allows
 * and does not leave out itself (Microsoft Learn, "Understand Azure role definitions", read 2026-11-24). Letter case means
 * nothing; `*` stands for any text.
 */
export function permits(permissions: readonly Permission[], operation: string): boolean {
  const among = (patterns: readonly string[]): boolean => patterns.some((pattern) => matches(pattern, operation));
  return permissions.some(({ actions, notActions }) => among(actions) && !among(notActions));
}

function matches(pattern: string, operation: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'is').test(operation);
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
