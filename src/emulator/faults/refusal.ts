import {
  authorizationFailed,
  expiredToken,
  preconditionFailed,
  recentlyDeleted,
  scopeLocked,
  serverError,
  staleEtag,
  tooManyRequests,
} from '../errors';
import type { Refusal } from '../errors';
import { parseRoute, workspacePathOf } from '../contract/routes';
import { principalOf } from '../principal';
import type { EmulatorRequest } from '../exchange';
import type { EmulatorSettings } from '../settings';
import type { FaultEffect, RefusalReason } from './fault';

interface Refusing {
  readonly request: EmulatorRequest;
  readonly settings: EmulatorSettings;
  readonly now: number;
}

/** The refusal that faults put in the place of an answer; of several the first. Undefined: none refuses. */
export function injectedRefusal(
  effects: readonly FaultEffect[],
  { request, settings, now }: Refusing,
): Refusal | undefined {
  for (const effect of effects) {
    if (effect.kind === 'throttled') return tooManyRequests(retryAfter(effect, now));
    if (effect.kind === 'serverError') return serverError(effect.status, retryAfter(effect, now));
    if (effect.kind === 'refused') return effect;
    if (effect.kind === 'refusedAs') return refusedAs(effect.reason, request, settings);
  }
  return undefined;
}

type Waiting = Extract<FaultEffect, { kind: 'throttled' | 'serverError' }>;

/** [S] RFC 9110, 10.2.3: seconds, or a date; a date has whole seconds, so it is told later rather than earlier. */
function retryAfter({ retryAfterSeconds, retryAfterForm }: Waiting, now: number): string | undefined {
  if (retryAfterSeconds === undefined) return undefined;
  if (retryAfterForm !== 'httpDate') return String(retryAfterSeconds);
  return new Date(Math.ceil((now + retryAfterSeconds * 1000) / 1000) * 1000).toUTCString();
}

function refusedAs(reason: RefusalReason, request: EmulatorRequest, { refusals }: EmulatorSettings): Refusal {
  const { pathname } = new URL(request.url);
  const route = parseRoute(pathname);
  const [name, workspace] = 'code' in route ? ['', pathname] : [route.name ?? '', workspacePathOf(route.address)];
  switch (reason) {
    case 'expiredToken':
      return expiredToken();
    case 'forbidden':
      return authorizationFailed(principalOf(request), { method: request.method, scope: pathname });
    case 'recentlyDeleted':
      return recentlyDeleted(name, refusals.recentlyDeleted);
    case 'locked':
      return scopeLocked(pathname, { method: request.method, lockedScopes: [workspace] });
    case 'newerInstance':
      return staleEtag(name, workspace, refusals.staleEtag);
    case 'preconditionFailed':
      return preconditionFailed(name);
  }
}
