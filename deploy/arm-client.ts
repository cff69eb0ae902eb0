import type { OperationalInsightsManagementClient } from '@azure/arm-operationalinsights';
import type { SecurityInsights } from '@azure/arm-securityinsight';
import type { HttpClient, PipelinePolicy } from '@azure/core-rest-pipeline';
import { defaultCredential, noCredential } from './credentials';
import type { CredentialSource } from './credentials';
import { readEndpoint } from './endpoint';
import type { Endpoint } from './endpoint';
import { newTokenPolicy, onlyTo, ownVersionPolicy, remainingPolicy } from './policies';
import type { Heard } from './policies';
import { isRenewed, renewedCredential } from './renewed-credential';

export interface ArmClientOptions {
  readonly subscriptionId: string;
  readonly apiVersion: string;
  /** http is for loopback addresses alone. */
  readonly endpoint: string;
  /** For https endpoints; absent, whatever this machine is signed in with. */
  readonly credential?: CredentialSource;
  /** Run for every request, before the SDK's own. */
  readonly policies: readonly PipelinePolicy[];
  /** Told what the service says of its buckets. */
  readonly heard: Heard;
  /** Absent, the SDK's own. */
  readonly httpClient?: HttpClient;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The official clients of a workspace. */
export interface ArmClients {
  readonly sentinel: SecurityInsights;
  /** Of Log Analytics, for saved functions and tables. Loaded when somebody first needs it. */
  insights(): Promise<OperationalInsightsManagementClient>;
}

/**
 * The official SDKs, told to repeat nothing by themselves (the limiter does, and it knows reads from writes) and to talk
 * to nobody but the endpoint. Throws on an endpoint that must not be used: see `readEndpoint`.
 */
export async function openArmClients(options: ArmClientOptions): Promise<ArmClients> {
  const { subscriptionId, apiVersion, endpoint, policies, heard, now, httpClient } = options;
  const at = usable(readEndpoint(endpoint));
  const { SecurityInsights: Sentinel } = await import('@azure/arm-securityinsight');
  const given = at.kind === 'secure' ? await (options.credential ?? defaultCredential)() : noCredential;
  const credential = isRenewed(given) ? given : renewedCredential(given);
  const shared = {
    ...(httpClient === undefined ? {} : { httpClient }),
    endpoint: at.url,
    retryOptions: { maxRetries: 0 },
    userAgentOptions: { userAgentPrefix: 'sentinel-rules' },
    additionalPolicies: [
      ...[...policies, onlyTo(at.url)].map((policy) => ({ policy, position: 'perCall' as const })),
      ...[ownVersionPolicy, newTokenPolicy(credential, `${at.url}/.default`), remainingPolicy(heard, now)].map(
        (policy) => ({ policy, position: 'perRetry' as const }),
      ),
    ],
    ...(at.kind === 'secure' ? {} : { allowInsecureConnection: true }),
  };
  let insights: Promise<OperationalInsightsManagementClient> | undefined;
  return {
    sentinel: restrained(new Sentinel(credential, subscriptionId, { ...shared, apiVersion }), at),
    insights: () => {
      // its operations name the versions that they know; Sentinel's would be refused
      insights ??= import('@azure/arm-operationalinsights').then(({ OperationalInsightsManagementClient: Insights }) =>
        restrained(new Insights(credential, subscriptionId, shared), at),
      );
      return insights;
    },
  };
}

function restrained<C extends SecurityInsights | OperationalInsightsManagementClient>(
  client: C,
  at: Exclude<Endpoint, { kind: 'unusable' }>,
): C {
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
