import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import type { HttpClient } from '@azure/core-rest-pipeline';
import type { SecurityInsights } from '@azure/arm-securityinsight';
import { workspacePath } from '../src/sentinel';
import type { WorkspaceId } from '../src/sentinel';
import { isJsonObject } from '../src/state';
import type { PlanIdentity, Resource, ResourceRef, ResourceType } from '../src/state';
import { openArmClient } from './arm-client';
import type { CredentialSource } from './credentials';
import { AZURE_ENDPOINT, readEndpoint } from './endpoint';
import type { Limiter } from './limiter';
import { OWN_VERSION, wholeBodies } from './policies';
import { resourceOperations } from './resource-operations';
import type { RawResponse } from './resource-operations';
import { fromWire, fromWirePage, parseWire, toWire } from './wire';
import { WorkspaceFailure } from './workspace';
import type { Precondition, Receipt, Workspace } from './workspace';

export interface ArmWorkspaceOptions {
  readonly id: WorkspaceId;
  readonly apiVersion: string;
  readonly limiter: Limiter;
  /** Absent: Azure's public cloud. http is for loopback addresses alone. */
  readonly endpoint?: string;
  /** For https endpoints; absent, whatever this machine is signed in with. */
  readonly credential?: CredentialSource;
  /** What sends requests; absent, the SDK's own. */
  readonly httpClient?: HttpClient;
  /** How long one request may take, its answer included. */
  readonly timeoutMs?: number;
}

/** No request of this API takes longer; without a limit a silent peer would hold the run for ever. */
const TIMEOUT_MS = 100_000;

/** Microsoft.OperationalInsights and Microsoft.Resources (azure-rest-api-specs, read 2026-11-24). */
const WORKSPACE_API = '2022-10-01';
const SUBSCRIPTION_API = '2022-12-01';

/**
 * A workspace behind the official SDK, with nothing lost in either direction: bodies go out whole and are read from the
 * text of the response. Throws on an endpoint that must not be used: see `readEndpoint`.
 */
export async function openArmWorkspace(options: ArmWorkspaceOptions): Promise<Workspace> {
  const {
    id,
    limiter,
    apiVersion,
    endpoint = AZURE_ENDPOINT,
    credential,
    httpClient,
    timeoutMs = TIMEOUT_MS,
  } = options;
  const timeLimit = (): TimeLimit => timeLimitOf(timeoutMs);
  const bodies = wholeBodies();
  const client = await openArmClient({
    subscriptionId: id.subscriptionId,
    apiVersion,
    endpoint,
    policies: [bodies.policy],
    heard: limiter.heard,
    now: limiter.now,
    ...(credential === undefined ? {} : { credential }),
    ...(httpClient === undefined ? {} : { httpClient }),
  });
  const operations = resourceOperations(client, [id.resourceGroup, id.workspace]);

  return {
    id,
    identify: async () => identify(client, { id, endpoint, limiter, timeLimit }),
    list: async (type) => {
      const resources: Resource[] = [];
      const links = new Set<string>();
      let link: string | undefined;
      do {
        const page = await limiter.run('read', async () => {
          const { text } = await answered((onResponse) => operations[type].page(link, { ...timeLimit(), onResponse }));
          return fromWirePage(parseWire(text), type);
        });
        resources.push(...page.resources);
        link = page.next;
        if (link !== undefined && links.has(link)) throw circular(link);
        if (link !== undefined) links.add(link);
      } while (link !== undefined);
      return { resources: once(resources), pages: links.size + 1 };
    },
    get: async (ref) => limiter.run('read', () => getOne(operations[ref.type], ref, timeLimit)),
    put: async (resource, condition, gate) =>
      limiter.run(
        'write',
        async () => {
          const { headers, release } = bodies.attach(toWire(resource, condition));
          try {
            const { text, receipt } = await answered((onResponse) =>
              operations[resource.type].put(resource, {
                ...timeLimit(),
                requestOptions: { customHeaders: { ...headers, ...matching(condition) } },
                onResponse,
              }),
            );
            return { resource: fromWire(parseWire(text), resource.type), ...receipt };
          } finally {
            release();
          }
        },
        gate,
      ),
    delete: async ({ type, id: name }, condition, gate) =>
      limiter.run(
        'delete',
        async () => {
          const requestOptions = { customHeaders: matching(condition) };
          const { receipt } = await answered((onResponse) =>
            operations[type].delete(name, { ...timeLimit(), requestOptions, onResponse }),
          );
          return receipt;
        },
        gate,
      ),
  };
}

