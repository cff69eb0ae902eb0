import type { PipelinePolicy, PipelineRequest } from '@azure/core-rest-pipeline';
import type { JsonObject } from '../src/state';
import type { Limiter } from './limiter';
import type { RenewedCredential } from './renewed-credential';
import type { Mode } from './turns';
import { WorkspaceFailure } from './workspace';

const TICKET = 'x-sentinel-rules-body';

export interface WholeBodies {
  readonly policy: PipelinePolicy;
  /** Headers with which a request asks for this body; call `release` when it is answered. */
  attach(body: JsonObject): { readonly headers: Readonly<Record<string, string>>; release(): void };
}

/**
 * Puts the whole body back on requests. The SDK's mappers send only the properties of their own generation: they drop
 * `subTechniques`, `sentinelEntitiesMappings`, `alertDynamicProperties` and every unknown key without a word, and of an
 * unknown kind everything but its name (measured with 1.0.0-beta.6).
 */
export function wholeBodies(): WholeBodies {
  const bodies = new Map<string, string>();
  let tickets = 0;
  return {
    policy: {
      name: 'wholeBodyPolicy',
      sendRequest: (request, next) => {
        const ticket = request.headers.get(TICKET);
        if (ticket !== undefined) {
          request.headers.delete(TICKET);
          request.body = bodies.get(ticket) ?? missing(ticket);
        }
        return next(request);
      },
    },
    attach: (body) => {
      const ticket = String(++tickets);
      bodies.set(ticket, JSON.stringify(body));
      return { headers: { [TICKET]: ticket }, release: () => void bodies.delete(ticket) };
    },
  };
}

/** Names the api-version of a request that is not of the SDK's own provider. */
export const OWN_VERSION = 'x-sentinel-rules-api-version';

/**
 * Lets a request keep its api-version: the SDK puts the client's own into every URL, and other providers refuse that
 * (measured with 1.0.0-beta.6). Has to run behind the SDK's policies.
 */
export const ownVersionPolicy: PipelinePolicy = {
  name: 'ownVersionPolicy',
  sendRequest: (request, next) => {
    const version = request.headers.get(OWN_VERSION);
    if (version !== undefined) {
      request.headers.delete(OWN_VERSION);
      const url = new URL(request.url);
      url.searchParams.set('api-version', version);
      request.url = url.href;
    }
    return next(request);
  },
};

export type Heard = Limiter['heard'];

const REMAINING: readonly (readonly [mode: Mode, header: string])[] = [
  ['read', 'x-ms-ratelimit-remaining-subscription-reads'],
  ['write', 'x-ms-ratelimit-remaining-subscription-writes'],
  ['delete', 'x-ms-ratelimit-remaining-subscription-deletes'],
];

/**
 * Passes on what the service says that is left of its buckets: other programs may draw from them with the same identity
 * (Microsoft Learn, request-limits-and-throttling, read 2026-11-24).
 */
export function remainingPolicy(heard: Heard, now: () => number): PipelinePolicy {
  return {
    name: 'remainingPolicy',
    sendRequest: async (request, next) => {
      const sentAt = now();
      const response = await next(request);
      for (const [mode, header] of REMAINING) {
        const text = response.headers.get(header);
        if (text !== undefined && /^\d+$/.test(text)) heard(mode, { remaining: Number(text), sentAt });
      }
      return response;
    },
  };
}

/**
 * Sends a request once more with a new token if the service refuses the one that it carried: a run may outlive its token,
 * and a 401 says that nothing was done. The SDK renews a token by its own end alone, or when the service names claims; so
 * this has to run behind the SDK's policies.
 */
export function newTokenPolicy(credential: RenewedCredential, scope: string): PipelinePolicy {
  const renew = async (request: PipelineRequest): Promise<boolean> => {
    const sent = tokenOf(request);
    if (sent === undefined) return false;
    const given = await credential.getToken(scope, { enableCae: true });
    if (given === null || given.token === sent) return false;
    request.headers.set('authorization', `Bearer ${given.token}`);
    return true;
  };
  return {
    name: 'newTokenPolicy',
    sendRequest: async (request, next) => {
      const carried = tokenOf(request);
      if (carried !== undefined && credential.isRefused(carried)) await renew(request);
      const response = await next(request);
      const refused = response.status === 401 ? tokenOf(request) : undefined;
      if (refused === undefined) return response;
      credential.refuse(refused);
      return (await renew(request)) ? next(request) : response;
    },
  };
}

function tokenOf({ headers }: PipelineRequest): string | undefined {
  return /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1];
}

/** Sends nothing to another host than the endpoint's: a nextLink comes from outside, and a token would go with it. */
export function onlyTo(endpoint: string): PipelinePolicy {
  const { origin } = new URL(endpoint);
  return {
    name: 'sameOriginPolicy',
    sendRequest: async (request, next) => {
      const asked = new URL(request.url).origin;
      if (asked === origin) return next(request);
      throw new WorkspaceFailure({
        kind: 'refused',
        code: 'ForeignLink',
        message: `the service's list goes on at ${asked}, another host than ${origin}: not followed`,
      });
    },
  };
}

function missing(ticket: string): never {
  throw new Error(`no body was kept for ticket ${ticket}`);
}
