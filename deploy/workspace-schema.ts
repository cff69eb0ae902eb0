import {
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineRequest,
  RestError,
} from '@azure/core-rest-pipeline';
import { isJsonObject } from '../src/state';
import type { PulledSchema } from '../src/rules';
import { defaultCredential } from './credentials';
import type { CredentialSource } from './credentials';
import { AZURE_ENDPOINT } from './endpoint';
import type { Limiter } from './limiter';
import { queryEndpoint } from './query-endpoint';
import { WorkspaceFailure } from './workspace';

export interface SchemaPlace {
  /** The workspace's GUID. */
  readonly customerId: string;
  readonly limiter: Limiter;
  /** Where the workspace is managed; absent: Azure's public cloud. An emulator answers both at one address. */
  readonly endpoint?: string;
  readonly credential?: CredentialSource;
}

const TIMEOUT_MS = 100_000;

/**
 * Asks the Log Analytics metadata endpoint for the workspace's tables and functions. Rejects with a `WorkspaceFailure`,
 * also for a cloud whose query API is not known here.
 */
export async function readWorkspaceSchema(place: SchemaPlace): Promise<PulledSchema> {
  const { customerId, limiter, endpoint = AZURE_ENDPOINT, credential } = place;
  const { base, secure } = queryEndpoint(endpoint);
  const url = `${base}/v1/workspaces/${encodeURIComponent(customerId)}/metadata`;
  return limiter.run('read', async () => {
    const headers = createHttpHeaders({ accept: 'application/json' });
    if (secure) headers.set('authorization', `Bearer ${await token(credential ?? defaultCredential, base)}`);
    const request = createPipelineRequest({
      url,
      headers,
      allowInsecureConnection: !secure,
      abortSignal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const response = await createDefaultHttpClient().sendRequest(request);
    const { status, bodyAsText } = response;
    if (status !== 200) {
      throw new RestError(`the metadata endpoint answered ${status}`, { statusCode: status, request, response });
    }
    return schemaIn(bodyAsText);
  });
}

async function token(source: CredentialSource, audience: string): Promise<string> {
  const given = await (await source()).getToken(`${audience}/.default`);
  if (given === null) throw new WorkspaceFailure({ kind: 'denied', message: 'no token for the query API' });
  return given.token;
}

/** Every member may be missing; what has no name is nothing. */
function schemaIn(text: string | null | undefined): PulledSchema {
  const value: unknown = JSON.parse(text ?? '{}');
  const list = (key: string): readonly Readonly<Record<string, unknown>>[] => listAt(value, key);
  return {
    tables: list('tables').map((table) => ({
      name: textAt(table, 'name'),
      description: textAt(table, 'description'),
      columns: listAt(table, 'columns').map((column) => ({
        name: textAt(column, 'name'),
        type: textAt(column, 'type'),
      })),
    })),
    functions: list('functions').map((each) => ({
      name: textAt(each, 'name'),
      description: textAt(each, 'description'),
      parameters: textAt(each, 'parameters'),
      body: textAt(each, 'body'),
    })),
  };
}

function listAt(value: unknown, key: string): readonly Readonly<Record<string, unknown>>[] {
  const list = isJsonObject(value) ? value[key] : undefined;
  return Array.isArray(list) ? (list as readonly unknown[]).filter(isJsonObject) : [];
}

function textAt(value: Readonly<Record<string, unknown>>, key: string): string {
  const text = value[key];
  return typeof text === 'string' ? text : '';
}