async function getOne(
  operations: ReturnType<typeof resourceOperations>[ResourceType],
  { id, type }: ResourceRef,
  timeLimit: () => TimeLimit,
): Promise<Resource | undefined> {
  try {
    const { text } = await answered((onResponse) => operations.get(id, { ...timeLimit(), onResponse }));
    return fromWire(parseWire(text), type);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

interface TimeLimit {
  readonly abortSignal: AbortSignal;
}

interface Identified {
  readonly id: WorkspaceId;
  readonly endpoint: string;
  readonly limiter: Limiter;
  readonly timeLimit: () => TimeLimit;
}

/** What may not be read (a role that ends at the workspace) stays unknown. */
async function identify(
  client: SecurityInsights,
  { id, endpoint, limiter, timeLimit }: Identified,
): Promise<PlanIdentity> {
  const read = async (path: string, apiVersion: string): Promise<unknown> => {
    try {
      return await limiter.run('read', async () => {
        const url = `${endpoint.replace(/\/+$/, '')}${path}?api-version=${apiVersion}`;
        const headers = createHttpHeaders({ accept: 'application/json', [OWN_VERSION]: apiVersion });
        const insecure = url.startsWith('http:') ? { allowInsecureConnection: true } : {};
        const request = createPipelineRequest({ url, headers, ...timeLimit(), ...insecure });
        const { status, bodyAsText } = await client.sendRequest(request);
        return status === 200 ? parseWire(bodyAsText) : undefined;
      });
    } catch (error) {
      if (error instanceof WorkspaceFailure && error.details.kind === 'lost') throw error;
      return undefined;
    }
  };
  const [workspace, subscription] = await Promise.all([
    read(workspacePath(id), WORKSPACE_API),
    read(`/subscriptions/${id.subscriptionId}`, SUBSCRIPTION_API),
  ]);
  const properties = isJsonObject(workspace) ? workspace['properties'] : undefined;
  return {
    // An emulator in this process listens at another port each time.
    cloud: readEndpoint(endpoint).kind === 'loopback' ? 'emulated' : new URL(endpoint).host,
    tenantId: textAt(subscription, 'tenantId'),
    workspaceGuid: textAt(properties, 'customerId'),
  };
}

function textAt(value: unknown, key: string): string | null {
  const text = isJsonObject(value) ? value[key] : undefined;
  return typeof text === 'string' ? text : null;
}

/** The same rule twice is one; two that differ are no list. */
function once(resources: readonly Resource[]): readonly Resource[] {
  const seen = new Map<string, string>();
  return resources.filter((resource) => {
    const key = resource.id.toLowerCase();
    const text = JSON.stringify(resource);
    const before = seen.get(key);
    seen.set(key, text);
    if (before !== undefined && before !== text) {
      const message = `the service's list names ${resource.id} twice, with different contents: a list in which something moved`;
      throw new WorkspaceFailure({ kind: 'unavailable', message });
    }
    return before === undefined;
  });
}

/** Makes a call, and keeps the text and headers of its answer. */
async function answered(
  call: (onResponse: (raw: RawResponse) => void) => Promise<unknown>,
): Promise<{ readonly text: string | null | undefined; readonly receipt: Receipt }> {
  let raw: RawResponse | undefined;
  await call((response) => (raw = response));
  const date = raw?.headers.get('date');
  const requestId = raw?.headers.get('x-ms-request-id');
  const receipt = { ...(date === undefined ? {} : { date }), ...(requestId === undefined ? {} : { requestId }) };
  return { text: raw?.bodyAsText, receipt };
}

function circular(link: string): WorkspaceFailure {
  return new WorkspaceFailure({ kind: 'refused', message: `the service's list goes in a circle at ${link}` });
}

function matching(condition: Precondition): Readonly<Record<string, string>> {
  return condition.kind === 'version' ? { 'If-Match': quoted(condition.etag) } : {};
}

/** A header's etag is quoted (RFC 9110, 8.8.3); the service's own, in bodies, sometimes are not. */
function quoted(etag: string): string {
  return /^(W\/)?".*"$/.test(etag) ? etag : `"${etag}"`;
}

/**
 * Covers a response that stalls half-way too, and lets the process end: the SDK's own `timeout` leaves its timer running
 * when a connection is refused.
 */
function timeLimitOf(milliseconds: number): TimeLimit {
  return { abortSignal: AbortSignal.timeout(milliseconds) };
}

function isAbsent(error: unknown): boolean {
  return typeof error === 'object' && error !== null && (error as { statusCode?: unknown }).statusCode === 404;
}
