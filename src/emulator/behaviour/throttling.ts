import { tooManyRequests } from '../errors';
import type { Refusal } from '../errors';
import { member } from '../json';
import type { ThrottlingSettings } from '../settings';
import type { Bucket } from '../state/state';

export interface Throttled {
  readonly buckets: Readonly<Record<string, Bucket>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly refusal?: Refusal;
}

type Sort = 'reads' | 'writes' | 'deletes';

const SORTS: Readonly<Record<string, Sort>> = { GET: 'reads', HEAD: 'reads', DELETE: 'deletes' };

/** Takes a token for a request, or refuses it. A refused request takes none, and is told to wait for a whole one. */
export function throttle(
  buckets: Readonly<Record<string, Bucket>>,
  settings: ThrottlingSettings,
  request: {
    readonly method: string;
    readonly principal: string;
    readonly subscriptionId: string;
    readonly now: number;
  },
): Throttled {
  if (settings.kind === 'off') return { buckets, headers: {} };
  const sort = SORTS[request.method] ?? 'writes';
  const { capacity, refillPerSecond } = settings[sort];
  const key = `${request.principal} ${request.subscriptionId.toLowerCase()} ${sort}`;
  const { tokens, at } = member(buckets, key) ?? { tokens: capacity, at: request.now };
  const refilled = Math.min(capacity, tokens + (Math.max(0, request.now - at) / 1000) * refillPerSecond);
  const left = refilled < 1 ? refilled : refilled - 1;
  const after = { ...buckets, [key]: { tokens: left, at: request.now } };
  const headers = { [`x-ms-ratelimit-remaining-subscription-${sort}`]: String(Math.floor(left)) };
  if (refilled >= 1) return { buckets: after, headers };
  const seconds = Math.ceil((1 - refilled) / refillPerSecond);
  return {
    buckets: after,
    headers,
    refusal: tooManyRequests(settings.retryAfter === 'sent' ? String(seconds) : undefined),
  };
}
