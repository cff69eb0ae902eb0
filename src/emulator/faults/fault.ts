import type { Json, JsonObject } from '../json';

/** A refusal of the service by its reason: status, code and text are then the service's own. */
export type RefusalReason =
  /** 401: the token is no longer valid. */
  | 'expiredToken'
  /** 403: the principal may not do this. */
  | 'forbidden'
  /** 409: the id belonged to a rule that was deleted a short while ago. */
  | 'recentlyDeleted'
  /** 409: a resource lock is in the way. */
  | 'locked'
  /** 409: the etag of the body is not the resource's. */
  | 'newerInstance'
  /** 412: the condition of a header is not met. */
  | 'preconditionFailed';

/** How a refusal says when to come again. Without `retryAfterSeconds` it does not. */
interface RetryAfter {
  readonly retryAfterSeconds?: number;
  /** The header's form; in seconds if absent. */
  readonly retryAfterForm?: 'seconds' | 'httpDate';
}

/** The service refuses, or fails; nothing happened. */
type RefusingEffect =
  | ({ readonly kind: 'throttled' } & RetryAfter)
  | ({ readonly kind: 'serverError'; readonly status: number } & RetryAfter)
  | { readonly kind: 'refusedAs'; readonly reason: RefusalReason }
  /** Any other refusal. */
  | { readonly kind: 'refused'; readonly status: number; readonly code: string; readonly message: string };

/** The answer does not come as it should. */
type DeliveryEffect =
  /** The request is handled at once, its answer comes late. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** The connection breaks before the service saw the request. */
  | { readonly kind: 'lostRequest' }
  /** The request takes effect, and the connection breaks before the answer. */
  | { readonly kind: 'lostAnswer' }
  /** The connection stays open and no answer comes. */
  | { readonly kind: 'noAnswer'; readonly effect: 'took' | 'none' }
  /** The connection breaks in the middle of the answer's body. */
  | { readonly kind: 'brokenBody' }
  /** The answer arrives whole as far as HTTP can see, but its JSON ends in the middle. */
  | { readonly kind: 'cutBody' };

/** What is answered, or what is stored, is not what should be. */
type FalseEffect =
  /** The answer tells an etag that is not the resource's. */
  | { readonly kind: 'wrongEtag' }
  /** A read is answered from before the last write, as by a replica that lags. */
  | { readonly kind: 'staleRead' }
  /** A write loses a property: `path` as `properties.severity`. `asSent`: its answer does not show that. */
  | { readonly kind: 'lostProperty'; readonly path: string; readonly answer: 'asStored' | 'asSent' }
  /** A write stores another value of a property: `properties.enabled` as false. */
  | {
      readonly kind: 'changedProperty';
      readonly path: string;
      readonly value: Json;
      readonly answer: 'asStored' | 'asSent';
    }
  /** A write is answered as if it was done, and is not: what was there stays. */
  | { readonly kind: 'unstored' };

/** Others act just before the request. */
type OthersEffect =
  /** The service switches the addressed rule off (every rule, if a list is asked for). */
  | { readonly kind: 'autoDisabled'; readonly reason: string }
  /** A person in the portal saves the addressed rule, or the one that is named, with some properties changed. */
  | {
      readonly kind: 'edited';
      readonly properties: JsonObject;
      readonly ruleId?: string;
      /** Who the person is; `portal` if absent. */
      readonly principal?: string;
    }
  /** Another client's request is served. `path` as in an URL, query included. */
  | {
      readonly kind: 'overtaken';
      readonly method: string;
      readonly path: string;
      readonly body: string;
      /** Who the other is; `another` if absent. */
      readonly principal?: string;
    };

/** A page of a list is not as it should be. On anything but a list these have no effect. */
type ListEffect =
  /** The link leads past the next page: its resources come on no page. */
  | { readonly kind: 'skippedPage' }
  /** There is no link: the list ends here. */
  | { readonly kind: 'endedList' }
  /** The link leads to this same page: its resources come twice, or for ever if every call is struck. */
  | { readonly kind: 'repeatedPage' }
  /** The link leads to the first page. */
  | { readonly kind: 'restartedList' }
  /** The link leads to another host. */
  | { readonly kind: 'foreignNextLink'; readonly origin: string }
  /** The page is empty, and its link leads to what should have been on it: allowed, and seldom. */
  | { readonly kind: 'emptyPage' };

/** The emulated clock moves by so many seconds before the request is handled: it took long, or a clock was set. */
type ClockEffect = { readonly kind: 'timePasses'; readonly seconds: number };

/** Nothing goes wrong: a moment for `after` to name. */
type NoEffect = { readonly kind: 'nothing' };

/** What goes wrong. */
export type FaultEffect =
  RefusingEffect | DeliveryEffect | FalseEffect | OthersEffect | ListEffect | ClockEffect | NoEffect;

/** Which requests a fault matches; an empty one matches all. */
export interface FaultMatch {
  readonly method?: string;
  /** Part of the path and query, without regard to case. */
  readonly path?: string;
  readonly principal?: string;
  /** The id of another fault: only requests that come after it has struck match. */
  readonly after?: string;
  /** Which matching requests, counted from 1; all of them if absent. */
  readonly calls?: readonly number[];
  /** From which matching request on, counted from 1. */
  readonly from?: number;
  /** Each so-many-th of the matching requests. */
  readonly every?: number;
}

export interface Fault {
  /** Names it in the count of its matches: no two faults may share one. */
  readonly id: string;
  readonly when: FaultMatch;
  readonly effect: FaultEffect;
}

/** Narrows the effects of one kind. */
export function effectOf<Kind extends FaultEffect['kind']>(
  effects: readonly FaultEffect[],
  kind: Kind,
): Extract<FaultEffect, { kind: Kind }> | undefined {
  return effects.find((effect): effect is Extract<FaultEffect, { kind: Kind }> => effect.kind === kind);
}
