import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import type { HttpClient } from '@azure/core-rest-pipeline';
import type { SecurityInsights } from '@azure/arm-securityinsight';
import { workspacePath } from '../src/sentinel';
import type { WorkspaceId } from '../src/sentinel';
import { isJsonObject } from '../src/state';
import type { PlanIdentity, ResourceRef, ResourceType } from '../src/state';
import { openArmClients } from './arm-client';
import type { TimeLimit } from './calls';
import type { CredentialSource } from './credentials';
import { AZURE_ENDPOINT, readEndpoint } from './endpoint';
import type { Limiter } from './limiter';
import { OWN_VERSION, wholeBodies } from './policies';
import { resourceOperations } from './resource-operations';
import { plainService } from './resource-service';
import type { ResourceService } from './resource-service';
import { watchlistService } from './watchlists/service';
import { parseWire } from './wire';
import { readPermissions } from './permissions';
import { readTables } from './read-tables';
import { WorkspaceFailure } from './workspace';
import type { Gate, Workspace } from './workspace';

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
  const timeLimit = (): TimeLimit => ({
    // Covers a response that stalls half-way too, and lets the process end: the SDK's own `timeout` leaves its timer
    // running when a connection is refused.
    abortSignal: AbortSignal.timeout(timeoutMs),
  });
  const bodies = wholeBodies();
  const clients = await openArmClients({
    subscriptionId: id.subscriptionId,
    apiVersion,
    endpoint,
    policies: [bodies.policy],
    heard: limiter.heard,
    now: limiter.now,
    ...(credential === undefined ? {} : { credential }),
    ...(httpClient === undefined ? {} : { httpClient }),
  });
  const { sentinel } = clients;
  const place = [id.resourceGroup, id.workspace] as const;
  const operations = resourceOperations(clients, place);
  const servicesOf = (asking: Limiter): Readonly<Record<ResourceType, ResourceService>> => {
    const calling = { limiter: asking, bodies, timeLimit };
    return {
      watchlist: watchlistService({ ...calling, client: sentinel, place }),
      function: plainService('function', operations.function, calling),
      alertRule: plainService('alertRule', operations.alertRule, calling),
      mark: plainService('mark', operations.mark, calling),
    };
  };
  const services = servicesOf(limiter);
  const reading = (gate: Gate | undefined): typeof services =>
    gate === undefined
      ? services
      : servicesOf({ ...limiter, run: async (mode, call) => limiter.run(mode, call, gate) });

  return {
    id,
    identify: async () => identify(sentinel, { id, endpoint, limiter, timeLimit }),
    list: async (type, whole = [], gate) => reading(gate)[type].list(new Set(whole.map((one) => one.toLowerCase()))),
    get: async (ref, gate) => reading(gate)[ref.type].get(named(ref)),
    tables: async () => readTables({ clients, limiter, place, timeLimit }),
    permissions: async () => readPermissions({ client: sentinel, id, endpoint, limiter, timeLimit }),
    put: async (resource, condition, gate) => {
      named(resource);
      return services[resource.type].put(resource, condition, gate);
    },
    delete: async (ref, condition, gate) => services[ref.type].delete(named(ref), condition, gate),
  };
}

/** The SDK would take an empty id and call the collection. */
function named({ id }: ResourceRef): string {
  if (id === '') throw new Error('a resource needs an id');
  return id;
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
