import { member } from './json';
import type { EmulatorRequest } from './exchange';

/** What goes wrong. */
export type FaultEffect =
  /** 429, nothing happened. Without `retryAfterSeconds` there is no Retry-After header. */
  | { readonly kind: 'throttled'; readonly retryAfterSeconds?: number }
  /** 5xx, nothing happened. */
  | { readonly kind: 'serverError'; readonly status: number; readonly retryAfterSeconds?: number }
  /** Any other refusal, nothing happened: 403 AuthorizationFailed, 409 ScopeLocked. */
  | { readonly kind: 'refused'; readonly status: number; readonly code: string; readonly message: string }
  /** The request is handled at once, its answer comes late. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** The connection breaks before the service saw the request. */
  | { readonly kind: 'lostRequest' }
  /** The request takes effect, and the connection breaks before the answer. */
  | { readonly kind: 'lostAnswer' }
  /** The answer ends in the middle of its body. */
  | { readonly kind: 'brokenBody' }
  /** The answer tells an etag that is not the resource's. */
  | { readonly kind: 'wrongEtag' }
  /** A read is answered from before the last write, as by a replica that lags. */
  | { readonly kind: 'staleRead' }
  /** A write loses a property: `path` as `properties.severity`. `asSent`: its answer does not show that. */
  | { readonly kind: 'lostProperty'; readonly path: string; readonly answer: 'asStored' | 'asSent' }
  /** Before the request, the service switches the addressed rule off (every rule, if a list is asked for). */
  | { readonly kind: 'autoDisabled'; readonly reason: string }
  /** Before the request, another client's request is served. `path` as in an URL, query included. */
  | {
      readonly kind: 'overtaken';
      readonly method: string;
      readonly path: string;
      readonly body: string;
    };

export interface Fault {
  /** Names it in the count of its matches: no two faults may share one. */
  readonly id: string;
  readonly when: {
    readonly method?: string;
    /** Part of the path and query, without regard to case. */
    readonly path?: string;
    /** Which matching requests, counted from 1; all of them if absent. */
    readonly calls?: readonly number[];
  };
  readonly effect: FaultEffect;
}

export interface ActiveFaults {
  readonly effects: readonly FaultEffect[];
  readonly hits: Readonly<Record<string, number>>;
}

/** Counts a request against each fault and says which strike. */
export function strike(
  faults: readonly Fault[],
  request: EmulatorRequest,
  hits: Readonly<Record<string, number>>,
): ActiveFaults {
  const matching = faults.filter(({ when }) => matches(when, request));
  const counted = {
    ...hits,
    ...Object.fromEntries(matching.map(({ id }) => [id, (member(hits, id) ?? 0) + 1])),
  };
  return {
    effects: matching
      .filter(({ id, when }) => when.calls === undefined || when.calls.includes(member(counted, id) ?? 0))
      .map(({ effect }) => effect),
    hits: counted,
  };
}

function matches({ method, path }: Fault['when'], request: EmulatorRequest): boolean {
  if (method !== undefined && method.toUpperCase() !== request.method) return false;
  return path === undefined || request.url.toLowerCase().includes(path.toLowerCase());
}

/** Narrows the effects of one kind. */
export function effectOf<Kind extends FaultEffect['kind']>(
  effects: readonly FaultEffect[],
  kind: Kind,
): Extract<FaultEffect, { kind: Kind }> | undefined {
  return effects.find((effect): effect is Extract<FaultEffect, { kind: Kind }> => effect.kind === kind);
}
