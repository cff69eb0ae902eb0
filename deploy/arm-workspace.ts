import type { SecurityInsights } from '@azure/arm-securityinsight';
import type { WorkspaceId } from '../src/sentinel';
import type { Resource } from '../src/state';
import { defaultCredential, noCredential } from './credentials';
import type { CredentialSource } from './credentials';
import type { Limiter } from './limiter';
import { AZURE_ENDPOINT, readEndpoint } from './endpoint';
import type { Endpoint } from './endpoint';
import { onlyTo, wholeBodies } from './policies';
import { fromWire, fromWirePage, parseWire, toWire } from './wire';
import { WorkspaceFailure } from './workspace';
import type { Workspace } from './workspace';

export interface ArmWorkspaceOptions {
  readonly id: WorkspaceId;
  readonly apiVersion: string;
  readonly limiter: Limiter;
  /** Absent: Azure's public cloud. http is for loopback addresses alone. */
  readonly endpoint?: string;
  /** For https endpoints; absent, whatever this machine is signed in with. */
  readonly credential?: CredentialSource;
}

/** No request of this API takes longer; without a limit a silent peer would hold the run for ever. */
const TIMEOUT_MS = 100_000;

/**
 * A workspace behind the official SDK, with nothing lost in either direction: bodies go out whole and are read from the
 * text of the response. The SDK repeats nothing by itself: the limiter does, and it knows reads from writes.
 * Throws on an endpoint that must not be used: see `readEndpoint`.
 */
export async function openArmWorkspace(options: ArmWorkspaceOptions): Promise<Workspace> {
  const { id, limiter } = options;
  const bodies = wholeBodies();
  const { alertRules } = await openClient(options, bodies.policy);
  const place = [id.resourceGroup, id.workspace] as const;

  return {
    id,
    list: async () => {
      const resources: Resource[] = [];
      const links = new Set<string>();
      let link: string | undefined;
      do {
        const page = await limiter.run('read', () => listPage(alertRules, place, link));
        resources.push(...page.resources);
        link = page.next;
        if (link !== undefined && links.has(link)) throw circular(link);
        if (link !== undefined) links.add(link);
      } while (link !== undefined);
      return { resources, pages: links.size + 1 };
    },
    get: async (ref) =>
      limiter.run('read', async () => {
        let text: string | null | undefined;
        try {
          await alertRules.get(...place, named(ref.id), {
            ...timeLimit(),
            onResponse: ({ bodyAsText }) => (text = bodyAsText),
          });
        } catch (error) {
          if (isAbsent(error)) return undefined;
          throw error;
        }
        return fromWire(parseWire(text));
      }),
    put: async (resource, condition) =>
      limiter.run('write', async () => {
        let text: string | null | undefined;
        const { headers, release } = bodies.attach(toWire(resource, condition));
        const match = condition.kind === 'version' ? { 'If-Match': quoted(condition.etag) } : {};
        try {
          await alertRules.createOrUpdate(...place, named(resource.id), kindAlone(resource), {
            ...timeLimit(),
            requestOptions: { customHeaders: { ...headers, ...match } },
            onResponse: ({ bodyAsText }) => (text = bodyAsText),
          });
        } finally {
          release();
        }
        return fromWire(parseWire(text));
      }),
  };
}

/**
 * One page, by a paging of its own: the SDK's iterator is over once a page failed, and asking it again would end the list
 * early without a word.
 */
async function listPage(
  alertRules: SecurityInsights['alertRules'],
  place: readonly [resourceGroup: string, workspace: string],
  link: string | undefined,
): Promise<{ readonly resources: readonly Resource[]; readonly next?: string }> {
  let text: string | null | undefined;
  const paging = alertRules.list(...place, { ...timeLimit(), onResponse: ({ bodyAsText }) => (text = bodyAsText) });
  await paging.byPage(link === undefined ? {} : { continuationToken: link }).next();
  return fromWirePage(parseWire(text));
}

function circular(link: string): WorkspaceFailure {
  return new WorkspaceFailure({ kind: 'refused', message: `the service's list goes in a circle at ${link}` });
}

async function openClient(
  { id, apiVersion, endpoint, credential }: ArmWorkspaceOptions,
  wholeBodyPolicy: ReturnType<typeof wholeBodies>['policy'],
): Promise<SecurityInsights> {
  const at = usable(readEndpoint(endpoint ?? AZURE_ENDPOINT));
  const { SecurityInsights: Client } = await import('@azure/arm-securityinsight');
  const perCall = [wholeBodyPolicy, onlyTo(at.url)];
  const shared = {
    endpoint: at.url,
    apiVersion,
    retryOptions: { maxRetries: 0 },
    userAgentOptions: { userAgentPrefix: 'sentinel-rules' },
    additionalPolicies: perCall.map((policy) => ({ policy, position: 'perCall' as const })),
  };
  const client =
    at.kind === 'secure'
      ? new Client(await (credential ?? defaultCredential)(), id.subscriptionId, shared)
      : new Client(noCredential, id.subscriptionId, { ...shared, allowInsecureConnection: true });
  // A redirect would carry the request, and what is in it, to a host that nobody named.
  client.pipeline.removePolicy({ name: 'redirectPolicy' });
  if (at.kind === 'loopback') {
    client.pipeline.removePolicy({ name: 'bearerTokenAuthenticationPolicy' });
    client.pipeline.removePolicy({ name: 'proxyPolicy' });
  }
  return client;
}

function usable(endpoint: Endpoint): Exclude<Endpoint, { kind: 'unusable' }> {
  if (endpoint.kind === 'unusable') throw new Error(endpoint.problem);
  return endpoint;
}

/** All that the SDK need know of a rule: the policy sends the rest, and the SDK has nothing to refuse or to drop. */
function kindAlone({ body }: Resource): { readonly kind: 'Scheduled' } {
  return { kind: body['kind'] as 'Scheduled' };
}

/** A header's etag is quoted (RFC 9110, 8.8.3); the service's own, in bodies, sometimes are not. */
function quoted(etag: string): string {
  return /^(W\/)?".*"$/.test(etag) ? etag : `"${etag}"`;
}

/** The SDK would take an empty id and call the collection. */
function named(id: string): string {
  if (id === '') throw new Error('an alert rule needs an id');
  return id;
}

/**
 * Covers a response that stalls half-way too, and lets the process end: the SDK's own `timeout` leaves its timer running
 * when a connection is refused.
 */
function timeLimit(): { readonly abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.timeout(TIMEOUT_MS) };
}

function isAbsent(error: unknown): boolean {
  return typeof error === 'object' && error !== null && (error as { statusCode?: unknown }).statusCode === 404;
}
